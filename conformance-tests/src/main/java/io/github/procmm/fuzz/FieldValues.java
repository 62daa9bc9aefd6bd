package io.github.procmm.fuzz;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import io.github.procmm.kernel.Page;
import io.github.procmm.proto.wire.Wire;
import io.github.procmm.schema.FieldLayout;
import io.github.procmm.schema.OperationLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thinks of values for the fields of a proposal's records. Mutable, for one history. */
final class FieldValues {

    private static final int KEPT = 8;
    private static final int MOST_BITS = 4;

    /** Types and FIXED and ANONYMOUS: what an area is made of, mostly. */
    private static final long[] MAP_FLAGS = {0x32, 0x32, 0x31, 0x12, 0x11, 0x22};

    private final World world;
    private final Numbers numbers;
    private final long[] earlier = new long[KEPT];
    private int count;
    private long addr;

    FieldValues(World world, Numbers numbers) {
        this.world = world;
        this.numbers = numbers;
        this.addr = numbers.base();
    }

    /**
     * Returns a value that fits a field.
     *
     * @param ours the operation of ours that has a field of the same name; null where there is none
     */
    long of(FieldLayout field, @Nullable OperationLayout ours) {
        long value = count > 0 && numbers.once(10) ? earlier() : fresh(field, ours);
        earlier[count++ % KEPT] = value;
        return field.size() == Long.BYTES
                ? value
                : value & ((1L << (field.size() * Byte.SIZE)) - 1);
    }

    private long earlier() {
        return earlier[numbers.random().nextInt(Math.min(count, KEPT))];
    }

    private long fresh(FieldLayout field, @Nullable OperationLayout ours) {
        FieldLayout like = like(field, ours);
        EnumDescriptor bits = like.bitNames();
        if (bits != null) {
            return like.name().equals("flags") && ours != null && !numbers.once(8)
                    ? numbers.oneOf(MAP_FLAGS)
                    : bits(bits);
        }
        return switch (like.descriptor().getOptions().getExtension(Wire.holds)) {
            case ADDRESS -> address();
            case LENGTH -> length(like);
            case DESCRIPTOR -> descriptor();
            case ANYTHING, UNRECOGNIZED -> anything(field);
        };
    }

    /** Returns the field of ours of that name, unless the field says itself what it holds. */
    private static FieldLayout like(FieldLayout field, @Nullable OperationLayout ours) {
        if (ours == null || field.descriptor().getOptions().hasExtension(Wire.holds)) {
            return field;
        }
        return ours.body().fields().stream()
                .filter(other -> other.name().equals(field.name()))
                .findFirst()
                .orElse(field);
    }

    private long address() {
        addr = numbers.addr();
        if (numbers.once(2)) {
            numbers.note(addr, Page.SIZE);
        }
        return addr;
    }

    private long length(FieldLayout field) {
        return field.name().equals("offset") ? numbers.offset(addr, Page.SIZE) : numbers.len(addr);
    }

    private long descriptor() {
        List<Opened> opened = world.opened();
        return opened.isEmpty() || numbers.once(8)
                ? numbers.oneOf(-1, 0, 3, 1 << 20)
                : numbers.oneOf(opened).fd();
    }

    private long bits(EnumDescriptor names) {
        List<EnumValueDescriptor> values = names.getValues();
        long bits = 0;
        int some = numbers.random().nextInt(MOST_BITS);
        for (int i = 0; i < some; i++) {
            // The first are the common ones, in every header.
            int among = numbers.once(4) ? values.size() : Math.min(MOST_BITS, values.size());
            bits |= values.get(numbers.random().nextInt(among)).getNumber();
        }
        return numbers.once(16) ? bits | (1L << numbers.random().nextInt(Integer.SIZE)) : bits;
    }

    private long anything(FieldLayout field) {
        return switch (numbers.random().nextInt(6)) {
            case 0 -> numbers.addr();
            case 1 -> numbers.len(addr);
            case 2 -> (1L << numbers.random().nextInt(field.size() * Byte.SIZE)) - 1;
            case 3 -> (1L << numbers.random().nextInt(field.size() * Byte.SIZE));
            case 4 -> -1L - numbers.random().nextInt(2);
            default -> numbers.random().nextInt(9);
        };
    }
}
