package io.github.procmm.kernel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** Entries of LDTs as tests set and read them. */
final class SegmentBytes {

    static final int WRITE = 0x11;

    private SegmentBytes() {}

    /** {@code struct user_desc} as a program has it in memory. */
    static ByteBuf userDesc(int entry, int base, int limit, int bits) {
        return Unpooled.buffer()
                .writeIntLE(entry)
                .writeIntLE(base)
                .writeIntLE(limit)
                .writeIntLE(bits);
    }

    /** Gives a process's own LDT an entry, by modify_ldt(2). */
    static void set(UserProcess process, int entry, int base) {
        long result = process.modifyLdt(WRITE, userDesc(entry, base, 0xfffff, 1), 16);
        if (result != 0) {
            throw new AssertionError("modify_ldt answers " + result);
        }
    }

    /** Gives a table entries from 0 on. */
    static void fill(Ldt ldt, long... entries) {
        if (!ldt.growTo(entries.length)) {
            throw new AssertionError("no memory for the LDT");
        }
        for (int i = 0; i < entries.length; i++) {
            ldt.set(i, entries[i]);
        }
    }

    /** The first {@code count} entries of a table; fewer if it has fewer. */
    static List<Long> entries(Ldt ldt, int count) {
        ByteBuf bytes = Unpooled.buffer();
        ldt.read(bytes, Math.min(count, ldt.size()) * Long.BYTES);
        List<Long> entries = new ArrayList<>();
        while (bytes.isReadable()) {
            entries.add(bytes.readLongLE());
        }
        return entries;
    }
}
