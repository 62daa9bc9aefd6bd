package io.github.procmm.kernel;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.MmFile;
import java.util.concurrent.atomic.AtomicInteger;

/** An address space opened through {@code /proc/mm} or {@code /proc/mm64}. */
final class OpenMm implements OpenFile {

    private final MmFile file;
    private final AccessMode mode;
    private final Mm mm;
    private final AtomicInteger descriptors = new AtomicInteger();

    OpenMm(MmFile file, AccessMode mode, Mm mm) {
        this.file = file;
        this.mode = mode;
        this.mm = mm;
    }

    MmFile file() {
        return file;
    }

    Mm mm() {
        return mm;
    }

    @Override
    public AccessMode mode() {
        return mode;
    }

    /** It lies in {@code /proc} (V1-MAP-28). */
    @Override
    public boolean isExecutable() {
        return false;
    }

    void addDescriptor() {
        descriptors.incrementAndGet();
    }

    /** The last descriptor gives the file's reference to the mm back (V1-FILE-8). */
    void removeDescriptor() {
        if (descriptors.decrementAndGet() == 0) {
            mm.release();
        }
    }
}
