package io.github.procmm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownDifferencesTest {

    private static Difference difference(String signature) {
        return new Difference(0, "", "", "", signature, null);
    }

    @Test
    void aDifferenceIsKnownByWhatItsSignatureBeginsWith() {
        KnownDifferences known =
                KnownDifferences.of(List.of("# why not", "", "write MM_MMAP: EPERM # it may"));

        assertThat(known.entry(difference("write MM_MMAP: EPERM, not EINVAL")))
                .isEqualTo("write MM_MMAP: EPERM");
        assertThat(known.entry(difference("write MM_MMAP: 0, not EPERM"))).isNull();
    }

    @Test
    void aLineWithoutAReasonIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KnownDifferences.of(List.of("maps: other pages")))
                .withMessage("line 1: 'maps: other pages' has no reason, wanted '# why'");
    }

    @Test
    void aLineThatStandsThereTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KnownDifferences.of(List.of("hung # a", "hung # b")))
                .withMessage("line 2: 'hung' stands there twice");
    }

    @Test
    void thoseOfTheLinuxHostCanBeRead() throws IOException {
        KnownDifferences known =
                KnownDifferences.of(
                        Files.readAllLines(Path.of("src/main/c/linux-host/differences.txt")));

        assertThat(known.entry(difference("maps: the same pages in other areas, behind a limit")))
                .isNotNull();
        assertThat(known.entry(difference("maps: the same pages in other areas"))).isNull();
    }
}
