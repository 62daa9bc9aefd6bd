package io.github.procmm.backend;

import io.github.procmm.model.Errno;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An implementation of the files of SPEC.md, as its judge sees it: a host with writers, objects,
 * open files, tasks. Implement it, name it in {@code META-INF/services}, and the kit can judge it.
 *
 * <p>Processes, objects, tasks and sessions have numbers, and descriptors, that the caller chooses;
 * it names none that it has not made. A call that a {@link Feature} stands for comes only where
 * {@link #offer} has that feature. Everything happens in the order of the calls, in one thread.
 *
 * <p>What a client may do wrong is answered with a negative {@link Errno}, as its system call does.
 * A method that throws is a finding.
 */
public interface Backend extends AutoCloseable {

    /** Returns who this is and what it can be asked: always the same. */
    Offer offer();

    /**
     * Starts a new host and forgets what was made on the one before. It has process 0, a {@link
     * WriterProfile#of} the host's own dialect, with no descriptor open.
     *
     * @param host of a kind that is offered
     */
    void boot(HostProfile host);

    /** Starts a writer; number 0 starts again. */
    void newProcess(int process, WriterProfile writer);

    /**
     * Opens {@code /proc/mm} or {@code /proc/mm64} at a descriptor.
     *
     * @return {@code fd}, or a negative errno
     */
    int open(int process, int fd, MmFile file, AccessMode mode);

    /**
     * Makes an object.
     *
     * @param size in bytes; of pages that have not been written, all bytes are zero
     * @param refusal of {@link ObjectKind#REFUSING}, else null
     * @return the name that {@link #maps} shows where the object is mapped
     */
    String makeObject(int object, ObjectKind kind, long size, @Nullable Errno refusal);

    /**
     * Opens an object at a descriptor: a new opening each time.
     *
     * @return {@code fd}, or a negative errno
     */
    int openObject(int process, int fd, int object, AccessMode mode);

    /** dup2: {@code to} becomes another descriptor of the same opening, and is returned. */
    int dup(int process, int fd, int to);

    /** Passes a descriptor to another process, where it becomes {@code to}, which is returned. */
    int send(int process, int fd, int toProcess, int to);

    /** Closes a descriptor: 0 or a negative errno. */
    int close(int process, int fd);

    /** Writes the readable bytes as one write: a count, an errno, or a raw address. */
    long write(int process, int fd, ByteBuf record);

    /** Writes {@code count} bytes of which only the readable ones can be read. */
    long writeUnreadable(int process, int fd, ByteBuf record, long count);

    /** Writes the readable bytes as pwrite does, at a position of 0 or more. */
    long pwrite(int process, int fd, ByteBuf record, long position);

    /** Writes segments as one writev. */
    long writev(int process, int fd, List<ByteBuf> segments);

    /** Reads some bytes: always a negative errno. */
    int read(int process, int fd);

    /** Returns the areas of an address space, a line each as {@code /proc/PID/maps} has them. */
    String maps(MmRef mm);

    /** Loads 1, 2, 4 or 8 bytes. */
    AccessResult load(MmRef mm, long addr, int size);

    /** Stores the low 1, 2, 4 or 8 bytes of {@code value}; the value of the result is of no use. */
    AccessResult store(MmRef mm, long addr, int size, long value);

    /** Executes one instruction, a 0x90; the value of the result is of no use. */
    AccessResult fetch(MmRef mm, long addr);

    /** ftruncate: 0. */
    long resizeObject(int object, long size);

    /** pwrite: the count. */
    long writeObject(int object, long position, byte[] bytes);

    /** pread: what there is of {@code count} bytes. */
    byte[] readObject(int object, long position, int count);

    /** Starts a child that a process traces, in an empty address space of its own. */
    void newTask(int process, int task);

    /** PTRACE_SWITCH_MM by the task's tracer: 0 or a negative errno. */
    long switchMm(int task, int fd);

    /** Ends a task. */
    void exit(int task);

    /**
     * Another request of table 9.1 by the task's tracer.
     *
     * @param argument of PTRACE_LDT: {@code struct ptrace_ldt}, as far as it can be read
     * @param memory of PTRACE_LDT: what can be read at its {@code ptr}
     * @param writable of PTRACE_LDT: how many bytes can be written at its {@code ptr}
     */
    PtraceAnswer ptrace(int task, int request, byte[] argument, byte[] memory, long writable);

    /** Returns how many address spaces that were opened or created are alive. */
    int countAddressSpaces();

    /**
     * Begins a session of part v2, of a process.
     *
     * @param maxHandles how many handles it may have at once; 0: as many as the backend likes
     */
    default void newSession(int process, int session, int maxHandles) {
        throw new UnsupportedOperationException("part v2 is not offered");
    }

    /** Puts the readable bytes into the stream of a session: frames, or a part of one. */
    default SessionAnswer sendBytes(int session, ByteBuf bytes) {
        throw new UnsupportedOperationException("part v2 is not offered");
    }

    /** Ends the stream of a session. */
    default void endSession(int session) {
        throw new UnsupportedOperationException("part v2 is not offered");
    }

    /**
     * Lets a task run in the space of a handle: 0, EBADF where it is none of a space in that
     * session, or EACCES where it lacks RUN.
     */
    default long switchMm(int task, int session, long handle) {
        throw new UnsupportedOperationException("part v2 is not offered");
    }

    /** Gives up what the backend holds outside this object: nothing is called behind this. */
    @Override
    default void close() {}
}
