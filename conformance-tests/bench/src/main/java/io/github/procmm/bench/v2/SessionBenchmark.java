package io.github.procmm.bench.v2;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.bench.codec.CodecRun;
import io.github.procmm.kernel.Kernel;
import io.github.procmm.kernel.Session;
import io.github.procmm.kernel.UserProcess;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.Hello;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Nanoseconds an operation through the kernel's session, bytes in and bytes out: MAP over a page
 * that is mapped, in frames of so many records. {@link WriteBenchmark} is the same in part v1.
 */
@OperationsPerInvocation(SessionWorkload.OPERATIONS)
public class SessionBenchmark extends CodecRun {

    /** How the frames are carried out. */
    @Param({"SEQUENTIAL", "ATOMIC"})
    public BatchMode mode = BatchMode.SEQUENTIAL;

    /** Records in a frame. */
    @Param({"1", "8", "32", "128"})
    public int batch = 1;

    private @Nullable Session session;
    private ByteBuf frames = Unpooled.EMPTY_BUFFER;
    private final ByteBuf answers = Unpooled.directBuffer();

    /** Begins a session, and tries all frames once. */
    @Setup
    public void begin() {
        UserProcess process = SessionWorkload.process(new Kernel(HostProfile.DEFAULT));
        session = process.newSession();
        answer(new Frame.Greeting(0, Hello.ofThisVersion(1 << 20)));
        List<Result> given = results(answer(SessionWorkload.imports()));
        long space = given.get(0).value();
        frames = SessionWorkload.frames(mode, batch, space, given.get(1).value());
        carryOut();
        FrameCodec codec = new FrameCodec(1 << 20);
        while (answers.isReadable()) {
            results(((FrameCodec.Whole) codec.decode(answers)).frame());
        }
    }

    private Frame answer(Frame frame) {
        ByteBuf in = Unpooled.buffer();
        FrameCodec codec = new FrameCodec(1 << 20);
        codec.encode(frame, in);
        Objects.requireNonNull(session).receive(in, answers.clear());
        return ((FrameCodec.Whole) codec.decode(answers)).frame();
    }

    private static List<Result> results(Frame answer) {
        List<Result> results = ((Frame.Reply) answer).results();
        if (results.stream().anyMatch(result -> result.status() != 0)) {
            throw new IllegalStateException("answered with " + answer);
        }
        return results;
    }

    /** Sends all frames; returns how many bytes the answers have. */
    @Benchmark
    public int carryOut() {
        Objects.requireNonNull(session).receive(frames.readerIndex(0), answers.clear());
        return answers.readableBytes();
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        frames.release();
        answers.release();
    }
}
