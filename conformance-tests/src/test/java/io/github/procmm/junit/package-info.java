/** The suite as JUnit tests. */
@NullMarked
package io.github.procmm.junit;

import org.jspecify.annotations.NullMarked;
