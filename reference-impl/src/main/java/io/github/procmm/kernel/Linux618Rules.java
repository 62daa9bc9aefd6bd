package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.model.Errno.EOVERFLOW;
import static io.github.procmm.model.Errno.EPERM;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import org.jspecify.annotations.Nullable;

/**
 * Linux as it is today, measured on 6.18: its checks in their order (V1-MAP-16, V1-UNMAP-3,
 * V1-PROT-2).
 */
final class Linux618Rules implements ManagerRules {

    /** What MAP_SHARED_VALIDATE lets pass: the flags that Linux had when it was introduced. */
    private static final long VALIDATED_FLAGS =
            MapFlags.SHARED_VALIDATE
                    | MapFlags.FIXED
                    | MapFlags.ANONYMOUS
                    | MapFlags.GROWSDOWN
                    | MapFlags.DENYWRITE
                    | MapFlags.EXECUTABLE
                    | MapFlags.LOCKED
                    | MapFlags.NORESERVE
                    | MapFlags.POPULATE
                    | MapFlags.STACK
                    | 0x7c05_00c0L; // 32BIT, ABOVE4G, NONBLOCK, HUGETLB and the page size bits

    private static final long GROWS = Prot.GROWSDOWN | Prot.GROWSUP;

    private final long maxWord;

    Linux618Rules(HostProfile host) {
        this.maxWord = host.dialect().abi().maxWord();
    }

    @Override
    public long mmap(AddressSpace mm, Limits writer, MmapRequest request) {
        if (request.len() == 0) {
            return EINVAL.asResult(); // V1-MAP-18
        }
        long len = Page.roundUp(request.len());
        if (len == 0 || mm.map().count() > mm.maxMapCount()) {
            return ENOMEM.asResult(); // V1-MAP-20, V1-MAP-19
        }
        long addr = address(mm, writer, request, len);
        if (!Page.aligned(addr)) {
            return addr;
        }
        Errno refusal = typeRefusal(request, len);
        if (refusal == null && mm.forbidsChange(addr, addr + len)) {
            refusal = EPERM; // V2-SEAL-5
        }
        if (refusal == null) {
            refusal = lateRefusal(mm, writer, request, addr, addr + len);
        }
        return refusal == null ? mm.map(request, addr, len) : refusal.asResult();
    }

    /** Returns where the mapping goes, or a negative errno: which is never page-aligned. */
    private static long address(AddressSpace mm, Limits writer, MmapRequest request, long len) {
        if (Long.compareUnsigned(len, writer.taskSize()) > 0) {
            return ENOMEM.asResult(); // V1-MAP-20
        }
        if (!request.isPlacedExactly()) {
            return Placement.find(request.layout(), writer, request.addr(), len); // V1-MAP-13
        }
        if (Long.compareUnsigned(request.addr(), writer.taskSize() - len) > 0) {
            return ENOMEM.asResult(); // V1-MAP-20
        }
        if (!Page.aligned(request.addr())) {
            return EINVAL.asResult(); // V1-MAP-21
        }
        boolean taken =
                request.has(MapFlags.FIXED_NOREPLACE)
                        && mm.map().anyIn(request.addr(), request.addr() + len);
        return taken ? EEXIST.asResult() : request.addr(); // V1-MAP-22
    }

    private static @Nullable Errno typeRefusal(MmapRequest request, long len) {
        if (request.file() != null) {
            return fileRefusal(request, request.file(), len);
        }
        return switch (request.type()) {
            case MapFlags.SHARED -> request.has(MapFlags.GROWSDOWN) ? EINVAL : null; // V1-MAP-30
            case MapFlags.PRIVATE -> null;
            default -> EINVAL; // V1-MAP-24
        };
    }

    private static @Nullable Errno fileRefusal(MmapRequest request, OpenFile file, long len) {
        OpenObject object = request.mappableFile();
        long largestEnd = object == null ? -1L : Long.MAX_VALUE;
        if (Long.compareUnsigned(request.offset(), largestEnd - len) > 0) {
            return EOVERFLOW; // V1-MAP-23
        }
        int type = request.type();
        if (type == MapFlags.SHARED_VALIDATE && (request.flags() & ~VALIDATED_FLAGS) != 0) {
            return EOPNOTSUPP; // V1-MAP-25
        }
        if (type != MapFlags.PRIVATE
                && type != MapFlags.SHARED
                && type != MapFlags.SHARED_VALIDATE) {
            return EINVAL; // V1-MAP-24
        }
        boolean writes = request.has(MapFlags.SHARED) && request.asks(Prot.WRITE);
        if ((writes && !file.mode().writes()) || !file.mode().reads()) {
            return EACCES; // V1-MAP-26, V1-MAP-27
        }
        if (request.asks(Prot.EXEC) && !file.isExecutable()) {
            return EPERM; // V1-MAP-28
        }
        if (object == null) {
            return ENODEV; // V1-MAP-29
        }
        return request.has(MapFlags.GROWSDOWN) ? EINVAL : null; // V1-MAP-30
    }

    /** What Linux finds out late: the old mapping stays, but not if the object itself refuses. */
    private static @Nullable Errno lateRefusal(
            AddressSpace mm, Limits writer, MmapRequest request, long start, long end) {
        if (mm.isFull() && mm.map().removalSplits(start, end)) {
            return ENOMEM; // V1-MAP-31
        }
        if (mm.exceeds(writer.addressSpaceBytes(), start, end)) {
            return ENOMEM; // V1-MAP-32, V2-MAP-8
        }
        OpenObject object = request.mappableFile();
        Errno refusal = object == null ? null : object.object().refusal();
        if (refusal != null) {
            mm.unmap(start, end); // V1-MAP-33
        }
        return refusal;
    }

    @Override
    public long munmap(AddressSpace mm, Limits writer, long addr, long len) {
        long size = writer.taskSize();
        if (!Page.aligned(addr)
                || Long.compareUnsigned(addr, size) > 0
                || Long.compareUnsigned(len, size - addr) > 0
                || len == 0) {
            return EINVAL.asResult(); // V1-UNMAP-3
        }
        long end = addr + Page.roundUp(len);
        if (mm.forbidsChange(addr, end)) {
            return EPERM.asResult(); // V2-SEAL-5
        }
        if (mm.isFull() && mm.map().removalSplits(addr, end)) {
            return ENOMEM.asResult(); // V1-UNMAP-4
        }
        mm.unmap(addr, end);
        return 0;
    }

    @Override
    public long mprotect(AddressSpace mm, long addr, long len, long prot) {
        boolean bothWays = (prot & GROWS) == GROWS;
        if (bothWays || !Page.aligned(addr)) {
            return EINVAL.asResult(); // V1-PROT-3, V1-PROT-4
        }
        if (len == 0) {
            return 0; // V1-PROT-5
        }
        long end = (addr + Page.roundUp(len)) & maxWord;
        if (Long.compareUnsigned(end, addr) <= 0) {
            return ENOMEM.asResult(); // V1-PROT-6
        }
        if ((prot & ~(Prot.ACCESS | Prot.SEM | GROWS)) != 0) {
            return EINVAL.asResult(); // V1-PROT-7
        }
        if (mm.forbidsChange(addr, end)) {
            return EPERM.asResult(); // V2-SEAL-5
        }
        return ProtectWalk.run(mm, addr, end, (int) prot);
    }
}
