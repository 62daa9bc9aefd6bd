package io.github.procmm.kernel.frames;

import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;

/** A v1 record: whole pages, anonymous memory. */
record LegacyCall(Kind kind, long addr, long len, int prot) {

    enum Kind {
        MMAP,
        MUNMAP,
        MPROTECT
    }

    private static final int FLAGS = MapFlags.PRIVATE | MapFlags.FIXED | MapFlags.ANONYMOUS;

    Op op() {
        return switch (kind) {
            case MMAP -> new Mmap(addr, len, prot, FLAGS, -1, 0);
            case MUNMAP -> new Munmap(addr, len);
            case MPROTECT -> new Mprotect(addr, len, prot);
        };
    }
}
