package io.github.procmm.kernel;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.Rights;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/** A client of part v2 for tests: frames to bytes, through a session, and back. */
final class SessionClient {

    static final int MAX_FRAME = 1 << 20;

    final Kernel kernel;
    final UserProcess process;
    final Session session;
    private final FrameCodec codec = new FrameCodec(MAX_FRAME);
    private long sequence;

    SessionClient() {
        this(new Kernel(HostProfile.DEFAULT));
    }

    SessionClient(Kernel kernel) {
        this.kernel = kernel;
        this.process = kernel.newProcess();
        this.session = process.newSession();
        send(new Frame.Greeting(0, Hello.ofThisVersion(MAX_FRAME)));
    }

    /** Sends a frame and returns the answer to it. */
    Frame send(Frame frame) {
        ByteBuf in = Unpooled.buffer();
        codec.encode(frame, in);
        return answer(in);
    }

    /** Sends bytes that are a frame and returns the answer to it. */
    Frame answer(ByteBuf in) {
        ByteBuf out = Unpooled.buffer();
        session.receive(in, out);
        FrameCodec.Decoded decoded = codec.decode(out);
        if (decoded instanceof FrameCodec.Whole whole && !out.isReadable()) {
            return whole.frame();
        }
        throw new AssertionError("answered with " + decoded);
    }

    /** Sends operations and returns what came of each. */
    List<Result> batch(BatchMode mode, Command... commands) {
        sequence++;
        Frame answer = send(new Frame.Batch(sequence, mode, List.of(commands)));
        if (answer instanceof Frame.Reply reply
                && reply.sequence() == sequence
                && reply.mode() == mode) {
            return reply.results();
        }
        throw new AssertionError("answered with " + answer);
    }

    /** Sends one operation and returns what came of it. */
    Result ask(Command command) {
        return batch(BatchMode.SEQUENTIAL, command).get(0);
    }

    /** Sends one operation that has to succeed and returns its value. */
    long value(Command command) {
        Result result = ask(command);
        if (result.status() != 0) {
            throw new AssertionError(command + " was refused: " + result);
        }
        return result.value();
    }

    /** Makes a space with all rights. */
    long space() {
        return value(new Command.Create(Rights.OF_SPACE, 0));
    }

    /** Returns what maps would show of a space. */
    String maps(long space) {
        AddressSpace memory = session.addressSpace(space);
        if (memory == null) {
            throw new AssertionError("0x" + Long.toHexString(space) + " is no space");
        }
        memory.checkInvariants();
        return memory.maps();
    }
}
