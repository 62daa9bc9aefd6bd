package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EFAULT;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;

import io.github.procmm.model.Generation;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Opcode;
import io.github.procmm.wire.RecordView;
import io.netty.buffer.ByteBuf;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The host patch itself: what one process's write does with the bytes of a record (V1-WRITE). */
final class WriteHandler {

    private final Kernel kernel;
    private final UserProcess writer;
    private final Map<MmFile, RecordView> views = new EnumMap<>(MmFile.class);

    WriteHandler(Kernel kernel, UserProcess writer) {
        this.kernel = kernel;
        this.writer = writer;
        for (MmFile file : MmFile.of(kernel.profile().dialect())) {
            views.put(file, new RecordView(file.recordsOn(kernel.profile().dialect())));
        }
    }

    long write(OpenMm target, ByteBuf bytes, long count) {
        RecordView record = Objects.requireNonNull(views.get(target.file()));
        if (count > recordSize(target)) {
            return EINVAL.asResult(); // V1-WRITE: before the bytes are looked at
        }
        if (count > bytes.readableBytes()) {
            return EFAULT.asResult();
        }
        Opcode opcode = record.wrap(bytes, bytes.readerIndex(), (int) count);
        if (opcode == null) {
            return EINVAL.asResult();
        }
        long result = run(opcode, target, record);
        boolean done = opcode == Opcode.MMAP ? Page.aligned(result) : result == 0;
        if (!done) {
            return asWord(result);
        }
        bytes.skipBytes((int) count);
        return count;
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
            case COPY_SEGMENTS -> copySegments(mm.ldt(), target.file(), record.from());
        };
    }

    private long mmap(AddressSpace memory, RecordView record) {
        Generation generation = kernel.profile().generation();
        long flags = record.flags();
        boolean fixed = (flags & MapFlags.FIXED) != 0;
        if (!fixed && generation.atLeast(Generation.SKAS3_2_6_2005)) {
            return EINVAL.asResult();
        }
        if (!Page.aligned(record.offset()) && kernel.profile().refusesUnalignedOffset()) {
            return EINVAL.asResult();
        }
        boolean anonymous = (flags & MapFlags.ANONYMOUS) != 0;
        OpenFile file = anonymous ? null : writer.file((int) record.fd());
        if (!anonymous && file == null) {
            return EBADF.asResult();
        }
        long addr = record.addr();
        if (!fixed && record.len() != 0) {
            addr = placeInWriter(addr, record.len());
            if (!Page.aligned(addr)) {
                return addr;
            }
            flags |= MapFlags.FIXED;
        }
        long offset = Page.roundDown(record.offset());
        return kernel.rules()
                .mmap(
                        memory,
                        writer.limits(),
                        new MmapRequest(
                                addr, record.len(), record.mmapProt(), flags, file, offset));
    }

    /**
     * The first generations looked for room in the writer's own mm, and used it in the target's.
     */
    private long placeInWriter(long hint, long len) {
        long rounded = Page.roundUp(len);
        boolean impossible =
                rounded == 0 || Long.compareUnsigned(rounded, writer.limits().taskSize()) > 0;
        return impossible
                ? hint
                : Placement.find(
                        writer.ownAddressSpace(), writer.limits(), Page.roundDown(hint), rounded);
    }

    private long copySegments(Ldt target, MmFile file, int fd) {
        OpenFile from = writer.file(fd);
        if (from == null) {
            return EBADF.asResult();
        }
        if (!(from instanceof OpenMm source) || source.file() != file) {
            return EINVAL.asResult();
        }
        return copySegments(target, source.mm().ldt());
    }

    private long copySegments(Ldt target, Ldt source) {
        Generation generation = kernel.profile().generation();
        boolean nothingToCopy = source.size() == 0;
        if (generation.atLeast(Generation.SKAS3_2_6_2005)) {
            return target.copyOver(source) ? 0 : ENOMEM.asResult();
        }
        if (!nothingToCopy || generation == Generation.SKAS3_2_6_1) {
            target.replaceLeaking(source);
        }
        return 0;
    }

    private int recordSize(OpenMm target) {
        return target.file().recordsOn(kernel.profile().dialect()).recordSize();
    }

    /** A raw address is a signed long of the host's word size: on 32 bits it may look negative. */
    private long asWord(long result) {
        boolean wide = kernel.profile().dialect().abi().wordSize() == Long.BYTES;
        return wide ? result : (int) result;
    }
}
