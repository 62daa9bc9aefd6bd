package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EFAULT;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.Generation;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Opcode;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordView;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * The host patch itself: what one process's write does with the bytes of a record. For one thread:
 * each session has its own.
 */
final class WriteHandler {

    private final Kernel kernel;
    private final UserProcess writer;
    private final RecordView ofProcMm;
    private final RecordView ofProcMm64;

    WriteHandler(Kernel kernel, UserProcess writer) {
        this.kernel = kernel;
        this.writer = writer;
        this.ofProcMm = new RecordView(dialectOf(MmFile.PROC_MM));
        this.ofProcMm64 = new RecordView(dialectOf(MmFile.PROC_MM64));
    }

    /**
     * Writes a record of a LEGACY frame: as to a file of that dialect (V2-LEGACY-1).
     *
     * @param bytes the record, all that is readable
     * @return what the write returns
     */
    long write(MmFile file, Mm mm, ByteBuf bytes) {
        OpenMm target = new OpenMm(file, AccessMode.WRITE_ONLY, mm);
        return write(target, bytes, bytes.readableBytes());
    }

    long write(OpenMm target, ByteBuf bytes, long count) {
        RecordView record = viewOf(target.file());
        Dialect dialect = dialectOf(target.file());
        if (Long.compareUnsigned(count, dialect.recordSize()) > 0) {
            return EINVAL.asResult(); // V1-WRITE-1: before the bytes are looked at
        }
        if (count > bytes.readableBytes()) {
            return EFAULT.asResult(); // V1-WRITE-2
        }
        Opcode opcode = record.wrap(bytes, bytes.readerIndex(), (int) count);
        if (opcode == null) {
            return EINVAL.asResult(); // V1-WRITE-3 to V1-WRITE-5: record.malformed() tells which
        }
        long result = runAlone(opcode, target, record); // V1-WRITE-6
        boolean done = opcode == Opcode.MMAP ? Page.aligned(result) : result == 0;
        if (!done) {
            return asWord(result, dialect); // V1-WRITE-8, V1-WRITE-9
        }
        bytes.skipBytes((int) count);
        return count; // V1-WRITE-8
    }

    /** V1-FILE-9; and nobody else changes the source of a copy meanwhile. */
    private long runAlone(Opcode opcode, OpenMm target, RecordView record) {
        if (opcode == Opcode.COPY_SEGMENTS) {
            return copyAlone(target, writer.file(record.from()));
        }
        Lock lock = target.mm().lock();
        lock.lock();
        try {
            return run(opcode, target, record);
        } finally {
            lock.unlock();
        }
    }

    private long copyAlone(OpenMm target, @Nullable OpenFile from) {
        Mm mm = target.mm();
        Mm source = from instanceof OpenMm open ? open.mm() : mm;
        Mm first = source.number() < mm.number() ? source : mm;
        Mm second = first == mm ? source : mm;
        return first.alone(() -> second.alone(() -> copySegments(mm.ldt(), target.file(), from)));
    }

    /** Returns the mm whose LDT a record copies, or null where it does no such thing. */
    @Nullable Mm sourceOf(MmFile file, ByteBuf bytes) {
        RecordView record = viewOf(file);
        Opcode opcode = record.wrap(bytes, bytes.readerIndex(), bytes.readableBytes());
        boolean copies = opcode == Opcode.COPY_SEGMENTS;
        return copies && writer.file(record.from()) instanceof OpenMm open ? open.mm() : null;
    }

    private RecordView viewOf(MmFile file) {
        return file == MmFile.PROC_MM64 ? ofProcMm64 : ofProcMm;
    }

    private Dialect dialectOf(MmFile file) {
        return file.recordsOn(kernel.profile().dialect()); // V1-FILE-4
    }

    private long run(Opcode opcode, OpenMm target, RecordView record) {
        Mm mm = target.mm();
        ManagerRules rules = kernel.rules();
        return switch (opcode) {
            case MMAP -> mmap(mm.memory(), record);
            case MUNMAP -> rules.munmap(mm.memory(), writer.limits(), record.addr(), record.len());
            case MPROTECT -> {
                long prot = Integer.toUnsignedLong(record.mprotectProt());
                yield rules.mprotect(mm.memory(), record.addr(), record.len(), prot);
            }
            case COPY_SEGMENTS ->
                    throw new IllegalArgumentException("a copy wants the locks of two spaces");
        };
    }

    private long mmap(AddressSpace memory, RecordView record) {
        HostProfile host = kernel.profile();
        long flags = record.flags();
        boolean fixed = (flags & MapFlags.FIXED) != 0;
        if (!fixed && host.generation().atLeast(Generation.SKAS3_2_6_2005)) {
            return EINVAL.asResult(); // V1-MAP-10
        }
        if (!Page.aligned(record.offset()) && host.refusesUnalignedOffset()) {
            return EINVAL.asResult(); // V1-MAP-11
        }
        boolean anonymous = (flags & MapFlags.ANONYMOUS) != 0; // V1-MAP-8
        OpenFile file = anonymous ? null : writer.file((int) record.fd()); // V1-MAP-6
        if (!anonymous && file == null) {
            return EBADF.asResult(); // V1-MAP-17; V1-MAP-35, step 1
        }
        MmapRequest request =
                new MmapRequest(
                        record.addr(),
                        record.len(),
                        record.mmapProt(),
                        flags,
                        file,
                        Page.roundDown(record.offset()), // V1-MAP-12
                        writer.ownAddressSpace()); // V1-MAP-13
        return kernel.rules().mmap(memory, writer.limits(), request);
    }

    private long copySegments(Ldt target, MmFile file, @Nullable OpenFile from) {
        if (from == null) {
            return EBADF.asResult(); // V1-LDT-1
        }
        if (!(from instanceof OpenMm source) || source.file() != file) {
            return EINVAL.asResult(); // V1-LDT-2
        }
        return copySegments(target, source.mm().ldt());
    }

    private long copySegments(Ldt target, Ldt source) {
        Generation generation = kernel.profile().generation();
        if (generation.atLeast(Generation.SKAS3_2_6_2005)) {
            return target.copyOver(source) ? 0 : ENOMEM.asResult(); // V1-LDT-5, V1-LDT-6
        }
        if (source.size() != 0 || generation == Generation.SKAS3_2_6_1) { // V1-LDT-8
            target.replaceLeaking(source); // V1-LDT-7
        }
        return 0;
    }

    /** A raw address is a signed word of the record: of 32 bits it may look negative. */
    private static long asWord(long result, Dialect dialect) {
        return dialect.abi().wordSize() == Long.BYTES ? result : (int) result;
    }
}
