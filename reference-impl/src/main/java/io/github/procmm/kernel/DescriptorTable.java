package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EMFILE;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The open files of a process by number. The lowest free number is the next one.
 *
 * <p>For several threads: other processes send files here.
 */
final class DescriptorTable {

    private final int limit;
    private final BitSet taken = new BitSet();
    private volatile @Nullable OpenFile[] files = new @Nullable OpenFile[8];

    DescriptorTable(int limit) {
        this.limit = limit;
    }

    /** Returns the file behind a number, or null when it is not open. */
    @Nullable OpenFile get(int fd) {
        @Nullable OpenFile[] now = files;
        return fd >= 0 && fd < now.length ? now[fd] : null;
    }

    /** Returns the file's new number, the lowest free one from {@code lowest} on, or EMFILE. */
    synchronized int add(OpenFile file, int lowest) {
        int fd = taken.nextClearBit(lowest);
        if (fd >= limit) {
            return EMFILE.asResult();
        }
        put(fd, file);
        return fd;
    }

    /** Opens a number that is not open. */
    synchronized void put(int fd, OpenFile file) {
        @Nullable OpenFile[] next = files;
        if (fd >= next.length) {
            next = Arrays.copyOf(next, Math.max(fd + 1, 2 * next.length));
        }
        next[fd] = file;
        files = next; // what makes it visible
        taken.set(fd);
        if (file instanceof OpenMm mm) {
            mm.addDescriptor();
        }
    }

    /** Returns whether the number was open. */
    synchronized boolean remove(int fd) {
        OpenFile file = get(fd);
        if (file == null) {
            return false;
        }
        @Nullable OpenFile[] next = files;
        next[fd] = null;
        files = next;
        taken.clear(fd);
        if (file instanceof OpenMm mm) {
            mm.removeDescriptor();
        }
        return true;
    }
}
