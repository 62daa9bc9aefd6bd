/**
 * The cases as vectors: JSON files of the protocol that need nothing of this kit. Written from the
 * suite, held equal to it, and read back by a reader that knows the files alone.
 */
@NullMarked
package io.github.procmm.vectors;

import org.jspecify.annotations.NullMarked;
