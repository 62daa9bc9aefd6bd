package io.github.procmm.testee;

import static io.github.procmm.testee.TesteeFailure.Kind.HUNG;
import static io.github.procmm.testee.TesteeFailure.Kind.REFUSED;

import io.github.procmm.backend.Backend;
import io.github.procmm.backend.Offer;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A backend in this process. It answers on a thread of its own, which is left behind if it hangs.
 */
public final class BackendTestee implements Testee {

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread made = new Thread(task, "backend");
                        made.setDaemon(true);
                        return made;
                    });
    private final Backend backend;
    private final TesteeServer server;
    private final Duration limit;
    private final Offer offer;

    private BackendTestee(Backend backend, Duration limit) throws TesteeFailure {
        this.backend = backend;
        this.server = new TesteeServer(backend);
        this.limit = limit;
        Request hello = Replies.hello(1);
        this.offer = Replies.offer(hello, inTime(() -> server.reply(hello)));
    }

    /**
     * Returns a source of testees on new backends.
     *
     * @param limit how long one batch may take
     */
    public static Source source(Supplier<Backend> backends, Duration limit) {
        return () -> new BackendTestee(backends.get(), limit);
    }

    @Override
    public Offer offer() {
        return offer;
    }

    @Override
    public List<Answer> ask(List<Call> calls) throws TesteeFailure {
        return inTime(() -> server.answers(calls));
    }

    private <T> T inTime(Callable<T> asked) throws TesteeFailure {
        Future<T> answer = thread.submit(asked);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new TesteeFailure(HUNG, "no answer in " + TimeLimits.words(limit), "");
        } catch (ExecutionException thrown) {
            throw thrown.getCause() instanceof RefusedCall refused
                    ? RefusedCall.failure(refused.reason())
                    : new TesteeFailure(REFUSED, "it threw " + thrown.getCause(), "");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TesteeFailure(HUNG, "interrupted while it was asked", "");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        backend.close();
    }
}
