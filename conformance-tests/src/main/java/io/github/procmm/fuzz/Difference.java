package io.github.procmm.fuzz;

import io.github.procmm.testee.TesteeFailure;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where two backends part.
 *
 * @param step which answer is not as the other one's, from 0
 * @param wanted what the backend that is followed says, in words
 * @param got what the testee says, or does instead of answering, in words
 * @param stderr the end of what the testee wrote to its standard error; often empty
 * @param signature what differences have in common that are one mistake, as far as can be told
 * @param failure what the testee did instead of answering; null where it answered
 */
public record Difference(
        int step,
        String wanted,
        String got,
        String stderr,
        String signature,
        TesteeFailure.@Nullable Kind failure)
        implements Serializable {}
