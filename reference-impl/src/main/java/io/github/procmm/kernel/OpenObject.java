package io.github.procmm.kernel;

import io.github.procmm.backend.AccessMode;

/** An object opened once: two of these on one object are two files to the merging of areas. */
final class OpenObject implements OpenFile {

    private final MemoryObject object;
    private final AccessMode mode;
    private final long tag;

    OpenObject(MemoryObject object, AccessMode mode) {
        this(object, mode, 0);
    }

    /** Makes an opening that a session of part v2 named. */
    OpenObject(MemoryObject object, AccessMode mode, long tag) {
        this.object = object;
        this.mode = mode;
        this.tag = tag;
    }

    /** Returns what a client of part v2 calls it; 0 for those of part v1. */
    long tag() {
        return tag;
    }

    MemoryObject object() {
        return object;
    }

    @Override
    public AccessMode mode() {
        return mode;
    }

    @Override
    public boolean isExecutable() {
        return object.isExecutable();
    }
}
