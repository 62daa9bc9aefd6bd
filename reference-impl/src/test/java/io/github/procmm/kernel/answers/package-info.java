/**
 * What Linux 6.18 was measured to answer, line by line: each line of {@code linux-6.18-answers.txt}
 * has a scenario here that makes the reference kernel answer the same.
 *
 * <p>A class a section of that file. Where a line's label leaves open what was called, the scenario
 * says what it takes it for.
 */
@NullMarked
package io.github.procmm.kernel.answers;

import org.jspecify.annotations.NullMarked;
