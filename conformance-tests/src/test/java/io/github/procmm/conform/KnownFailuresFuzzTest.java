package io.github.procmm.conform;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.procmm.suite.Case;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files of known failures, from anybody. */
class KnownFailuresFuzzTest {

    private static final List<Case> SUITE =
            List.of(
                    KnownFailuresTest.caseOf("V1-MAP-1/one", "V1-MAP-1"),
                    KnownFailuresTest.caseOf("V1-MAP-2/two", "V1-MAP-2"));

    @FuzzTest(maxDuration = "10m")
    void anyTextNamesCasesOrIsRefused(byte[] data) {
        List<String> lines = new String(data, StandardCharsets.UTF_8).lines().toList();
        try {
            assertThat(KnownFailures.of(lines, SUITE).outlived(List.of())).isEmpty();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("line ");
        }
    }
}
