package io.github.procmm.testee;

import com.google.protobuf.ByteString;
import io.github.procmm.fixture.RandomFrames;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.AccessKind;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Handle;
import io.github.procmm.proto.testee.Host;
import io.github.procmm.proto.testee.MakeObject;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.NewSession;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.proto.testee.Open;
import io.github.procmm.proto.testee.OpenMode;
import io.github.procmm.proto.testee.OpenObject;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Frame.QueryAnswer;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.Rights;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A client of one session that sends random frames to a testee. Two of one seed send the same, and
 * what they see does not depend on how the testee numbers handles and epochs.
 */
final class FramesClient {

    private static final int MAX_FRAME = 1 << 20;
    private static final long PAGE = 0x1000;
    private static final int LOOKED_AT = 5;

    private final Testee testee;
    private final boolean clones;
    private final Random random;
    private final RandomFrames frames;
    private final FrameCodec codec = new FrameCodec(MAX_FRAME);
    private final List<Long> spaces = new ArrayList<>();
    private final List<Long> objects = new ArrayList<>();

    /** Boots the host and begins the session, with a space and an object. */
    FramesClient(Testee testee, long seed, boolean clones) throws TesteeFailure {
        this.testee = testee;
        this.clones = clones;
        random = new Random(seed);
        frames = new RandomFrames(random, spaces, objects, clones);
        testee.ask(beginning());
        send(new Frame.Greeting(0, new Hello(2, 2, MAX_FRAME, Features.ALL)));
        seen(
                batch(
                        List.of(
                                new Command.Create(Rights.OF_SPACE, 0),
                                new Command.Memory(8 * PAGE, Rights.OF_OBJECT, 5))));
    }

    private static List<Call> beginning() {
        Boot boot =
                Boot.newBuilder()
                        .setHost(
                                Host.newBuilder()
                                        .setDialect("x86_64")
                                        .setGeneration("skas3-v9")
                                        .setManager("linux-6.18"))
                        .build();
        return List.of(
                Call.newBuilder().setBoot(boot).build(),
                Call.newBuilder()
                        .setOpen(Open.newBuilder().setFd(RandomFrames.MM).setFile("/proc/mm64"))
                        .build(),
                object(0, ObjectKind.REGULAR, 6 * PAGE),
                object(1, ObjectKind.NOT_EXECUTABLE, 6 * PAGE + 100),
                opened(RandomFrames.OBJECT, 0, OpenMode.READ_WRITE),
                opened(RandomFrames.NOT_EXECUTABLE, 1, OpenMode.READ_WRITE),
                opened(RandomFrames.READ_ONLY, 0, OpenMode.READ_ONLY),
                Call.newBuilder().setNewSession(NewSession.getDefaultInstance()).build());
    }

    private static Call object(int number, ObjectKind kind, long size) {
        return Call.newBuilder()
                .setMakeObject(
                        MakeObject.newBuilder().setObject(number).setKind(kind).setSize(size))
                .build();
    }

    private static Call opened(int fd, int object, OpenMode mode) {
        return Call.newBuilder()
                .setOpenObject(OpenObject.newBuilder().setFd(fd).setObject(object).setMode(mode))
                .build();
    }

    /** Sends the next frame, touches memory, and returns all that came of it. */
    List<Object> step() throws TesteeFailure {
        List<Object> all = new ArrayList<>();
        all.add(seen(frames.next()));
        List<Long> last = spaces.subList(Math.max(0, spaces.size() - LOOKED_AT), spaces.size());
        List<Command> look = new ArrayList<>();
        last.forEach(space -> look.add(new Command.Query(space, 0, MAX_FRAME)));
        List<Result> looks = seen(batch(look));
        all.add(looks);
        for (int i = 0; i < looks.size(); i++) {
            if (looks.get(i).status() == 0) {
                all.add(touch(last.get(i)));
            }
        }
        return all;
    }

    private static Frame batch(List<Command> commands) {
        return new Frame.Batch(0, BatchMode.INDEPENDENT, commands);
    }

    private Answer touch(long space) throws TesteeFailure {
        Access access =
                Access.newBuilder()
                        .setMm(Mm.newBuilder().setHandle(Handle.newBuilder().setHandle(space)))
                        .setKind(random.nextBoolean() ? AccessKind.STORE : AccessKind.LOAD)
                        .setAddr(frames.page() + random.nextInt((int) PAGE))
                        .setSize(1)
                        .setValue(random.nextInt(256))
                        .build();
        return testee.ask(List.of(Call.newBuilder().setAccess(access).build())).get(0);
    }

    /** Sends a frame, takes note of the handles that it gives, and returns the rest. */
    private List<Result> seen(Frame frame) throws TesteeFailure {
        if (!(send(frame) instanceof Frame.Reply reply)) {
            throw new IllegalStateException(frame + " has been refused");
        }
        List<Result> seen = new ArrayList<>();
        for (int i = 0; i < reply.results().size(); i++) {
            Result result = reply.results().get(i);
            boolean gave =
                    result.status() == 0
                            && frame instanceof Frame.Batch batch
                            && note(batch.commands().get(i), result.value());
            seen.add(gave ? new Result(0, 0, 0, null) : comparable(result));
        }
        return seen;
    }

    /** Returns whether the value is a handle. */
    private boolean note(Command command, long value) {
        if (!command.operation().givesHandle()) {
            return false;
        }
        boolean object =
                command instanceof Command.Memory
                        || (command instanceof Command.Import imported
                                && imported.descriptor() != RandomFrames.MM)
                        || (command instanceof Command.Duplicate duplicate
                                && (duplicate.rights() & Rights.OF_OBJECT) != 0);
        (object ? objects : spaces).add(value);
        return true;
    }

    private Result comparable(Result result) {
        QueryAnswer areas = result.areas();
        if (areas == null) {
            return result;
        }
        QueryAnswer seen =
                clones
                        ? new QueryAnswer(0, areas.mappedBytes(), 0, List.of())
                        : new QueryAnswer(0, areas.mappedBytes(), areas.total(), areas.areas());
        return new Result(result.status(), result.value(), result.field(), seen);
    }

    private Frame send(Frame frame) throws TesteeFailure {
        ByteBuf out = Unpooled.buffer();
        codec.encode(frame, out);
        SendBytes bytes =
                SendBytes.newBuilder()
                        .setBytes(ByteString.copyFrom(ByteBufUtil.getBytes(out)))
                        .build();
        Answer answer = testee.ask(List.of(Call.newBuilder().setSendBytes(bytes).build())).get(0);
        ByteBuf in = Unpooled.wrappedBuffer(answer.getData().asReadOnlyByteBuffer());
        if (codec.decode(in) instanceof FrameCodec.Whole whole) {
            return whole.frame();
        }
        throw new IllegalStateException(ByteBufUtil.hexDump(in) + " is no frame");
    }
}
