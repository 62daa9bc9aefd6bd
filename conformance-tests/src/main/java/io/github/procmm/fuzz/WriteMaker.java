package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.Feature;
import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Generation;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.proto.testee.Writev;
import io.github.procmm.wire.Abi;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Thinks of writes to the files of part v1. */
final class WriteMaker {

    private static final int RW = Prot.READ | Prot.WRITE;

    /** The rights that are given; those that allow most are given most. */
    private static final int[] RIGHTS = {
        RW, RW, RW, RW, RW | Prot.EXEC, Prot.READ, Prot.READ, Prot.READ | Prot.EXEC, Prot.WRITE, 0
    };

    /** With these, neighbours become one again when both have been stored to. */
    private static final int[] CROWD_RIGHTS = {RW, RW, RW | Prot.EXEC, Prot.READ};

    private static final int[] KEPT = {
        MapFlags.NORESERVE, MapFlags.STACK, MapFlags.DENYWRITE, MapFlags.EXECUTABLE, MapFlags.SYNC
    };

    private final World world;
    private final Traits traits;
    private final Numbers numbers;
    private final Map<Dialect, RecordEncoder> encoders = new EnumMap<>(Dialect.class);
    private final ByteBuf buffer = Unpooled.buffer(64);
    private final int[] rights;

    /** What many areas of a history have. */
    private final int kept;

    private final boolean loose;
    private @Nullable Mmap last;
    private long mapped;

    WriteMaker(World world, Traits traits, Numbers numbers) {
        this.world = world;
        this.traits = traits;
        this.numbers = numbers;
        this.rights = traits.has(Trait.CROWD) ? CROWD_RIGHTS : numbers.someOf(RIGHTS);
        this.kept = numbers.once(3) ? numbers.oneOf(KEPT) : 0;
        this.loose = !world.host().generation().atLeast(Generation.SKAS3_2_6_2005);
    }

    /** Returns a write, or null where there is nothing to write to. */
    @Nullable Call write() {
        List<Opened> mms = world.mms();
        if (mms.isEmpty()) {
            return null;
        }
        Opened mm = numbers.oneOf(mms);
        numbers.aimAt(mm);
        int process = mm.process();
        int fd = traits.has(Trait.DESCRIPTORS) && numbers.once(24) ? 99 : mm.fd();
        Dialect dialect = world.records(mm);
        if (traits.has(Trait.WAYS) && numbers.once(4)) {
            return otherWay(process, fd, dialect);
        }
        ByteString record = record(process, dialect);
        Write.Builder write = Write.newBuilder().setProcess(process).setFd(fd).setRecord(record);
        return Call.newBuilder().setWrite(write).build();
    }

    /** Returns whether records to a file can name an address. */
    boolean reaches(Opened mm, long addr) {
        return fit(addr, world.records(mm).abi()) == addr;
    }

    /** Returns a write of one record, as it is. */
    Call write(Opened mm, Op op) {
        Write.Builder write = Write.newBuilder().setProcess(mm.process()).setFd(mm.fd());
        return Call.newBuilder().setWrite(write.setRecord(encode(op, world.records(mm)))).build();
    }

    /** Returns where the last write has mapped something; 0 where it has not. */
    long takeMapped() {
        long addr = mapped;
        mapped = 0;
        return addr;
    }

    private Call otherWay(int process, int fd, Dialect dialect) {
        Write.Builder write = Write.newBuilder().setProcess(process).setFd(fd);
        switch (numbers.random().nextInt(5)) {
            case 0 -> {
                boolean empty = numbers.once(4);
                ByteString record = empty ? ByteString.EMPTY : record(process, dialect);
                return Call.newBuilder().setWrite(write.setRecord(record)).build();
            }
            case 1 -> write.setPosition(numbers.random().nextInt(100));
            case 2 -> {
                ByteString record = record(process, dialect);
                int readable = numbers.random().nextInt(record.size() + 1);
                write.setRecord(record.substring(0, readable));
                long far = numbers.once(4) ? 1L << 32 : 0;
                int more = far == 0 ? 1 + numbers.random().nextInt(60) : 0;
                write.setCount(far + readable + more);
                return Call.newBuilder().setWrite(write).build();
            }
            default -> {
                Writev.Builder writev = Writev.newBuilder().setProcess(process).setFd(fd);
                int count = 1 + numbers.random().nextInt(3);
                for (int i = 0; i < count; i++) {
                    writev.addSegments(
                            numbers.once(8) ? ByteString.EMPTY : record(process, dialect));
                }
                return Call.newBuilder().setWritev(writev).build();
            }
        }
        return Call.newBuilder().setWrite(write.setRecord(record(process, dialect))).build();
    }

    /** Returns the bytes of a record. */
    private ByteString record(int process, Dialect dialect) {
        Op op = op(process, dialect.abi());
        ByteString record = encode(op, dialect);
        if (!traits.has(Trait.MUTATIONS) || !numbers.once(4)) {
            return record;
        }
        return numbers.once(3)
                ? new Mutation(numbers).edge(op, dialect, record)
                : new Mutation(numbers).of(record);
    }

    private ByteString encode(Op op, Dialect dialect) {
        buffer.clear();
        encoders.computeIfAbsent(dialect, RecordEncoder::new).encode(op, buffer);
        return ByteString.copyFrom(buffer.nioBuffer());
    }

    /** Returns the bytes of a record of part v1 for a LEGACY frame. */
    String legacy(int process, Dialect dialect) {
        return ByteBufUtil.hexDump(record(process, dialect).toByteArray());
    }

    /** Returns the bytes of one record for a LEGACY frame. */
    String legacy(Op op, Dialect dialect) {
        return ByteBufUtil.hexDump(encode(op, dialect).toByteArray());
    }

    private Op op(int process, Abi abi) {
        numbers.begin();
        if (traits.has(Trait.SEGMENTS) && world.offers(Feature.LDTS) && numbers.once(3)) {
            return new CopySegments(source(process));
        }
        List<Trait> kinds = new ArrayList<>();
        for (Trait kind : List.of(Trait.MAP, Trait.UNMAP, Trait.PROTECT)) {
            if (traits.has(kind)) {
                kinds.add(kind);
            }
        }
        if (traits.has(Trait.MAP)) {
            kinds.add(Trait.MAP);
        }
        Trait kind = kinds.isEmpty() ? Trait.UNMAP : numbers.oneOf(kinds);
        long addr = fit(numbers.addr(), abi);
        long len = fit(numbers.len(addr), abi);
        if (kind != Trait.MAP && numbers.once(2)) {
            Numbers.Part part = numbers.part();
            addr = fit(part.addr(), abi);
            len = fit(part.len(), abi);
        }
        if (loose && numbers.once(12)) {
            len = 0; // V1-MAP-36: the answer is the address, on a page or not
            addr = fit(addr + numbers.random().nextInt(2), abi);
        }
        if (!world.isFree(addr, len)) {
            addr = fit(numbers.page(), abi);
            len = 0x1000;
        }
        return switch (kind) {
            case MAP -> {
                Mmap like = last;
                Mmap map =
                        like == null || !numbers.once(4)
                                ? map(process, addr, len, abi)
                                : beside(like, process, abi);
                last = map;
                mapped = map.addr();
                yield map;
            }
            case PROTECT -> new Mprotect(addr, len, prot(true));
            default -> new Munmap(addr, len);
        };
    }

    private int source(int process) {
        List<Opened> mms = world.opened(process);
        mms.removeIf(some -> !some.isMm());
        if (mms.isEmpty() || numbers.once(8)) {
            return numbers.oneOf(-1, 3, 99);
        }
        int fd = numbers.oneOf(mms).fd();
        return numbers.once(12) ? fd | 1 << (8 + numbers.random().nextInt(24)) : fd;
    }

    private static long fit(long number, Abi abi) {
        return number & abi.maxWord();
    }

    private Mmap map(int process, long addr, long len, Abi abi) {
        long flags = type();
        boolean places = (traits.has(Trait.PLACES) || loose) && numbers.once(3);
        if (places && numbers.once(4)) {
            addr = numbers.random().nextInt(0x11) * 0x1000L;
            addr = world.isFree(addr, len) ? addr : fit(numbers.page(), abi);
        }
        flags |= places && numbers.once(2) ? 0 : MapFlags.FIXED;
        flags |= places && numbers.once(2) ? MapFlags.FIXED_NOREPLACE : 0;
        boolean anonymous = isAnonymous(process);
        flags |= anonymous ? MapFlags.ANONYMOUS : 0;
        flags |= kept != 0 && numbers.once(2) ? kept : 0;
        if (numbers.oddly(traits.has(Trait.ODD_BITS), 3)) {
            flags |= numbers.oneOf(KEPT);
            flags |= numbers.once(3) ? 1L << numbers.random().nextInt(Long.SIZE) : 0;
        }
        if (traits.has(Trait.GROWING) && numbers.once(2)) {
            flags |= MapFlags.GROWSDOWN;
        }
        int prot = prot(false);
        numbers.note(addr, len);
        return new Mmap(
                addr,
                len,
                prot,
                fit(flags, abi),
                fit(descriptor(process, anonymous), abi),
                fit(anonymous && numbers.once(2) ? 0 : numbers.offset(addr, len), abi));
    }

    /**
     * Returns what goes on where another one ended, or ends where that began: the two may be one
     * area, or one thing is different.
     */
    private Mmap beside(Mmap like, int process, Abi abi) {
        boolean above = !numbers.once(4);
        long len = numbers.once(2) ? like.len() : Page.SIZE;
        long addr = fit(above ? like.addr() + like.len() : like.addr() - len, abi);
        if (!world.isFree(addr, len)) {
            addr = fit(numbers.page(), abi);
        }
        numbers.note(addr, len);
        boolean anonymous = (like.flags() & MapFlags.ANONYMOUS) != 0;
        boolean other = !anonymous && numbers.once(4);
        long offset = above ? like.offset() + like.len() : like.offset() - len;
        return new Mmap(
                addr,
                fit(len, abi),
                numbers.once(4) ? prot(false) : like.prot(),
                fit(like.flags(), abi),
                fit(other ? descriptor(process, false) : like.fd(), abi),
                fit(anonymous ? like.offset() : offset, abi));
    }

    private boolean isAnonymous(int process) {
        List<Opened> objects = world.opened(process);
        objects.removeIf(Opened::isMm);
        return !objects.isEmpty()
                ? traits.has(Trait.ANONYMOUS) && numbers.once(2)
                : !numbers.once(24);
    }

    private long type() {
        if (numbers.oddly(traits.has(Trait.ODD_BITS), 5)) {
            return numbers.oneOf(0, 3, 3, 3, 4, 5, 7, 9, 0xf);
        }
        boolean shared = traits.has(Trait.SHARED) && numbers.once(2);
        return shared ? MapFlags.SHARED : MapFlags.PRIVATE;
    }

    private long descriptor(int process, boolean anonymous) {
        if (anonymous && numbers.once(2)) {
            return -1;
        }
        boolean odd = traits.has(Trait.DESCRIPTORS) && numbers.once(8);
        List<Opened> objects = world.opened(process);
        objects.removeIf(some -> some.isMm() && !odd);
        return objects.isEmpty() || (odd && numbers.once(2))
                ? numbers.oneOf(-1, 99, 2000, 1 << 20)
                : wide(numbers.oneOf(objects).fd());
    }

    /** Only the lower half of a descriptor's word counts. */
    private long wide(int fd) {
        boolean more = traits.has(Trait.ODD_BITS) && numbers.once(12);
        return more ? fd | 1L << (Integer.SIZE + numbers.random().nextInt(Integer.SIZE)) : fd;
    }

    private int prot(boolean protect) {
        int prot = numbers.oneOf(rights);
        boolean grows = protect && traits.has(Trait.GROWING);
        if (!numbers.oddly(traits.has(Trait.ODD_BITS), grows ? 2 : 6)) {
            return prot;
        }
        return prot
                | (grows
                        ? numbers.oneOf(Prot.GROWSDOWN, Prot.GROWSUP, Prot.GROWSDOWN | Prot.GROWSUP)
                        : numbers.oneOf(Prot.SEM, 0x10, 0x40, 1 << 30));
    }
}
