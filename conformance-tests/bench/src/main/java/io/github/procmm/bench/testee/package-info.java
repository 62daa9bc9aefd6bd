/**
 * The testee protocol: what a judge gets through two pipes in a second.
 *
 * <p>What the operations themselves cost is measured elsewhere, in {@code area} and {@code replay}.
 */
@NullMarked
package io.github.procmm.bench.testee;

import org.jspecify.annotations.NullMarked;
