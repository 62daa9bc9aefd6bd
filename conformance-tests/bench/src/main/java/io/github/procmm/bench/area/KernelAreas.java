package io.github.procmm.bench.area;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.kernel.Kernel;
import io.github.procmm.kernel.MemoryObject;
import io.github.procmm.kernel.UserProcess;
import io.github.procmm.model.MapFlags;
import java.util.List;

/** The reference kernel, by its system calls: every check of Linux included. */
final class KernelAreas implements Areas {

    private final UserProcess process =
            new Kernel(HostProfile.DEFAULT.withMaxMapCount(Integer.MAX_VALUE)).newProcess();
    private final int object =
            process.open(MemoryObject.regular("object", 1L << 50), AccessMode.READ_WRITE);

    @Override
    public void map(long start, long end, int prot) {
        long flags = MapFlags.SHARED | MapFlags.FIXED;
        long addr = process.mmap(start, end - start, prot, flags, object, start);
        if (addr != start) {
            throw new AssertionError("mmap: " + addr);
        }
    }

    @Override
    public void unmap(long start, long end) {
        if (process.munmap(start, end - start) != 0) {
            throw new AssertionError("munmap");
        }
    }

    /** What Linux answers, ENOMEM at a hole, is not looked at: the areas before it are changed. */
    @Override
    public void protect(long start, long end, int prot) {
        long unused = process.mprotect(start, end - start, prot);
    }

    @Override
    public List<PeerArea> list() {
        return process.ownAddressSpace().areas().stream()
                .map(area -> new PeerArea(area.start(), area.end(), area.prot()))
                .toList();
    }
}
