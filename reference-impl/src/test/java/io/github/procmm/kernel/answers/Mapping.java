package io.github.procmm.kernel.answers;

import io.github.procmm.kernel.Page;
import io.github.procmm.kernel.history.Arena;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;

/** The arguments of one mmap; what a line's label does not name is as in {@link #anonymous}. */
record Mapping(long addr, long len, long prot, long flags, int fd, long offset) {

    static final int RW = Prot.READ | Prot.WRITE;

    /** Private anonymous memory, readable and writable, at exactly these pages. */
    static Mapping anonymous(int page, int count) {
        int flags = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;
        return new Mapping(Arena.page(page), (long) count * Page.SIZE, RW, flags, -1, 0);
    }

    /** One page of it at the start of the arena. */
    static Mapping anonymous() {
        return anonymous(0, 1);
    }

    /** Pages of a file from its first on. */
    static Mapping file(int fd, int type, int page, int count) {
        int flags = type | MapFlags.FIXED;
        return new Mapping(Arena.page(page), (long) count * Page.SIZE, RW, flags, fd, 0);
    }

    /** One page of it at the start of the arena. */
    static Mapping file(int fd, int type) {
        return file(fd, type, 0, 1);
    }

    Mapping at(long newAddr) {
        return new Mapping(newAddr, len, prot, flags, fd, offset);
    }

    Mapping unaligned() {
        return at(addr + 1);
    }

    Mapping bytes(long newLen) {
        return new Mapping(addr, newLen, prot, flags, fd, offset);
    }

    Mapping prot(long newProt) {
        return new Mapping(addr, len, newProt, flags, fd, offset);
    }

    Mapping plus(long moreFlags) {
        return new Mapping(addr, len, prot, flags | moreFlags, fd, offset);
    }

    Mapping minus(long fewerFlags) {
        return new Mapping(addr, len, prot, flags & ~fewerFlags, fd, offset);
    }

    /** Without MAP_FIXED: the address is a hint. */
    Mapping hint() {
        return minus(MapFlags.FIXED);
    }

    Mapping type(int type) {
        return minus(MapFlags.TYPE_MASK).plus(type);
    }

    Mapping fd(int newFd) {
        return new Mapping(addr, len, prot, flags, newFd, offset);
    }

    Mapping offset(long newOffset) {
        return new Mapping(addr, len, prot, flags, fd, newOffset);
    }

    Mapping fromPage(int filePage) {
        return offset((long) filePage * Page.SIZE);
    }
}
