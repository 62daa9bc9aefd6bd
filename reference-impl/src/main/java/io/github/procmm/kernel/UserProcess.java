package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOENT;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.ENOSYS;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.MapFlags;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program on the host that opens address spaces and writes records to them: what SPEC.md calls
 * the writer. Descriptors, limits and word size are its own.
 *
 * <p>For one thread at a time, which its sessions need not be on. Every call answers as its system
 * call does: a descriptor, a count, an address or 0, or a negative {@link
 * io.github.procmm.model.Errno}.
 */
public final class UserProcess {

    private final Kernel kernel;
    private final Dialect program;
    private final Limits limits;
    private final Mm mm;
    private final DescriptorTable descriptors;
    private final WriteHandler handler;

    UserProcess(Kernel kernel, Dialect program, Limits limits, Mm mm) {
        this.kernel = kernel;
        this.program = program;
        this.limits = limits;
        this.mm = mm;
        this.descriptors = new DescriptorTable(limits.descriptors());
        this.handler = new WriteHandler(kernel, this);
    }

    /** Opens a file for writing: a new, empty address space. */
    public int open(MmFile file) {
        return open(file, AccessMode.WRITE_ONLY);
    }

    /**
     * Opens a file in a mode; reading and writing is allowed to root, though nothing can be read.
     */
    public int open(MmFile file, AccessMode mode) {
        if (!MmFile.of(kernel.profile().dialect()).contains(file)) {
            return ENOENT.asResult(); // V1-FILE-3
        }
        Mm opened = kernel.openMm(mm.ldt());
        if (opened == null) {
            return ENOMEM.asResult(); // V1-FILE-1
        }
        int fd = descriptors.add(new OpenMm(file, mode, opened), 0);
        if (fd < 0) {
            opened.release();
        }
        return fd;
    }

    /** Opens an object; it gets the lowest free descriptor. */
    public int open(MemoryObject object, AccessMode mode) {
        return descriptors.add(new OpenObject(object, mode), 0);
    }

    /**
     * Opens an object under a descriptor of the caller's choice, as a traced program had it; what
     * was open there is closed.
     *
     * @throws IllegalArgumentException when the number is negative or above the limit
     */
    public void openAt(int fd, MemoryObject object, AccessMode mode) {
        if (fd < 0 || fd >= limits.descriptors()) {
            throw new IllegalArgumentException(
                    "descriptor " + fd + ", wanted 0 to " + (limits.descriptors() - 1));
        }
        descriptors.remove(fd);
        descriptors.put(fd, new OpenObject(object, mode));
    }

    /** Returns another descriptor of the same open file. */
    public int dup(int fd) {
        return dup(fd, 0);
    }

    /** Returns another descriptor of the same open file, {@code lowest} (0 or more) or above. */
    public int dup(int fd, int lowest) {
        OpenFile file = descriptors.get(fd);
        return file == null ? EBADF.asResult() : descriptors.add(file, lowest);
    }

    /** Makes {@code to} another descriptor of the same open file; what was open there is closed. */
    public int dup2(int fd, int to) {
        OpenFile file = descriptors.get(fd);
        if (file == null || to < 0 || to >= limits.descriptors()) {
            return EBADF.asResult();
        }
        if (fd != to) {
            descriptors.remove(to);
            descriptors.put(to, file);
        }
        return to;
    }

    /** Hands an open file to another process, which gets the lowest descriptor free there. */
    public int sendTo(UserProcess other, int fd) {
        OpenFile file = descriptors.get(fd);
        return file == null ? EBADF.asResult() : other.descriptors.add(file, 0);
    }

    /** Closes a descriptor; the last one gives the file's address space up. */
    public int close(int fd) {
        return descriptors.remove(fd) ? 0 : EBADF.asResult();
    }

    /**
     * Writes all readable bytes: one record, one operation. On success the reader index moves
     * behind them, on an error it stays.
     *
     * @return the count of bytes, or a negative errno; in the first generations sometimes a raw
     *     address (V1-WRITE-9)
     */
    public long write(int fd, ByteBuf bytes) {
        return write(fd, bytes, bytes.readableBytes());
    }

    /**
     * Writes {@code count} bytes of which only the readable ones can be read: if there are fewer,
     * the rest lies in memory that is not there.
     *
     * @param count in bytes, 0 or more
     */
    public long write(int fd, ByteBuf bytes, long count) {
        OpenFile file = descriptors.get(fd);
        if (file == null || !file.mode().writes()) {
            return EBADF.asResult(); // as V1-FILE-5
        }
        return file instanceof OpenMm target
                ? handler.write(target, bytes, count)
                : EINVAL.asResult();
    }

    /**
     * Writes all readable bytes at a position: the file has none, so as {@link #write} (V1-FILE-6).
     *
     * @param position in bytes; negative ones are EINVAL before the file is asked
     */
    public long pwrite(int fd, ByteBuf bytes, long position) {
        return position < 0 ? EINVAL.asResult() : write(fd, bytes);
    }

    /**
     * Writes segments one after the other, as records of their own, until one is not wholly
     * written.
     *
     * @return the sum of the counts, or the first segment's error; a later one's is lost
     *     (V1-WRITE-11)
     */
    public long writev(int fd, List<ByteBuf> segments) {
        long sum = 0;
        boolean first = true;
        for (ByteBuf segment : segments) {
            int count = segment.readableBytes();
            long result = write(fd, segment);
            if (result < 0 && first) {
                return result;
            }
            sum += Math.max(0, result);
            if (result != count) {
                return sum; // V1-WRITE-10
            }
            first = false;
        }
        return sum;
    }

    /** Reads from a descriptor: there is nothing to be read, not even by root (V1-FILE-5). */
    public int read(int fd) {
        OpenFile file = descriptors.get(fd);
        return (file == null || !file.mode().reads() ? EBADF : EINVAL).asResult();
    }

    /**
     * Begins a session of part v2 (SPEC.md, section 15), whose client this process is.
     *
     * @throws IllegalStateException when the host is not of generation skas3-v9 and manager
     *     linux-6.18
     */
    public Session newSession() {
        return newSession(Session.MAX_HANDLES);
    }

    /**
     * Begins a session of part v2 that can have so many handles.
     *
     * @throws IllegalStateException when this is no host of part v2
     */
    public Session newSession(int maxHandles) {
        return new Session(kernel, this, maxHandles);
    }

    /** Starts a child that this process traces, in an address space of its own. */
    public Task newTask() {
        return new Task(kernel, this, kernel.newMm());
    }

    /**
     * Returns the address space behind a descriptor, to look at.
     *
     * @return null when the descriptor is none of such a file
     */
    public @Nullable AddressSpace addressSpace(int fd) {
        return descriptors.get(fd) instanceof OpenMm open ? open.mm().memory() : null;
    }

    /** Returns this process's own address space. */
    public AddressSpace ownAddressSpace() {
        return mm.memory();
    }

    /** mmap(2) in this process's own address space: an address or a negative errno. */
    public long mmap(long addr, long len, long prot, long flags, int fd, long offset) {
        if (!Page.aligned(offset)) {
            return EINVAL.asResult();
        }
        boolean anonymous = (flags & MapFlags.ANONYMOUS) != 0;
        OpenFile file = anonymous ? null : descriptors.get(fd);
        if (!anonymous && file == null) {
            return EBADF.asResult();
        }
        MmapRequest request = new MmapRequest(addr, len, prot, flags, file, offset, mm.memory());
        return mm.alone(() -> kernel.rules().mmap(mm.memory(), limits, request));
    }

    /** munmap(2) in this process's own address space: 0 or a negative errno. */
    public long munmap(long addr, long len) {
        return mm.alone(() -> kernel.rules().munmap(mm.memory(), limits, addr, len));
    }

    /** mprotect(2) in this process's own address space: 0 or a negative errno. */
    public long mprotect(long addr, long len, long prot) {
        return mm.alone(() -> kernel.rules().mprotect(mm.memory(), addr, len, prot));
    }

    /**
     * modify_ldt(2) on this process's own LDT, where hosts have one; see {@link Task#ptraceLdt}.
     */
    public long modifyLdt(int function, ByteBuf data, long byteCount) {
        if (!kernel.profile().hasLdts()) {
            return ENOSYS.asResult(); // V1-LDT-10
        }
        return mm.alone(() -> LdtCall.run(mm.ldt(), function, data, byteCount));
    }

    Dialect program() {
        return program;
    }

    Limits limits() {
        return limits;
    }

    @Nullable OpenFile file(int fd) {
        return descriptors.get(fd);
    }
}
