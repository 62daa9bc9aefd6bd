/**
 * The suite as JUnit 5 tests, for whoever has a backend in Java and a build of their own: extend
 * {@link io.github.procmm.junit.BackendConformance}. Needs junit-jupiter-api on the class path.
 */
@NullMarked
package io.github.procmm.junit;

import org.jspecify.annotations.NullMarked;
