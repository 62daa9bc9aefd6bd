package io.github.procmm.testee;

import static io.github.procmm.testee.TesteeFailure.Kind.ENDED;
import static io.github.procmm.testee.TesteeFailure.Kind.GARBAGE;
import static io.github.procmm.testee.TesteeFailure.Kind.HUNG;
import static io.github.procmm.testee.TesteeFailure.Kind.NOT_STARTED;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.procmm.backend.Offer;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Reply;
import io.github.procmm.proto.testee.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A program that speaks the testee protocol on its standard input and output.
 *
 * <p>Whatever it does, a call here ends: with answers, or within the time limit with a failure.
 * Reading and writing is done on a thread of its own, which ends when the program is killed.
 */
public final class PipeTestee implements Testee {

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Process process;
    private final Thread killer;
    private final OutputStream stdin;
    private final HeardBytes stdout;
    private final StderrTail stderr;
    private final Duration limit;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread made = new Thread(task, "testee pipes");
                        made.setDaemon(true);
                        return made;
                    });
    private final Offer offer;
    private long lastId;

    private PipeTestee(Process process, Duration limit) throws TesteeFailure {
        this.process = process;
        this.killer = new Thread(this::kill, "testee killer");
        try {
            Runtime.getRuntime().addShutdownHook(killer);
        } catch (IllegalStateException shuttingDown) {
            kill();
            throw new TesteeFailure(NOT_STARTED, "this program is ending", "");
        }
        this.stdin = process.getOutputStream();
        this.stdout = new HeardBytes(process.getInputStream());
        this.stderr = new StderrTail(process.getErrorStream());
        this.limit = limit;
        Request hello = Replies.hello(++lastId);
        try {
            this.offer = Replies.offer(hello, exchange(hello));
        } catch (TesteeFailure failure) {
            throw ended(failure);
        }
    }

    /**
     * Returns a source of testees that run a command.
     *
     * @param command a program and its arguments; quotes keep spaces together
     * @param limit how long the start, and one batch, may take
     * @throws IllegalArgumentException when the command is empty or a quote is not closed
     */
    public static Source source(String command, Duration limit) {
        List<String> words = CommandWords.of(command);
        return () -> {
            Process process;
            try {
                process = new ProcessBuilder(words).start();
            } catch (IOException cannot) {
                throw new TesteeFailure(NOT_STARTED, String.valueOf(cannot.getMessage()), "");
            }
            return new PipeTestee(process, limit);
        };
    }

    @Override
    public Offer offer() {
        return offer;
    }

    @Override
    public List<Answer> ask(List<Call> calls) throws TesteeFailure {
        Request batch = Replies.batch(++lastId, calls);
        try {
            return Replies.answers(batch, exchange(batch));
        } catch (TesteeFailure failure) {
            throw ended(failure);
        }
    }

    private Reply exchange(Request request) throws TesteeFailure {
        Future<Reply> reply = thread.submit(() -> writeAndRead(request));
        try {
            return reply.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            String what = "no answer in " + TimeLimits.words(limit);
            throw new TesteeFailure(HUNG, what + stdout.hint(), "");
        } catch (ExecutionException failed) {
            throw failure(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TesteeFailure(HUNG, "interrupted while it was asked", "");
        }
    }

    private Reply writeAndRead(Request request) throws IOException, TesteeFailure {
        if (stdout.available() > 0) {
            String what = "it wrote what nobody had asked for, or answered the case before twice";
            throw new TesteeFailure(GARBAGE, what, "");
        }
        stdout.forget();
        Frames.write(request, stdin);
        Reply reply = Frames.read(Reply.parser(), stdout);
        if (reply == null) {
            throw new TesteeFailure(ENDED, "it closed its output instead of answering", "");
        }
        if (stdout.available() > 0) {
            throw new TesteeFailure(GARBAGE, "it wrote more than one answer", "");
        }
        return reply;
    }

    private TesteeFailure failure(@Nullable Throwable cause) {
        if (cause instanceof TesteeFailure failure) {
            return failure;
        }
        String said = cause == null ? "it failed" : String.valueOf(cause.getMessage());
        String what = said + stdout.hint();
        return cause instanceof InvalidProtocolBufferException
                ? new TesteeFailure(GARBAGE, "what it wrote is no reply: " + what, "")
                : new TesteeFailure(ENDED, what, "");
    }

    /** Returns the failure with the exit code, if it ended by itself, and its last words. */
    private TesteeFailure ended(TesteeFailure failure) {
        String how = "";
        try {
            boolean gone =
                    failure.kind() == ENDED
                            && process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            if (gone) {
                how = "; exit code " + process.exitValue();
                stderr.awaitEnd(FAREWELL); // releasing it closes what has not been read
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        release();
        return new TesteeFailure(failure.kind(), failure.getMessage() + how, stderr.text());
    }

    /** Closes its input and lets it go by itself; kills it if it does not. */
    @Override
    public void close() {
        try {
            stdin.close();
            process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException gone) {
            // It has ended already.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        release();
    }

    private void release() {
        kill();
        thread.shutdownNow();
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook has run, or is about to.
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
