package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.model.Decoded;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordDecoder;
import io.netty.buffer.ByteBuf;
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

    /** Of an address of x86_64; those above are as the last of these. */
    private static final int ADDRESS_BITS = 47;

    private static final long MOST_COMMITTED = 1L << 32;

    private final World world;
    private final Map<Dialect, RecordDecoder> decoders = new EnumMap<>(Dialect.class);
    private final UnmodelledFrames frames;
    private boolean grows;
    private boolean grown;

    Unmodelled(World world) {
        this.world = world;
        this.frames = new UnmodelledFrames(world, this);
    }

    /** Lets areas grow. Nobody looks at what is in memory from the first one on. */
    void letGrow(boolean may) {
        grows = may;
    }

    boolean isIn(Call call) {
        return switch (call.getCallCase()) {
            case ACCESS -> grown || isIn(call.getAccess());
            case SEND_BYTES -> frames.areIn(call.getSendBytes());
            case WRITE, WRITEV -> isWrittenIn(call);
            default -> false;
        };
    }

    /** An address between the two halves of 64 bits is none. */
    private static boolean isIn(Access access) {
        long last = access.getAddr() + Math.max(access.getSize(), 1) - 1;
        return !isCanonical(access.getAddr()) || !isCanonical(last);
    }

    private static boolean isCanonical(long addr) {
        return addr >> ADDRESS_BITS == 0 || addr >> ADDRESS_BITS == -1;
    }

    private boolean isWrittenIn(Call call) {
        int process =
                call.hasWrite() ? call.getWrite().getProcess() : call.getWritev().getProcess();
        int fd = call.hasWrite() ? call.getWrite().getFd() : call.getWritev().getFd();
        List<ByteString> records =
                call.hasWrite()
                        ? List.of(call.getWrite().getRecord())
                        : call.getWritev().getSegmentsList();
        Opened mm = world.at(process, fd);
        Dialect dialect = mm == null ? world.host().dialect() : world.records(mm);
        for (ByteString record : records) {
            if (isIn(record, dialect)) {
                return true;
            }
        }
        return false;
    }

    private boolean isIn(ByteString record, Dialect dialect) {
        return isIn(Unpooled.wrappedBuffer(record.toByteArray()), dialect);
    }

    /** Returns whether a record of part v1 is about what is left open. */
    boolean isIn(ByteBuf record, Dialect dialect) {
        Decoded decoded = decoders.computeIfAbsent(dialect, RecordDecoder::new).decode(record);
        if (decoded instanceof Mmap map) {
            return isIn(map);
        }
        if (decoded instanceof Munmap unmap) {
            return !world.isFree(unmap.addr(), unmap.len());
        }
        return decoded instanceof Mprotect protect
                && (executesOnly(protect.prot())
                        || ((protect.prot() & Prot.WRITE) != 0 && overcommits(protect.len()))
                        || !world.isFree(protect.addr(), protect.len())
                        || (!grows && (protect.prot() & (Prot.GROWSDOWN | Prot.GROWSUP)) != 0));
    }

    private boolean isIn(Mmap map) {
        long flags = map.flags();
        boolean fixed = (flags & (MapFlags.FIXED | MapFlags.FIXED_NOREPLACE)) != 0;
        boolean shared = (flags & MapFlags.TYPE_MASK) == MapFlags.SHARED;
        boolean anonymous = (flags & MapFlags.ANONYMOUS) != 0;
        boolean counts = shared ? anonymous : (map.prot() & Prot.WRITE) != 0;
        boolean down = (flags & MapFlags.GROWSDOWN) != 0;
        grown |= down && grows;
        boolean fills = (flags & (MapFlags.LOCKED | MapFlags.POPULATE)) != 0;
        return (flags & HUGETLB) != 0
                || (flags & MapFlags.TYPE_MASK) == DROPPABLE
                || (!fixed && (flags & (MAP_32BIT | ABOVE4G)) != 0)
                || (fills && !(shared && !anonymous))
                || (down && !grows)
                || executesOnly(map.prot())
                || (counts && overcommits(map.len()))
                || Long.compareUnsigned(map.addr(), LAST) >= 0
                || !world.isFree(map.addr(), map.len());
    }

    /**
     * More memory than the host may have, so that it may say no to whoever wants to write there.
     */
    private static boolean overcommits(long len) {
        return Long.compareUnsigned(len, MOST_COMMITTED) > 0;
    }

    private static boolean executesOnly(long prot) {
        return (prot & Prot.ACCESS) == Prot.EXEC;
    }
}
