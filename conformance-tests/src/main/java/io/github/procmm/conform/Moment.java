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
 * @param shown the areas that were shown to a step that looks at them; null for all others
 * @param wanted the areas that it has to be shown; null also where it may be shown any
 */
public record Moment(
        Step step,
        String answer,
        @Nullable List<ExpectedArea> before,
        @Nullable List<ExpectedArea> after,
        @Nullable List<ExpectedArea> shown,
        @Nullable List<ExpectedArea> wanted) {}
