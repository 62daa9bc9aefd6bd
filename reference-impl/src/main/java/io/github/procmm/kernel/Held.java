package io.github.procmm.kernel;

/** What a handle stands for, and what may be done with it. */
sealed interface Held {

    /** Returns the rights, of {@link io.github.procmm.v2.Rights}. */
    int rights();

    /** Returns the same with other rights. */
    Held with(int otherRights);

    /** An address space. */
    record Space(Mm mm, int rights) implements Held {
        @Override
        public Held with(int otherRights) {
            return new Space(mm, otherRights);
        }
    }

    /** An object that can be mapped. */
    record Memory(OpenObject file, int rights) implements Held {
        @Override
        public Held with(int otherRights) {
            return new Memory(file, otherRights);
        }
    }
}
