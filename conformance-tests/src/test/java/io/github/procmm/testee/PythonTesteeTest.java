package io.github.procmm.testee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.procmm.backend.Feature;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.conform.CaseResult;
import io.github.procmm.conform.Conformance;
import io.github.procmm.conform.Judgement;
import io.github.procmm.conform.KnownFailures;
import io.github.procmm.conform.Verdict;
import io.github.procmm.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example that people copy keeps to the protocol and to every rule that it can be asked. */
class PythonTesteeTest {

    private static final String PROGRAM = "testees/python/testee.py";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @BeforeAll
    static void pythonIsThere() throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            there = false;
        }
        assumeTrue(there, "python3 is not there: the example testee is not judged");
    }

    @Test
    void noRuleThatItCanBeAskedIsBroken() throws TesteeFailure {
        Judgement judgement =
                new Conformance(testee(), Suite.cases(), KnownFailures.none(), 1).run(result -> {});

        assertThat(judgement.results().stream().filter(PythonTesteeTest::isBroken)).isEmpty();
        assertThat(judgement.isClean()).isTrue();
        assertThat(judgement.casesWith(Verdict.HOLDS)).isGreaterThan(casesOfItsHost() / 2);
    }

    @Test
    void TESTEE_11_itDoesWithoutAreas() throws TesteeFailure {
        try (Testee testee = testee().start()) {
            assertThat(testee.offer().features())
                    .contains(Feature.MEMORY)
                    .doesNotContain(Feature.AREAS);
        }
    }

    /** What it cannot be asked has to be the smaller part, or nothing has been judged. */
    private static long casesOfItsHost() {
        HostKind host = HostKind.of(HostProfile.DEFAULT);
        return Suite.cases().stream().filter(tried -> tried.host().equals(host)).count();
    }

    private static boolean isBroken(CaseResult result) {
        return result.verdict() == Verdict.BROKEN;
    }

    private static Testee.Source testee() {
        return PipeTestee.source("python3 '" + Path.of(PROGRAM).toAbsolutePath() + "'", LIMIT);
    }
}
