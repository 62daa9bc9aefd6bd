package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EOVERFLOW;
import static io.github.procmm.model.Errno.EPERM;
import static io.github.procmm.model.Generation.SKAS3_2_4;
import static io.github.procmm.model.Generation.SKAS3_V9;

import io.github.procmm.model.Errno;
import io.github.procmm.model.Generation;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import org.jspecify.annotations.Nullable;

/** The memory management of a generation's own kernel (V1-MAP, V1-PROT, V1-GEN). */
final class OriginalRules implements ManagerRules {

    private static final long GROWS = Prot.GROWSDOWN | Prot.GROWSUP;

    private final Linux618Rules today = new Linux618Rules();
    private final Generation generation;

    OriginalRules(Generation generation) {
        this.generation = generation;
    }

    @Override
    public long mmap(AddressSpace mm, Limits writer, MmapRequest request) {
        Errno refusal = fileRefusal(request);
        if (refusal != null) {
            return refusal.asResult();
        }
        long len = Page.roundUp(request.len());
        if (len == 0 && mapsNothing(request.len())) {
            return request.addr(); // as it is: write hands out what is not aligned (V1-GEN)
        }
        refusal = lengthRefusal(request, len);
        if (refusal != null) {
            return refusal.asResult();
        }
        long addr = address(mm, writer, request, len);
        if (!Page.aligned(addr)) {
            return addr;
        }
        refusal = accessRefusal(request);
        return refusal == null ? replace(mm, writer, request, addr, len) : refusal.asResult();
    }

    private static @Nullable Errno fileRefusal(MmapRequest request) {
        if (request.file() == null) {
            return null;
        }
        OpenObject object = request.mappableFile();
        if (object == null) {
            return ENODEV;
        }
        boolean forbidden = request.asks(Prot.EXEC) && !object.object().isExecutable();
        return forbidden ? EPERM : null;
    }

    private boolean mapsNothing(long len) {
        return len == 0 ? !generation.atLeast(SKAS3_V9) : generation == SKAS3_2_4;
    }

    private @Nullable Errno lengthRefusal(MmapRequest request, long len) {
        boolean last = generation == SKAS3_V9;
        if (len == 0) {
            return last && request.len() != 0 ? ENOMEM : EINVAL;
        }
        return null;
    }

    /** Returns where the mapping goes, or a negative errno: which is never page-aligned. */
    private long address(AddressSpace mm, Limits writer, MmapRequest request, long len) {
        boolean last = generation == SKAS3_V9;
        if (Long.compareUnsigned(len, writer.taskSize()) > 0) {
            return (last ? ENOMEM : EINVAL).asResult();
        }
        long lastPage = Page.number(request.offset()) + Page.number(len);
        if (request.file() != null && lastPage > Page.number(-1L)) {
            return (last ? EOVERFLOW : EINVAL).asResult();
        }
        if (mm.areaCount() > mm.maxMapCount()
                || Long.compareUnsigned(request.addr(), writer.taskSize() - len) > 0) {
            return ENOMEM.asResult();
        }
        return Page.aligned(request.addr()) ? request.addr() : EINVAL.asResult();
    }

    private static @Nullable Errno accessRefusal(MmapRequest request) {
        OpenFile file = request.file();
        if (file != null) {
            boolean writes = request.has(MapFlags.SHARED) && request.asks(Prot.WRITE);
            if ((writes && !file.mode().writes()) || !file.mode().reads()) {
                return EACCES;
            }
        }
        int type = request.type();
        return type == MapFlags.SHARED || type == MapFlags.PRIVATE ? null : EINVAL;
    }

    /** Removes first and asks for the rest later: what fails then has lost the old mapping. */
    private static long replace(
            AddressSpace mm, Limits writer, MmapRequest request, long addr, long len) {
        if (mm.isFull() && mm.removalSplits(addr, addr + len)) {
            return ENOMEM.asResult();
        }
        mm.unmap(addr, addr + len);
        long mapped = mm.mappedBytes() + len;
        if (Long.compareUnsigned(mapped, writer.addressSpaceBytes()) > 0) {
            return ENOMEM.asResult();
        }
        OpenObject object = request.mappableFile();
        Errno refusal = object == null ? null : object.object().refusal();
        return refusal == null ? mm.map(request, addr, len) : refusal.asResult();
    }

    /** The same in every generation as today. */
    @Override
    public long munmap(AddressSpace mm, Limits writer, long addr, long len) {
        return today.munmap(mm, writer, addr, len);
    }

    @Override
    public long mprotect(AddressSpace mm, long addr, long len, long prot) {
        boolean unknown = (prot & ~(Prot.ACCESS | Prot.SEM | GROWS)) != 0;
        if (!Page.aligned(addr) || unknown || (prot & GROWS) == GROWS) {
            return EINVAL.asResult();
        }
        long rounded = Page.roundUp(len);
        if (rounded == 0) {
            return 0;
        }
        long end = addr + rounded;
        if (Long.compareUnsigned(end, addr) <= 0) {
            return ENOMEM.asResult();
        }
        return mm.protect(addr, end, (int) prot);
    }
}
