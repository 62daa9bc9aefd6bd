package io.github.procmm.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code procmm fuzz}, and {@code procmm replay} of what it found. */
class FuzzCommandTest {

    @Test
    void twoThatAreAlikeHaveNoFindings() {
        Run run = Run.of("fuzz", "--ops", "3000", "--seed", "7");
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("reference against reference, seed 7: 3,")
                .contains(" states met, 0 findings")
                .containsPattern("\\d+ operations a second\\R$");
    }

    @Test
    void aMistakeIsFoundToldWrittenAndReplayed(@TempDir Path directory) throws Exception {
        Path report = directory.resolve("found");
        Run run =
                Run.of(
                        "fuzz",
                        "--backend",
                        "mistaken",
                        "--ops",
                        "5000",
                        "--findings",
                        "3",
                        "--report",
                        report.toString());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("BROKEN  FUZZ-1/").contains("mistaken against reference");
        assertThat(report.resolve("index.html")).content().contains("FUZZ-1/");

        List<Path> traces = traces(report);
        assertThat(traces).isNotEmpty();
        for (Path trace : traces) {
            Run alike = Run.of("replay", trace.toString());
            assertThat(alike.out()).contains("every answer is as the trace has it");
            assertThat(alike.exit()).isZero();
            Run other = Run.of("replay", "--backend", "mistaken", trace.toString());
            assertThat(other.out()).contains("not as the trace has it");
            assertThat(other.exit()).isEqualTo(1);
        }
    }

    private static List<Path> traces(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".procmm")).sorted().toList();
        }
    }

    @Test
    void jsonSaysTheSameForTheSameSeed() throws Exception {
        String[] arguments = {
            "fuzz", "--backend", "mistaken", "--ops", "4000", "--seed", "3", "--json"
        };
        ObjectNode one = Json.parse(Run.of(arguments).out());
        ObjectNode other = Json.parse(Run.of(arguments).out());
        one.remove("nanos");
        other.remove("nanos");
        assertThat(one).isEqualTo(other);
        assertThat(one.path("findings")).isNotEmpty();
        for (JsonNode finding : one.path("findings")) {
            assertThat(finding.path("calls")).isNotEmpty();
        }
    }

    @Test
    void aCorpusIsKeptAndBegunWith(@TempDir Path directory) {
        String corpus = directory.resolve("corpus").toString();
        assertThat(Run.of("fuzz", "--ops", "1000", "--corpus", corpus).exit()).isZero();
        assertThat(directory.resolve("corpus")).isNotEmptyDirectory();
        assertThat(Run.of("fuzz", "--ops", "1000", "--corpus", corpus).exit()).isZero();
    }

    @Test
    void timeEndsIt() {
        Run run = Run.of("fuzz", "--time", "0.2");
        assertThat(run.exit()).isZero();
    }

    @Test
    void theReportSaysWhenItBegan(@TempDir Path directory) throws Exception {
        Instant before = Instant.now();
        Run.of("fuzz", "--time", "2.2", "--report", directory.toString());
        Matcher started =
                Pattern.compile("\"started\":\\s*\"([^\"]+)\"")
                        .matcher(Files.readString(directory.resolve("index.html")));
        assertThat(started.find()).isTrue();
        assertThat(Instant.parse(started.group(1))).isBefore(before.plusSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "--ops,0,'--ops 0, wanted at least 1'",
        "--time,0,'--time 0.0, wanted more than 0'",
        "--time,NaN,'--time NaN, wanted more than 0'",
        "--findings,0,'--findings 0, wanted at least 1'",
        "--jobs,0,'--jobs 0, wanted at least 1'",
        "--timeout,0,'--timeout 0.0, wanted more than 0'",
        "--backend,nobody,'backend ''nobody'', wanted one of mistaken, reference'"
    })
    void whatCannotBeIsRefused(String option, String value, String line) {
        Run.of("fuzz", option, value).assertRefused(line);
    }

    @Test
    void aTraceOfWritesIsNotAskedOfATestee() {
        Run run = Run.of("replay", "--backend", "reference", "traces/native-programs.txt.gz");
        run.assertRefused(
                "--backend reference: traces/native-programs.txt.gz is no trace of calls");
    }
}
