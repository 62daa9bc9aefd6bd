package io.github.procmm.suite;

import static io.github.procmm.model.MapFlags.ANONYMOUS;
import static io.github.procmm.model.MapFlags.FIXED;
import static io.github.procmm.model.MapFlags.PRIVATE;
import static io.github.procmm.model.MapFlags.SHARED;
import static io.github.procmm.model.MapFlags.TYPE_MASK;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Prot;

/**
 * A MM_MMAP that is being said. Each method changes it and returns it; the last says what comes.
 */
final class MapCall {

    private final Mm mm;
    private long addr;
    private long len;
    private long prot = Prot.READ | Prot.WRITE;
    private long flags = PRIVATE | ANONYMOUS | FIXED;
    private long fd;
    private long offset;

    MapCall(Mm mm, long firstPage, long pages) {
        this.mm = mm;
        this.addr = Scenario.page(firstPage);
        this.len = pages * Page.SIZE;
        this.fd = mm.dialect().abi().maxWord();
    }

    /** Another address, in bytes. */
    MapCall at(long bytes) {
        addr = bytes;
        return this;
    }

    /** Another length, in bytes. */
    MapCall length(long bytes) {
        len = bytes;
        return this;
    }

    /** Another protection. */
    MapCall prot(long bits) {
        prot = bits;
        return this;
    }

    /** All flags. */
    MapCall flags(long bits) {
        flags = bits;
        return this;
    }

    /** More flags. */
    MapCall with(long bits) {
        flags |= bits;
        return this;
    }

    /** Fewer flags. */
    MapCall without(long bits) {
        flags &= ~bits;
        return this;
    }

    /** Shared rather than private. */
    MapCall shared() {
        flags = (flags & ~TYPE_MASK) | SHARED;
        return this;
    }

    /** Another type: the lowest four bits of the flags. */
    MapCall type(int bits) {
        flags = (flags & ~TYPE_MASK) | bits;
        return this;
    }

    /** Shows an object from its page 0 on, shared. */
    MapCall of(FileRef file) {
        return of(file, 0);
    }

    /** Shows an object from one of its pages on, shared. */
    MapCall of(FileRef file, long firstPage) {
        return shared().descriptor(file.fd()).offset(firstPage * Page.SIZE);
    }

    /** Shows an object from one of its pages on, private. */
    MapCall privatelyOf(FileRef file, long firstPage) {
        return of(file, firstPage).type(PRIVATE);
    }

    /** Names a descriptor, and MAP_ANONYMOUS no more. */
    MapCall descriptor(long number) {
        flags &= ~ANONYMOUS;
        return fd(number);
    }

    /** The field fd, whatever the flags are. */
    MapCall fd(long number) {
        fd = number;
        return this;
    }

    /** The field offset, in bytes. */
    MapCall offset(long bytes) {
        offset = bytes;
        return this;
    }

    /** Returns the operation. */
    Mmap op() {
        return new Mmap(addr, len, prot, flags, fd, offset);
    }

    /** Returns the whole record, two digits a byte. */
    String record() {
        return mm.record(op());
    }

    void done() {
        mm.op(op()).done();
    }

    void refused(Errno errno) {
        mm.op(op()).refused(errno);
    }

    void fails(Errno errno) {
        mm.op(op()).fails(errno);
    }

    void returns(long result) {
        mm.op(op()).returns(result);
    }
}
