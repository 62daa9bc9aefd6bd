/**
 * Part v2 against a model that knows pages and handles but no areas, trees, locks or snapshots:
 * random frames of two sessions, v1 writes and stores, each answered by both sides.
 */
@NullMarked
package io.github.procmm.kernel.frames;

import org.jspecify.annotations.NullMarked;
