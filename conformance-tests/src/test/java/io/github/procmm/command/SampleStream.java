package io.github.procmm.command;

import io.github.procmm.v2.AreaKind;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.LegacyDialect;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Refused;
import io.github.procmm.v2.Rights;
import io.github.procmm.v2.Welcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;

/** A stream that has a frame of every type and a record of many operations. */
final class SampleStream {

    private static final String X86_64 =
            "36000000deadbeef008004080000000000300000000000000500000000000000"
                    + "110000000000000007000000000000000020000000000000";
    private static final String POWERPC =
            "00000036080480000000300000000005000000110000000700002000";

    private static final long SPACE = 1L << 32;
    private static final long NEW = Handle.reference(0);

    static final List<Frame> FRAMES =
            List.of(
                    new Frame.Greeting(0, Hello.ofThisVersion(1 << 20)),
                    new Frame.Welcoming(
                            0,
                            new Welcome(
                                    2,
                                    1 << 20,
                                    Features.ALL,
                                    99,
                                    4096,
                                    0,
                                    1L << 47,
                                    9,
                                    9,
                                    1 << 30)),
                    new Frame.Batch(
                            1,
                            BatchMode.ATOMIC,
                            List.of(
                                    new Command.Create(Rights.OF_SPACE, 0),
                                    new Command.Map(
                                            NEW,
                                            OpFlags.REPLACE,
                                            0x10000,
                                            0x3000,
                                            0,
                                            0,
                                            3,
                                            0,
                                            0,
                                            0),
                                    new Command.Query(NEW, 0, 9))),
                    new Frame.Reply(
                            1,
                            BatchMode.ATOMIC,
                            List.of(
                                    new Frame.Result(0, SPACE, 0, null),
                                    new Frame.Result(0, 0x10000, 0, null),
                                    new Frame.Result(0, 0, 0, answer()))),
                    new Frame.Legacy(
                            2,
                            BatchMode.INDEPENDENT,
                            List.of(
                                    new Frame.LegacyRecord(LegacyDialect.X86_64, SPACE, X86_64),
                                    new Frame.LegacyRecord(LegacyDialect.POWERPC, SPACE, POWERPC))),
                    new Frame.Refusal(3, new Refused(71, 6, 2, 2)));

    private SampleStream() {}

    private static Frame.QueryAnswer answer() {
        return new Frame.QueryAnswer(
                5,
                0x3000,
                1,
                List.of(new Frame.QueryArea(0x10000, 0x13000, 0, 0, 3, 7, AreaKind.ANONYMOUS)));
    }

    static byte[] bytes(List<Frame> frames) {
        ByteBuf out = Unpooled.buffer();
        FrameCodec codec = new FrameCodec(-1);
        frames.forEach(frame -> codec.encode(frame, out));
        return ByteBufUtil.getBytes(out);
    }

    static byte[] bytes() {
        return bytes(FRAMES);
    }
}
