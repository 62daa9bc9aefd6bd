package io.github.procmm.bench.codec;

import io.github.procmm.bench.sbe.MessageHeaderEncoder;
import io.github.procmm.bench.sbe.MmapMessageEncoder;
import io.github.procmm.bench.sbe.MprotectMessageEncoder;
import io.github.procmm.bench.sbe.MunmapMessageEncoder;
import org.agrona.MutableDirectBuffer;

/** Writes operations with the encoders that SBE generates. Each method returns the next index. */
final class SbeWriter {

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MmapMessageEncoder mmap = new MmapMessageEncoder();
    private final MunmapMessageEncoder munmap = new MunmapMessageEncoder();
    private final MprotectMessageEncoder mprotect = new MprotectMessageEncoder();
    private final MutableDirectBuffer out;

    SbeWriter(MutableDirectBuffer out) {
        this.out = out;
    }

    int mmap(int index, long addr, long len, long prot, long flags, long fd, long offset) {
        mmap.wrapAndApplyHeader(out, index, header)
                .addr(addr)
                .length(len)
                .prot(prot)
                .flags(flags)
                .fd(fd)
                .objectOffset(offset);
        return mmap.limit();
    }

    int munmap(int index, long addr, long len) {
        munmap.wrapAndApplyHeader(out, index, header).addr(addr).length(len);
        return munmap.limit();
    }

    int mprotect(int index, long addr, long len, int prot) {
        mprotect.wrapAndApplyHeader(out, index, header).addr(addr).length(len).prot(prot);
        return mprotect.limit();
    }
}
