package io.github.procmm.trace;

import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;

/** An operation in the words of a text trace, addresses and lengths hexadecimal. */
public final class OpWords implements Op.Visitor<String> {

    private OpWords() {}

    /** Returns {@code mprotect 0x539000 0x3000 0x1}, and so on. */
    public static String of(Op op) {
        return op.accept(new OpWords());
    }

    @Override
    public String mmap(Mmap op) {
        return String.join(
                " ",
                "mmap",
                hex(op.addr()),
                hex(op.len()),
                hex(op.prot()),
                hex(op.flags()),
                Long.toString(op.fd()),
                hex(op.offset()));
    }

    @Override
    public String munmap(Munmap op) {
        return String.join(" ", "munmap", hex(op.addr()), hex(op.len()));
    }

    @Override
    public String mprotect(Mprotect op) {
        long prot = Integer.toUnsignedLong(op.prot());
        return String.join(" ", "mprotect", hex(op.addr()), hex(op.len()), hex(prot));
    }

    @Override
    public String copySegments(CopySegments op) {
        return "copy_segments " + op.from();
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
