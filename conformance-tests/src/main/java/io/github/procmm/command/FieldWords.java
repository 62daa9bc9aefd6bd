package io.github.procmm.command;

import com.google.protobuf.ProtocolMessageEnum;
import io.github.procmm.model.Errno;
import io.github.procmm.proto.v2.Constant;
import io.github.procmm.proto.v2.Dialect;
import io.github.procmm.proto.v2.FrameType;
import io.github.procmm.proto.v2.MapFlag;
import io.github.procmm.proto.v2.Mode;
import io.github.procmm.proto.v2.MoveFlag;
import io.github.procmm.proto.v2.SealFlag;
import io.github.procmm.schema.BitNames;
import io.github.procmm.schema.ByteSpan;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Operation;
import org.jspecify.annotations.Nullable;

/** What a person reads in the numbers of part v2 that are no bits with names of their own. */
final class FieldWords {

    private FieldWords() {}

    /** Returns a span of a frame's header with words for its number. */
    static ByteSpan ofHeader(ByteSpan span) {
        return switch (span.name()) {
            case "magic" ->
                    with(span, span.value() == Constant.MAGIC_VALUE ? "PMM2" : "not PMM2: wrong");
            case "type" -> number(span, type((int) span.value()));
            case "length" -> with(span, bytes(span));
            case "max_frame" -> with(span, bytes(span));
            case "mode" -> with(span, name(Mode.forNumber((int) span.value()), "no mode"));
            case "status" -> with(span, status(span.value()));
            default -> span;
        };
    }

    private static String type(int number) {
        FrameType type = FrameType.forNumber(number);
        return type == null || type == FrameType.FRAME_NONE ? "no type" : "PROCMM_" + type;
    }

    /** Returns a span of a record with words for its number. */
    static ByteSpan ofRecord(ByteSpan span, @Nullable Operation operation) {
        return switch (span.name()) {
            case "opcode" -> number(span, operation == null ? "no operation" : span.meaning());
            case "size" -> with(span, bytes(span));
            case "flags" -> with(span, flags(span.value(), operation));
            case "handle", "object" -> with(span, handle(span.value()));
            default -> span;
        };
    }

    private static String flags(long value, @Nullable Operation operation) {
        if (operation == Operation.MAP) {
            return BitNames.describe(MapFlag.getDescriptor(), value);
        }
        if (operation == Operation.MOVE) {
            return BitNames.describe(MoveFlag.getDescriptor(), value);
        }
        if (operation == Operation.SEAL) {
            return BitNames.describe(SealFlag.getDescriptor(), value);
        }
        return value == 0 || operation == null ? "" : "it has none";
    }

    private static String handle(long handle) {
        if (handle == Handle.NONE) {
            return "none";
        }
        if (!Handle.isReference(handle)) {
            String generation = Integer.toString(Handle.generation(handle));
            return "index "
                    + Integer.toUnsignedString(Handle.index(handle))
                    + ", generation "
                    + generation;
        }
        int record = Handle.referred(handle);
        return record < 0 ? "no reference" : "the result of record " + record;
    }

    /** Returns a span of a LEGACY record's head with words for its number. */
    static ByteSpan ofLegacy(ByteSpan span) {
        return switch (span.name()) {
            case "dialect" -> with(span, name(Dialect.forNumber((int) span.value()), "no dialect"));
            case "size", "bytes" -> with(span, bytes(span));
            case "handle" -> with(span, handle(span.value()));
            default -> span;
        };
    }

    /** Returns a span of a result with words for its number. */
    static ByteSpan ofResult(ByteSpan span) {
        return switch (span.name()) {
            case "status" -> with(span, status(span.value()));
            case "size" -> with(span, bytes(span));
            default -> span;
        };
    }

    private static String bytes(ByteSpan span) {
        return Counted.of(span.value(), "byte");
    }

    private static String status(long status) {
        return status == 0 ? "done" : Errno.describe(-status);
    }

    private static String name(@Nullable ProtocolMessageEnum value, String none) {
        return value == null ? none : value.getValueDescriptor().getName();
    }

    private static ByteSpan with(ByteSpan span, String meaning) {
        return as(span.kind(), span, meaning);
    }

    /** Returns a span whose value is a number of a list and not of bits. */
    private static ByteSpan number(ByteSpan span, String meaning) {
        return as(ByteSpan.Kind.OPCODE, span, meaning);
    }

    private static ByteSpan as(ByteSpan.Kind kind, ByteSpan span, String meaning) {
        return new ByteSpan(
                kind, span.offset(), span.length(), span.name(), span.hex(), span.value(), meaning);
    }
}
