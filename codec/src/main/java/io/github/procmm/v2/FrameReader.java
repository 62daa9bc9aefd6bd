package io.github.procmm.v2;

import static io.github.procmm.model.Errno.E2BIG;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.model.Errno.EPROTO;
import static io.github.procmm.model.Errno.EPROTONOSUPPORT;

import io.github.procmm.model.Errno;
import io.github.procmm.v2.Frame.LegacyRecord;
import io.github.procmm.v2.Frame.QueryAnswer;
import io.github.procmm.v2.Frame.QueryArea;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.FrameCodec.Broken;
import io.github.procmm.v2.FrameCodec.Decoded;
import io.github.procmm.v2.FrameCodec.Whole;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns one whole frame into records of Java, or finds out why it is none. For one use. */
final class FrameReader {

    private final FrameView frame;

    FrameReader(FrameView frame) {
        this.frame = frame;
    }

    Decoded read() {
        FrameType type = frame.type();
        boolean negotiates = type != null && type.negotiates();
        if (frame.version() != (negotiates ? 0 : Layout.VERSION_NUMBER)) {
            return broken(EPROTONOSUPPORT, Layout.VERSION); // V2-FRAME-4: before the type
        }
        if (type == null) {
            return broken(EPROTO, Layout.TYPE);
        }
        BatchMode mode = frame.mode();
        if (mode == null || (negotiates && mode != BatchMode.SEQUENTIAL)) {
            return broken(EOPNOTSUPP, Layout.MODE);
        }
        if (frame.reserved() != 0) {
            return broken(EOPNOTSUPP, Layout.FRAME_RESERVED);
        }
        int misfit = negotiates ? -1 : frame.misfit();
        if (misfit >= 0) {
            return broken(EPROTO, misfit);
        }
        return read(type, mode, frame.sequence());
    }

    private Decoded read(FrameType type, BatchMode mode, long sequence) {
        return switch (type) {
            case HELLO -> hello(sequence);
            case WELCOME -> welcome(sequence);
            case REFUSED -> refused(sequence);
            case BATCH -> batch(mode, sequence);
            case LEGACY -> legacy(mode, sequence);
            case REPLY -> reply(mode, sequence);
        };
    }

    private Decoded hello(long sequence) {
        Broken unfit = unfit(Hello.LENGTH, Hello.RESERVED);
        return unfit == null ? new Whole(new Frame.Greeting(sequence, Hello.read(frame))) : unfit;
    }

    private Decoded welcome(long sequence) {
        Broken unfit = unfit(Welcome.LENGTH, Welcome.RESERVED2);
        if (unfit != null) {
            return unfit;
        }
        return frame.u16(Welcome.RESERVED) == 0
                ? new Whole(new Frame.Welcoming(sequence, Welcome.read(frame)))
                : broken(EOPNOTSUPP, Welcome.RESERVED);
    }

    private Decoded refused(long sequence) {
        Broken unfit = unfit(Refused.LENGTH, Refused.RESERVED);
        return unfit == null ? new Whole(new Frame.Refusal(sequence, Refused.read(frame))) : unfit;
    }

    /** Says why a frame that negotiates is none of this version; {@code reserved} ends it. */
    private @Nullable Broken unfit(int least, int reserved) {
        if (frame.count() != 0) {
            return broken(EOPNOTSUPP, Layout.COUNT);
        }
        if (frame.length() < least) {
            return broken(EPROTO, Layout.LENGTH);
        }
        int tail = frame.firstNonZero(reserved);
        if (tail < 0) {
            return null;
        }
        return tail < least ? broken(EOPNOTSUPP, reserved) : broken(E2BIG, tail);
    }

    private Decoded batch(BatchMode mode, long sequence) {
        List<Command> commands = new ArrayList<>();
        OpView op = new OpView();
        OpCheck check = OpCheck.ofAnySession();
        while (frame.next()) {
            op.wrap(frame);
            Errno errno = check.refusal(op);
            if (errno != null) {
                return broken(errno, frame.at() - frame.base() + check.field());
            }
            commands.add(Command.of(op));
        }
        return new Whole(new Frame.Batch(sequence, mode, commands));
    }

    private Decoded legacy(BatchMode mode, long sequence) {
        List<LegacyRecord> records = new ArrayList<>();
        LegacyView view = new LegacyView();
        while (frame.next()) {
            view.wrap(frame);
            LegacyDialect dialect = view.dialect();
            int at = frame.at() - frame.base();
            if (dialect == null) {
                return broken(EOPNOTSUPP, at + Layout.OPCODE);
            }
            if (!view.fits()) {
                return broken(EINVAL, at + Layout.LEGACY_BYTES);
            }
            String hex = ByteBufUtil.hexDump(frame.buf(), view.at(), view.bytes());
            records.add(new LegacyRecord(dialect, view.handle(), hex));
        }
        return new Whole(new Frame.Legacy(sequence, mode, records));
    }

    private Decoded reply(BatchMode mode, long sequence) {
        List<Result> results = new ArrayList<>();
        ResultView result = new ResultView();
        while (frame.next()) {
            result.wrap(frame);
            if (!result.isWhole() || hasMoreThanIsKnown(result)) {
                return broken(EPROTO, frame.at() - frame.base());
            }
            results.add(
                    new Result(result.status(), result.value(), result.field(), answerOf(result)));
        }
        return new Whole(new Frame.Reply(sequence, mode, results));
    }

    /** Reserved fields that are set, or data of a record that was refused. */
    private static boolean hasMoreThanIsKnown(ResultView result) {
        boolean strange = result.reserved() != 0;
        if (result.dataLength() > 0) {
            strange |= result.status() != 0 || result.field() != 0;
            for (int i = 0; i < result.reported(); i++) {
                strange |= result.reserved(i) != 0;
            }
        }
        return strange;
    }

    private static @Nullable QueryAnswer answerOf(ResultView result) {
        if (result.dataLength() == 0) {
            return null;
        }
        List<QueryArea> areas = new ArrayList<>();
        for (int i = 0; i < result.reported(); i++) {
            areas.add(
                    new QueryArea(
                            result.start(i),
                            result.end(i),
                            result.offset(i),
                            result.tag(i),
                            result.prot(i),
                            result.maxProt(i),
                            result.kind(i)));
        }
        return new QueryAnswer(result.epoch(), result.mappedBytes(), result.areas(), areas);
    }

    private static Broken broken(Errno errno, int position) {
        return new Broken(errno, position, true);
    }
}
