package io.github.procmm.schema;

import io.github.procmm.proto.wire.Role;
import io.github.procmm.wire.Abi;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells, byte by byte, what the bytes of a described struct with a fixed layout are: one that is no
 * record, which {@link RecordAnatomy} knows.
 */
public final class StructAnatomy {

    private final StructLayout struct;

    /**
     * Makes an anatomist.
     *
     * @param struct of a description whose layout is FIXED
     */
    public StructAnatomy(StructLayout struct) {
        this.struct = struct;
    }

    /** Returns the size of the struct, in bytes. */
    public int size() {
        return struct.size();
    }

    /**
     * Returns the spans of the struct at {@code index}, or of as much of it as there are {@code
     * bytes}; offsets count from its start. Moves no index.
     */
    public List<ByteSpan> of(ByteBuf in, int index, int bytes) {
        List<ByteSpan> spans = new ArrayList<>();
        int at = 0;
        for (FieldLayout field : struct.fields()) {
            if (field.end() > bytes) {
                break;
            }
            long value = Scalars.read(in, index + field.offset(), field.size(), Abi.FIXED);
            spans.add(
                    new ByteSpan(
                            ByteSpan.Kind.FIELD,
                            field.offset(),
                            field.size(),
                            field.name(),
                            ByteBufUtil.hexDump(in, index + field.offset(), field.size()),
                            value,
                            meaning(field, value)));
            at = field.end();
        }
        if (at < Math.min(bytes, struct.size())) {
            int rest = Math.min(bytes, struct.size()) - at;
            String hex = ByteBufUtil.hexDump(in, index + at, rest);
            spans.add(
                    new ByteSpan(
                            ByteSpan.Kind.IGNORED, at, rest, "", hex, 0, "part of what is cut"));
        }
        return spans;
    }

    private static String meaning(FieldLayout field, long value) {
        if (field.role() == Role.RESERVED) {
            return value == 0 ? "reserved" : "reserved, has to be 0";
        }
        return BitNames.describe(field.descriptor(), value);
    }
}
