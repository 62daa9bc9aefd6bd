package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EOVERFLOW;
import static io.github.procmm.model.Errno.EPERM;
import static io.github.procmm.model.Generation.SKAS3_2_4;
import static io.github.procmm.model.Generation.SKAS3_V9;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Generation;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import org.jspecify.annotations.Nullable;

/**
 * The memory management of a generation's own kernel: tables 5.3 and 5.4 of SPEC.md in their order
 * (V1-MAP-35, V1-PROT-15), and today's where they say nothing (V1-GEN-3).
 */
final class OriginalRules implements ManagerRules {

    private static final long GROWS = Prot.GROWSDOWN | Prot.GROWSUP;

    private final Linux618Rules today;
    private final Generation generation;
    private final long maxWord;

    OriginalRules(HostProfile host) {
        this.today = new Linux618Rules(host);
        this.generation = host.generation();
        this.maxWord = host.dialect().abi().maxWord();
    }

    /** Step 1, the descriptor, is behind us. */
    @Override
    public long mmap(AddressSpace mm, Limits writer, MmapRequest request) {
        Errno refusal = kindRefusal(request);
        if (refusal != null) {
            return refusal.asResult();
        }
        long len = Page.roundUp(request.len()) & maxWord;
        if (mapsNothing(request.len(), len)) {
            return request.addr(); // V1-MAP-36
        }
        if (request.len() == 0) {
            return EINVAL.asResult(); // V1-MAP-35, step 4
        }
        if (len == 0 || Long.compareUnsigned(len, writer.taskSize()) > 0) {
            return (generation == SKAS3_V9 ? ENOMEM : EINVAL).asResult(); // V1-MAP-35, steps 5, 6
        }
        if (Long.compareUnsigned((request.offset() + len) & maxWord, request.offset()) < 0) {
            return (generation == SKAS3_V9 ? EOVERFLOW : EINVAL).asResult(); // V1-MAP-35, step 7
        }
        if (mm.map().count() > mm.maxMapCount()) {
            return ENOMEM.asResult(); // V1-MAP-35, step 8
        }
        long addr = address(writer, request, len);
        if (!Page.aligned(addr)) {
            return addr;
        }
        refusal = accessRefusal(request);
        return refusal == null ? replace(mm, writer, request, addr, len) : refusal.asResult();
    }

    private static @Nullable Errno kindRefusal(MmapRequest request) {
        OpenFile file = request.file();
        if (file == null) {
            return null;
        }
        if (request.mappableFile() == null) {
            return ENODEV; // V1-MAP-35, step 2
        }
        return request.asks(Prot.EXEC) && !file.isExecutable() ? EPERM : null; // step 3
    }

    private boolean mapsNothing(long len, long rounded) {
        return len == 0 ? generation != SKAS3_V9 : rounded == 0 && generation == SKAS3_2_4;
    }

    /** Returns where the mapping goes, or a negative errno: which is never page-aligned. */
    private static long address(Limits writer, MmapRequest request, long len) {
        if (!request.has(MapFlags.FIXED)) {
            return Placement.find(request.layout(), writer, request.addr(), len); // V1-MAP-13
        }
        if (Long.compareUnsigned(request.addr(), writer.taskSize() - len) > 0) {
            return ENOMEM.asResult(); // V1-MAP-35, step 9
        }
        return Page.aligned(request.addr()) ? request.addr() : EINVAL.asResult(); // step 10
    }

    private static @Nullable Errno accessRefusal(MmapRequest request) {
        int type = request.type();
        boolean shared = type == MapFlags.SHARED;
        boolean known = shared || type == MapFlags.PRIVATE;
        OpenFile file = request.file();
        if (file != null && known) {
            boolean reaches = shared && request.asks(Prot.WRITE);
            if (reaches && !file.mode().writes()) {
                return EACCES; // V1-MAP-35, step 11
            }
            if (!file.mode().reads()) {
                return EACCES; // V1-MAP-35, step 12
            }
        }
        return known ? null : EINVAL; // V1-MAP-35, step 13
    }

    /** Removes first and asks for the rest later: what fails then has lost the old mapping. */
    private static long replace(
            AddressSpace mm, Limits writer, MmapRequest request, long addr, long len) {
        if (mm.isFull() && mm.map().removalSplits(addr, addr + len)) {
            return ENOMEM.asResult(); // V1-MAP-35, step 14
        }
        mm.unmap(addr, addr + len); // V1-MAP-37
        Errno refusal = lateRefusal(mm, writer, request, len);
        return refusal == null ? mm.map(request, addr, len) : refusal.asResult();
    }

    private static @Nullable Errno lateRefusal(
            AddressSpace mm, Limits writer, MmapRequest request, long len) {
        long mapped = mm.map().mappedBytes() + len;
        if (Long.compareUnsigned(mapped, writer.addressSpaceBytes()) > 0) {
            return ENOMEM; // V1-MAP-35, step 15
        }
        OpenObject object = request.mappableFile();
        if (object == null) {
            return null;
        }
        return request.has(MapFlags.GROWSDOWN) ? EINVAL : object.object().refusal(); // 16, 17
    }

    /** The same in every generation as today. */
    @Override
    public long munmap(AddressSpace mm, Limits writer, long addr, long len) {
        return today.munmap(mm, writer, addr, len);
    }

    @Override
    public long mprotect(AddressSpace mm, long addr, long len, long prot) {
        boolean unknown = (prot & ~(Prot.ACCESS | Prot.SEM | GROWS)) != 0;
        if ((prot & GROWS) == GROWS || !Page.aligned(addr) || unknown) {
            return EINVAL.asResult(); // V1-PROT-15, steps 1 to 3
        }
        long rounded = Page.roundUp(len) & maxWord;
        if (rounded == 0) {
            return 0; // V1-PROT-15, step 4
        }
        long end = (addr + rounded) & maxWord;
        if (Long.compareUnsigned(end, addr) <= 0) {
            return ENOMEM.asResult(); // V1-PROT-15, step 5
        }
        return ProtectWalk.run(mm, addr, end, (int) prot);
    }
}
