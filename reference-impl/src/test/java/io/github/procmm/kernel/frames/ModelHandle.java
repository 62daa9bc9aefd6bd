package io.github.procmm.kernel.frames;

import org.jspecify.annotations.Nullable;

/** A handle: what it names, an address space or an object with a tag, and what it allows. */
record ModelHandle(@Nullable ModelSpace space, @Nullable ModelObject object, long tag, int rights) {

    static ModelHandle of(ModelSpace space, int rights) {
        return new ModelHandle(space, null, 0, rights);
    }

    static ModelHandle of(ModelObject object, long tag, int rights) {
        return new ModelHandle(null, object, tag, rights);
    }

    ModelHandle with(int others) {
        return new ModelHandle(space, object, tag, others);
    }

    ModelHandle with(ModelSpace other) {
        return new ModelHandle(other, object, tag, rights);
    }
}
