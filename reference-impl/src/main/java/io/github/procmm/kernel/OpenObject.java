package io.github.procmm.kernel;

import io.github.procmm.backend.AccessMode;
import org.jspecify.annotations.Nullable;

/**
 * An object opened once: two openings of one object are two files to the merging of areas. A
 * session may call an opening by several tags, which makes as many of these.
 */
final class OpenObject implements OpenFile {

    private final MemoryObject object;
    private final AccessMode mode;
    private final long tag;

    /** As it was opened; null where this is it. */
    private final @Nullable OpenObject origin;

    OpenObject(MemoryObject object, AccessMode mode) {
        this(object, mode, 0, null);
    }

    private OpenObject(
            MemoryObject object, AccessMode mode, long tag, @Nullable OpenObject origin) {
        this.object = object;
        this.mode = mode;
        this.tag = tag;
        this.origin = origin;
    }

    /** Returns the same opening, called by a tag. */
    OpenObject tagged(long newTag) {
        return newTag == tag ? this : new OpenObject(object, mode, newTag, opening());
    }

    private OpenObject opening() {
        return origin == null ? this : origin;
    }

    /** Returns whether both are one opening, called by one tag, or none at all. */
    static boolean agree(@Nullable OpenObject one, @Nullable OpenObject other) {
        if (one == other || one == null || other == null) {
            return one == other;
        }
        return one.opening() == other.opening() && one.tag == other.tag;
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
