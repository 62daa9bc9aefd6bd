/**
 * The fuzzing kit: how many operations of histories it thinks of, plays to both backends and
 * compares in a second.
 */
@NullMarked
package io.github.procmm.bench.fuzz;

import org.jspecify.annotations.NullMarked;
