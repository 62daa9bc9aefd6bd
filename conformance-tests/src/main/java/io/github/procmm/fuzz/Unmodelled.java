package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.model.Decoded;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordDecoder;
import io.netty.buffer.Unpooled;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What section 12 of SPEC.md leaves open: nobody is wrong there. */
final class Unmodelled {

    private static final int HUGETLB = 0x4_0000;
    private static final int MAP_32BIT = 0x40;
    private static final int ABOVE4G = 0x80;
    private static final int DROPPABLE = 8;
    private static final long LAST = -4095L;

    private final World world;
    private final Map<Dialect, RecordDecoder> decoders = new EnumMap<>(Dialect.class);
    private boolean grows;

    Unmodelled(World world) {
        this.world = world;
    }

    /** Lets areas grow: then nobody should look at what is in them. */
    void letGrow(boolean may) {
        grows = may;
    }

    boolean isIn(Call call) {
        if (!call.hasWrite() && !call.hasWritev()) {
            return false;
        }
        int process =
                call.hasWrite() ? call.getWrite().getProcess() : call.getWritev().getProcess();
        int fd = call.hasWrite() ? call.getWrite().getFd() : call.getWritev().getFd();
        List<ByteString> records =
                call.hasWrite()
                        ? List.of(call.getWrite().getRecord())
                        : call.getWritev().getSegmentsList();
        Opened mm = world.at(process, fd);
        Dialect dialect = mm == null ? world.host().dialect() : world.records(mm);
        return records.stream().anyMatch(record -> isIn(record, dialect));
    }

    private boolean isIn(ByteString record, Dialect dialect) {
        Decoded decoded =
                decoders.computeIfAbsent(dialect, RecordDecoder::new)
                        .decode(Unpooled.wrappedBuffer(record.asReadOnlyByteBuffer()));
        if (decoded instanceof Mmap map) {
            return isIn(map);
        }
        if (decoded instanceof Munmap unmap) {
            return reaches(unmap.addr(), unmap.len());
        }
        return decoded instanceof Mprotect protect
                && (executesOnly(protect.prot())
                        || reaches(protect.addr(), protect.len())
                        || (!grows && (protect.prot() & (Prot.GROWSDOWN | Prot.GROWSUP)) != 0));
    }

    private boolean isIn(Mmap map) {
        long flags = map.flags();
        boolean fixed = (flags & (MapFlags.FIXED | MapFlags.FIXED_NOREPLACE)) != 0;
        boolean shared = (flags & MapFlags.TYPE_MASK) == MapFlags.SHARED;
        boolean anonymous = (flags & MapFlags.ANONYMOUS) != 0;
        boolean fills = (flags & (MapFlags.LOCKED | MapFlags.POPULATE)) != 0;
        return (flags & HUGETLB) != 0
                || (flags & MapFlags.TYPE_MASK) == DROPPABLE
                || (!fixed && (flags & (MAP_32BIT | ABOVE4G)) != 0)
                || (fills && !(shared && !anonymous))
                || (!grows && (flags & MapFlags.GROWSDOWN) != 0)
                || executesOnly(map.prot())
                || Long.compareUnsigned(map.addr(), LAST) >= 0
                || reaches(map.addr(), map.len());
    }

    private static boolean executesOnly(long prot) {
        return (prot & Prot.ACCESS) == Prot.EXEC;
    }

    /** Whether a range touches what a backend keeps for itself. */
    private boolean reaches(long addr, long len) {
        long end = addr + len;
        return !world.isFree(addr, Long.compareUnsigned(end, addr) < 0 ? -1 : end);
    }
}
