package io.github.procmm.conform;

import io.github.procmm.suite.Case;
import org.jspecify.annotations.Nullable;

/**
 * What came of one case.
 *
 * @param tried the case
 * @param nanos how long the testee took, in nanoseconds; 0 where it was not asked
 * @param failure what went wrong; null where nothing did
 * @param why it was not tried, in words; null where it was
 * @param known why it was expected to fail, in words; null where it was not
 */
public record CaseResult(
        Case tried,
        long nanos,
        @Nullable Failure failure,
        @Nullable String why,
        @Nullable String known) {

    static CaseResult passed(Case tried, long nanos) {
        return new CaseResult(tried, nanos, null, null, null);
    }

    static CaseResult failed(Case tried, long nanos, Failure failure) {
        return new CaseResult(tried, nanos, failure, null, null);
    }

    static CaseResult notTested(Case tried, String why) {
        return new CaseResult(tried, 0, null, why, null);
    }

    CaseResult as(@Nullable String knownReason) {
        return new CaseResult(tried, nanos, failure, why, knownReason);
    }

    /** Returns the verdict of this case alone. */
    public Verdict verdict() {
        if (why != null) {
            return Verdict.NOT_TESTED;
        }
        if (failure == null) {
            return Verdict.HOLDS;
        }
        return known == null ? Verdict.BROKEN : Verdict.KNOWN;
    }
}
