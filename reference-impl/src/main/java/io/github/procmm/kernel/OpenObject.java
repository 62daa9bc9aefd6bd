package io.github.procmm.kernel;

import io.github.procmm.backend.AccessMode;

/** An object opened once: two of these on one object are two files to the merging of areas. */
final class OpenObject implements OpenFile {

    private final MemoryObject object;
    private final AccessMode mode;

    OpenObject(MemoryObject object, AccessMode mode) {
        this.object = object;
        this.mode = mode;
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
