package io.github.procmm.kernel;

import io.github.procmm.backend.AccessMode;

/** What a descriptor refers to: an open file description. Its identity matters, not its content. */
sealed interface OpenFile permits OpenObject, OpenMm {

    AccessMode mode();

    /** Returns whether it lies where things may be executed. */
    boolean isExecutable();
}
