package io.github.procmm.kernel;

import static io.github.procmm.model.MapFlags.ANONYMOUS;
import static io.github.procmm.model.MapFlags.FIXED;
import static io.github.procmm.model.MapFlags.PRIVATE;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.WRITE;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Objects;

/** A host, a writer and an address space that it has open; records are whole and native. */
final class Bench {

    static final long BASE = 0x1000_0000L;
    static final int ANONYMOUSLY = PRIVATE | FIXED | ANONYMOUS;
    static final int RW = READ | WRITE;
    static final int NO_FD = -1;

    private final Kernel kernel;
    private final UserProcess writer;
    private final MmFile file;
    private final int mm;

    Bench(HostProfile host) {
        this(host, Limits.of(host.dialect(), host.dialect()));
    }

    Bench(HostProfile host, Limits limits) {
        this.kernel = new Kernel(host);
        this.writer = kernel.newProcess(host.dialect(), limits);
        List<MmFile> files = MmFile.of(host.dialect());
        this.file = files.get(files.size() - 1);
        this.mm = writer.open(file);
    }

    Kernel kernel() {
        return kernel;
    }

    Dialect dialect() {
        return kernel.profile().dialect();
    }

    UserProcess writer() {
        return writer;
    }

    /** The descriptor of the address space that is open from the start. */
    int mm() {
        return mm;
    }

    /** Opens another address space. */
    int openMm() {
        return writer.open(file);
    }

    AddressSpace space() {
        return space(mm);
    }

    AddressSpace space(int fd) {
        return Objects.requireNonNull(writer.addressSpace(fd));
    }

    Ldt ldt(int fd) {
        return ((OpenMm) Objects.requireNonNull(writer.file(fd))).mm().ldt();
    }

    /** Opens a new object of 16 pages. */
    int object(AccessMode mode) {
        return writer.open(MemoryObject.regular("object", 16L * Page.SIZE), mode);
    }

    static ByteBuf record(Dialect dialect, Op op) {
        ByteBuf record = Unpooled.buffer();
        new RecordEncoder(dialect).encode(op, record);
        return record;
    }

    ByteBuf record(Op op) {
        return record(dialect(), op);
    }

    long write(Op op) {
        return write(mm, op);
    }

    long write(int fd, Op op) {
        return writer.write(fd, record(op));
    }

    long mmap(long addr, long len, long prot, long flags, int fd, long offset) {
        long word = dialect().abi().maxWord();
        return write(new Mmap(addr, len, prot, flags, fd & word, offset));
    }

    /** Maps anonymous memory, readable and writable. */
    long mapAnonymous(long addr, long pages) {
        return mmap(addr, pages * Page.SIZE, RW, ANONYMOUSLY, NO_FD, 0);
    }

    long munmap(long addr, long len) {
        return write(new Munmap(addr, len));
    }

    long mprotect(long addr, long len, int prot) {
        return write(new Mprotect(addr, len, prot));
    }

    long copySegments(int from) {
        return write(new CopySegments(from));
    }

    /** The result of an operation that was carried out: the size of the whole record. */
    long done() {
        return dialect().recordSize();
    }

    State state() {
        return State.of(writer, mm);
    }

    static long page(long number) {
        return BASE + number * Page.SIZE;
    }
}
