package io.github.procmm.command;

import io.github.procmm.model.Decoded;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Malformed;
import io.github.procmm.v2.FrameCheck;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.FrameType;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.LegacyDialect;
import io.github.procmm.v2.LegacyView;
import io.github.procmm.v2.OpCheck;
import io.github.procmm.v2.OpView;
import io.github.procmm.v2.Operation;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordDecoder;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with whole frames: the frame itself, or its records one by one. */
final class FrameFaults {

    /** Offsets in a frame. */
    private static final int VERSION = 4;

    private static final int TYPE = 6;
    private static final int LENGTH = 8;
    private static final int COUNT = 12;
    private static final int MODE = 24;
    private static final int HEADER = 32;

    /** Offsets in a record. */
    private static final int SIZE = 2;

    private static final int LEGACY_BYTES = 4;
    private static final int RECORD_HEADER = 16;
    private static final int RESULT_HEADER = 24;

    private static final String NOT_ZERO = "wanted 0";
    private static final String UNKNOWN_TAIL = "wanted 0 behind what this version knows";

    private final ByteBuf in;
    private final int base;
    private final FrameView frame = new FrameView();
    private final List<FrameFault> faults = new ArrayList<>();

    private FrameFaults(ByteBuf in, int base) {
        this.in = in;
        this.base = base;
    }

    /** Returns all faults of the frame that begins at {@code base} and is all there. */
    static List<FrameFault> of(ByteBuf in, int base) {
        FrameFaults finder = new FrameFaults(in, base);
        finder.find();
        return finder.faults;
    }

    private void find() {
        frame.wrap(in, base);
        FrameType type = frame.type();
        if (type == FrameType.HELLO) {
            hello();
            return;
        }
        ByteBuf whole = in.slice(base, frame.length());
        if (!(new FrameCodec(-1).decode(whole) instanceof FrameCodec.Broken broken)) {
            if (type == FrameType.LEGACY) {
                legacy(); // a v1 record may be malformed
            }
            return;
        }
        int position = broken.position();
        if (type != null && !type.negotiates() && position == frame.misfit()) {
            add(broken.errno(), position, "V2-FRAME-5", misfit(type, position));
        } else if (position < HEADER) {
            header(type, broken.errno(), position);
        } else if (type == FrameType.BATCH) {
            operations();
        } else if (type == FrameType.LEGACY) {
            legacy();
        } else {
            body(type, broken.errno(), position);
        }
    }

    private void add(Errno errno, int position, String rule, String reason) {
        faults.add(new FrameFault(errno, position, rule, reason));
    }

    private void hello() {
        FrameCheck check = new FrameCheck();
        Errno errno = check.refusalOfHello(frame);
        if (errno == null) {
            return;
        }
        int position = check.position();
        if (position < HEADER) {
            header(FrameType.HELLO, errno, position);
        } else if (errno == Errno.EPROTONOSUPPORT) {
            add(errno, position, "V2-HELLO-2", "wanted version 2 from it to highest");
        } else if (errno == Errno.E2BIG) {
            add(errno, position, "V2-REC-4", UNKNOWN_TAIL);
        } else if (errno == Errno.EOPNOTSUPP) {
            add(errno, position, "V2-HELLO-3", NOT_ZERO);
        } else {
            boolean versions = position == HEADER;
            String reason = versions ? "wanted at most highest" : "wanted at least 4096";
            add(errno, position, "V2-HELLO-3", reason);
        }
    }

    private void header(@Nullable FrameType type, Errno errno, int position) {
        boolean negotiates = type != null && type.negotiates();
        switch (position) {
            case VERSION -> {
                String wanted = negotiates ? "wanted 0 in a frame that negotiates" : "wanted 2";
                add(errno, position, "V2-FRAME-4", wanted);
            }
            case TYPE -> add(errno, position, "V2-FRAME-4", "no type of table 16.2");
            case LENGTH -> {
                String rule = type == FrameType.HELLO ? "V2-HELLO-3" : "V2-GEN-2";
                add(errno, position, rule, "too short for " + type);
            }
            case COUNT -> add(errno, position, "V2-GEN-2", "wanted 0 in " + type);
            case MODE -> {
                String wanted = negotiates ? "wanted 0 in " + type : "no mode of table 21.1";
                add(errno, position, "V2-FRAME-4", wanted);
            }
            default -> add(errno, position, "V2-FRAME-4", NOT_ZERO);
        }
    }

    private void body(@Nullable FrameType type, Errno errno, int position) {
        if (type == FrameType.REPLY) {
            add(errno, position, "V2-GEN-2", "what no backend of this version answers");
        } else if (errno == Errno.E2BIG) {
            add(errno, position, "V2-REC-4", UNKNOWN_TAIL);
        } else {
            add(errno, position, "V2-GEN-2", NOT_ZERO);
        }
    }

    private String misfit(FrameType type, int position) {
        int least = type == FrameType.REPLY ? RESULT_HEADER : RECORD_HEADER;
        String noun = type == FrameType.REPLY ? "result" : "record";
        int number = 0;
        int start = HEADER;
        while (start < position) {
            start += sizeAt(type, start);
            number++;
        }
        int room = frame.length() - position;
        if (number == frame.count()) {
            return "count is " + frame.count() + ", and " + room + " bytes follow";
        }
        if (room < least) {
            return room + " bytes are left for " + noun + " " + number + ", wanted " + least;
        }
        return String.format(
                "size %s, wanted a multiple of 8 from %d to %d",
                Integer.toUnsignedString(sizeAt(type, position)), least, room);
    }

    private int sizeAt(FrameType type, int start) {
        return type == FrameType.REPLY
                ? in.getIntLE(base + start)
                : in.getUnsignedShortLE(base + start + SIZE);
    }

    private void operations() {
        OpView view = new OpView();
        OpCheck check = OpCheck.ofAnySession();
        while (frame.next()) {
            view.wrap(frame);
            Errno errno = check.refusal(view);
            if (errno != null) {
                operation(view.operation(), errno, frame.at() - base, check.field());
            }
        }
    }

    private void operation(@Nullable Operation operation, Errno errno, int start, int field) {
        int position = start + field;
        if (operation == null) {
            add(errno, position, "V2-REC-2", "no operation of table 18.2");
        } else if (field == SIZE) {
            String first = operation + " has at least " + operation.firstSize() + " bytes";
            add(errno, position, "V2-REC-3", first);
        } else if (errno == Errno.E2BIG) {
            add(errno, position, "V2-REC-4", UNKNOWN_TAIL);
        } else if (errno == Errno.EOPNOTSUPP) {
            add(errno, position, "V2-REC-5", "a bit is set that no table names");
        } else {
            add(errno, position, "V2-REC-6", "out of range for " + operation);
        }
    }

    private void legacy() {
        LegacyView view = new LegacyView();
        while (frame.next()) {
            view.wrap(frame);
            int start = frame.at() - base;
            LegacyDialect dialect = view.dialect();
            if (dialect == null) {
                add(Errno.EOPNOTSUPP, start, "V2-LEGACY-3", "no dialect of table 22.1");
            } else if (!view.fits()) {
                String reason = "it does not fit size, or what fills up to size is not 0";
                add(Errno.EINVAL, start + LEGACY_BYTES, "V2-LEGACY-3", reason);
            } else {
                v1Record(dialect, view.record(), start + RECORD_HEADER);
            }
        }
    }

    private void v1Record(LegacyDialect dialect, ByteBuf record, int position) {
        Dialect records = dialect.dialect();
        Decoded decoded = new RecordDecoder(records).decode(record, 0, record.readableBytes());
        if (decoded instanceof Malformed malformed) {
            String reason = malformed.reason() + ", " + records;
            add(malformed.errno(), position, ruleOfV1(malformed.kind()), reason);
        }
    }

    private static String ruleOfV1(Malformed.Kind kind) {
        return switch (kind) {
            case TOO_LONG -> "V1-WRITE-1";
            case NO_OPCODE -> "V1-WRITE-3";
            case UNKNOWN_OPCODE -> "V1-WRITE-4";
            case TOO_SHORT -> "V1-WRITE-5";
            case NO_HEADER, BAD_SIZE, UNKNOWN_OPERATION, UNKNOWN_TAIL, RESERVED_SET ->
                    throw new AssertionError(kind); // of records that say their size
        };
    }
}
