/**
 * Kernels with one mistake each, made from the reference kernel's own source when the tests run,
 * and the proof that the suite finds every one.
 */
@NullMarked
package io.github.procmm.broken;

import org.jspecify.annotations.NullMarked;
