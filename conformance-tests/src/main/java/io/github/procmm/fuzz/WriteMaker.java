package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.Feature;
import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
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

    private final World world;
    private final Traits traits;
    private final Numbers numbers;
    private final Map<Dialect, RecordEncoder> encoders = new EnumMap<>(Dialect.class);
    private final ByteBuf buffer = Unpooled.buffer(64);
    private final MmapMaker maps;
    private final boolean loose;
    private long mapped;

    WriteMaker(World world, Traits traits, Numbers numbers) {
        this.world = world;
        this.traits = traits;
        this.numbers = numbers;
        this.maps = new MmapMaker(world, traits, numbers);
        this.loose = MmapMaker.isLoose(world);
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

    /** Returns whether the host's own records can name an address. */
    boolean reaches(long addr) {
        return fit(addr, world.host().dialect().abi()) == addr;
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
                Mmap map = maps.next(process, addr, len, abi);
                mapped = map.addr();
                yield map;
            }
            case PROTECT -> new Mprotect(addr, len, maps.prot(true));
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

    /** Returns as much of a number as a word has. */
    static long fit(long number, Abi abi) {
        return number & abi.maxWord();
    }
}
