package io.github.procmm.conform;

import io.github.procmm.suite.ExpectedArea;
import io.github.procmm.suite.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a failure's history.
 *
 * @param step what was asked and expected
 * @param answer in words
 * @param before the areas of the address space that a write went to, before it; null where the step
 *     is no write, or its areas could not be seen
 * @param after the same afterwards
 */
public record Moment(
        Step step,
        String answer,
        @Nullable List<ExpectedArea> before,
        @Nullable List<ExpectedArea> after) {}
