package io.github.procmm.kernel;

import io.github.procmm.model.MapFlags;
import org.jspecify.annotations.Nullable;

/**
 * A mapping to be made, once its descriptor has been looked up.
 *
 * @param addr where, or a hint, in bytes; unsigned
 * @param len how much, in bytes; unsigned, not yet rounded
 * @param prot bits of {@link io.github.procmm.model.Prot}; unknown ones are ignored
 * @param flags bits of {@link MapFlags}; unknown ones are ignored unless the type validates them
 * @param file what to show; null with MAP_ANONYMOUS
 * @param offset where in the file, in bytes; a multiple of the page size
 * @param layout where an address is free if the mapping may go anywhere: the writer's own space,
 *     whichever is written to (V1-MAP-13)
 */
record MmapRequest(
        long addr,
        long len,
        long prot,
        long flags,
        @Nullable OpenFile file,
        long offset,
        AddressSpace layout) {

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    boolean asks(int protection) {
        return (prot & protection) != 0;
    }

    boolean isPlacedExactly() {
        return has(MapFlags.FIXED | MapFlags.FIXED_NOREPLACE);
    }

    int type() {
        return (int) flags & MapFlags.TYPE_MASK;
    }

    /** Returns the object to show, or null when the file is no object and cannot be mapped. */
    @Nullable OpenObject mappableFile() {
        return file instanceof OpenObject open && open.object().isMappable() ? open : null;
    }
}
