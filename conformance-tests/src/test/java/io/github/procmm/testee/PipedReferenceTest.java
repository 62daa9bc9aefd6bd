package io.github.procmm.testee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.command.Procmm;
import io.github.procmm.conform.CaseResult;
import io.github.procmm.conform.Conformance;
import io.github.procmm.conform.Judgement;
import io.github.procmm.conform.KnownFailures;
import io.github.procmm.conform.Verdict;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.suite.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code procmm serve} is the backend that it serves, case by case. */
class PipedReferenceTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void eachCaseHasTheVerdictThatItHasInProcess() throws TesteeFailure {
        Judgement inProcess = judge(BackendTestee.source(ReferenceBackend::new, LIMIT));
        Judgement piped = judge(PipeTestee.source(serve(), LIMIT));

        assertThat(piped.offer()).isEqualTo(inProcess.offer());
        assertThat(verdicts(piped)).isEqualTo(verdicts(inProcess)).isNotEmpty();
        assertThat(piped.isClean()).isTrue();
        assertThat(piped.casesWith(Verdict.HOLDS)).isEqualTo(piped.results().size());
    }

    private static Judgement judge(Testee.Source source) throws TesteeFailure {
        return new Conformance(source, Suite.cases(), KnownFailures.none(), 1).run(result -> {});
    }

    private static List<String> verdicts(Judgement judgement) {
        return judgement.results().stream().map(PipedReferenceTest::verdict).toList();
    }

    private static String verdict(CaseResult result) {
        return result.tried().id() + " " + result.verdict();
    }

    private static String serve() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return "'%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s serve"
                .formatted(java, System.getProperty("java.class.path"), Procmm.class.getName());
    }
}
