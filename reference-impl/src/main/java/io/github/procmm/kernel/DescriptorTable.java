package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EMFILE;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The open files of a process by number. The lowest free number is the next one. */
final class DescriptorTable {

    private final int limit;
    private final BitSet taken = new BitSet();
    private @Nullable OpenFile[] files = new @Nullable OpenFile[8];

    DescriptorTable(int limit) {
        this.limit = limit;
    }

    /** Returns the file behind a number, or null when it is not open. */
    @Nullable OpenFile get(int fd) {
        return fd >= 0 && fd < files.length ? files[fd] : null;
    }

    /** Returns the file's new number, the lowest free one from {@code lowest} on, or EMFILE. */
    int add(OpenFile file, int lowest) {
        int fd = taken.nextClearBit(lowest);
        if (fd >= limit) {
            return EMFILE.asResult();
        }
        put(fd, file);
        return fd;
    }

    /** Opens a number that is not open. */
    void put(int fd, OpenFile file) {
        if (fd >= files.length) {
            files = Arrays.copyOf(files, Math.max(fd + 1, 2 * files.length));
        }
        files[fd] = file;
        taken.set(fd);
        if (file instanceof OpenMm mm) {
            mm.addDescriptor();
        }
    }

    /** Returns whether the number was open. */
    boolean remove(int fd) {
        OpenFile file = get(fd);
        if (file == null) {
            return false;
        }
        files[fd] = null;
        taken.clear(fd);
        if (file instanceof OpenMm mm) {
            mm.removeDescriptor();
        }
        return true;
    }
}
