package io.github.procmm.report;

import static io.github.procmm.conform.Verdict.BROKEN;
import static io.github.procmm.conform.Verdict.HOLDS;
import static io.github.procmm.conform.Verdict.KNOWN;
import static io.github.procmm.conform.Verdict.NOT_TESTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.conform.Verdict;
import io.github.procmm.report.Comparison.Change;
import io.github.procmm.report.Comparison.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changed between two runs. */
class ComparisonTest {

    @ParameterizedTest
    @CsvSource({
        "HOLDS, BROKEN, BROKEN, true",
        "HOLDS, KNOWN, BROKEN, true",
        "HOLDS, NOT_TESTED, NO_LONGER_TESTED, true",
        "BROKEN, HOLDS, MENDED, false",
        "BROKEN, KNOWN, KNOWN, false",
        "BROKEN, NOT_TESTED, NO_LONGER_TESTED, true",
        "KNOWN, HOLDS, MENDED, false",
        "KNOWN, BROKEN, BROKEN, true",
        "KNOWN, NOT_TESTED, NO_LONGER_TESTED, true",
        "NOT_TESTED, HOLDS, NEWLY_TESTED, false",
        "NOT_TESTED, KNOWN, NEWLY_TESTED, false",
        "NOT_TESTED, BROKEN, BROKEN, true"
    })
    void aVerdictThatIsAnotherOneIsAChange(
            Verdict before, Verdict after, Kind kind, boolean worse) {
        Comparison comparison = Comparison.of(report("a", before), report("a", after));
        assertThat(comparison.rules()).containsExactly(new Change("R-1", kind, before, after));
        assertThat(comparison.cases()).containsExactly(new Change("a@x", kind, before, after));
        assertThat(comparison.isWorse()).isEqualTo(worse);
    }

    @ParameterizedTest
    @CsvSource({
        "HOLDS, NEW, false",
        "KNOWN, NEW, false",
        "NOT_TESTED, NEW, false",
        "BROKEN, BROKEN, true"
    })
    void aCaseThatIsNewIsWorseOnlyIfItFails(Verdict verdict, Kind kind, boolean worse) {
        Comparison comparison = Comparison.of(report("a", verdict), report("b", verdict));
        assertThat(comparison.rules()).isEmpty();
        assertThat(comparison.cases())
                .containsExactly(
                        new Change("b@x", kind, null, verdict),
                        new Change("a@x", Kind.GONE, verdict, null));
        assertThat(comparison.isWorse()).isEqualTo(worse);
    }

    @Test
    void twoRunsThatAreAlikeHaveNoChanges() {
        for (Verdict verdict : List.of(HOLDS, BROKEN, KNOWN, NOT_TESTED)) {
            Comparison comparison = Comparison.of(report("a", verdict), report("a", verdict));
            assertThat(comparison).isEqualTo(new Comparison(List.of(), List.of()));
        }
    }

    private static Report report(String name, Verdict verdict) {
        RuleEntry rule = new RuleEntry("R-1", "R", "MUST", "", "", verdict, "");
        CaseEntry some = new CaseEntry(name, "x", List.of("R-1"), verdict, 0, "", "", null);
        return new Report(
                Report.FORMAT,
                Report.VERSION,
                new RunEntry("", 0, List.of(), false),
                new TesteeEntry("", "", List.of(), List.of(), List.of(), List.of()),
                List.of(rule),
                List.of(some),
                List.of());
    }
}
