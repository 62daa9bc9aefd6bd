package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import org.jspecify.annotations.Nullable;

/** Where a record of v1 names memory. */
final class WrittenSpots {

    private WrittenSpots() {}

    /** Returns where one does; null where it is none that does. */
    static @Nullable Spot of(int step, Spot.Kind kind, int at, @Nullable WrittenRecord written) {
        Op op = written == null ? null : written.op();
        if (op instanceof Mmap map) {
            boolean anonymous = (map.flags() & MapFlags.ANONYMOUS) != 0;
            long offset = anonymous ? Spot.NONE : map.offset();
            return new Spot(step, kind, at, map.addr(), map.len(), map.prot(), offset);
        }
        if (op instanceof Munmap unmap) {
            return new Spot(step, kind, at, unmap.addr(), unmap.len(), Spot.NONE, Spot.NONE);
        }
        return op instanceof Mprotect protect
                ? new Spot(step, kind, at, protect.addr(), protect.len(), protect.prot(), Spot.NONE)
                : null;
    }

    /**
     * Returns the bytes of the record with what a spot says; null where there is no room for it.
     */
    static @Nullable ByteString with(WrittenRecord written, Spot spot) {
        if (!written.holds(spot.addr()) || !written.holds(spot.len())) {
            return null;
        }
        if (written.op() instanceof Mmap map) {
            long offset = spot.offset() == Spot.NONE ? map.offset() : spot.offset();
            return written.holds(offset)
                    ? written.with(
                            new Mmap(
                                    spot.addr(),
                                    spot.len(),
                                    spot.prot(),
                                    map.flags(),
                                    map.fd(),
                                    offset))
                    : null;
        }
        return written.with(
                written.op() instanceof Mprotect
                        ? new Mprotect(spot.addr(), spot.len(), (int) spot.prot())
                        : new Munmap(spot.addr(), spot.len()));
    }
}
