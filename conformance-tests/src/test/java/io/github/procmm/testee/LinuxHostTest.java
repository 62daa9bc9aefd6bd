package io.github.procmm.testee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.Feature;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.conform.CaseResult;
import io.github.procmm.conform.Conformance;
import io.github.procmm.conform.Failure;
import io.github.procmm.conform.Judgement;
import io.github.procmm.conform.KnownFailures;
import io.github.procmm.conform.Verdict;
import io.github.procmm.fuzz.CallTrace;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.RandomCases;
import io.github.procmm.suite.Suite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Linux below keeps to every rule that it can be asked, but for the deviations on record. */
class LinuxHostTest {

    private static final int RANDOM_CASES = 200;

    @TempDir private static Path directory;
    private static Path program;

    @BeforeAll
    static void theProgramRunsHere() throws IOException, InterruptedException {
        program = LinuxHost.built(directory);
    }

    @Test
    void everyRuleThatItCanBeAskedHolds() throws IOException, TesteeFailure {
        List<Case> suite = Suite.cases();
        List<String> deviations = Files.readAllLines(LinuxHost.SOURCES.resolve("deviations.txt"));
        Judgement judgement = judged(suite, KnownFailures.of(deviations, suite));

        assertThat(words(judgement)).isEmpty();
        assertThat(judgement.outlived()).isEmpty();
        assertThat(judgement.isClean()).isTrue();
        assertThat(judgement.casesWith(Verdict.HOLDS)).isGreaterThanOrEqualTo(900);
        assertThat(judgement.rules())
                .filteredOn(result -> result.rule().id().startsWith("V2-"))
                .filteredOn(result -> result.verdict() != Verdict.HOLDS)
                .extracting(result -> result.rule().id())
                .containsExactly(
                        "V2-SPACE-4", // needs a host without room for another space
                        "V2-BATCH-5", // needs a look at a frame that is half done
                        "V2-LEGACY-4", // of translators
                        "V2-LEGACY-5");
    }

    /** The names of the cases have the seed in them. */
    @Test
    void whatAPageByPageModelExpectsOfRandomHistoriesIsWhatLinuxDoes() throws TesteeFailure {
        List<Case> some = RandomCases.of(System.nanoTime(), RANDOM_CASES);
        Judgement judgement = judged(some, KnownFailures.none());

        assertThat(words(judgement)).isEmpty();
        assertThat(judgement.casesWith(Verdict.HOLDS)).isEqualTo(RANDOM_CASES);
    }

    /** Each file is a history that it was once wrong about. */
    @Test
    void whatCampaignsHaveFoundIsMended() throws IOException, TesteeFailure {
        List<Case> found = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Path.of("src", "test", "resources", "linux-host"))) {
            for (Path file : files) {
                found.add(CallTrace.read(file).asCase("FUZZ/" + file.getFileName(), true));
            }
        }
        Judgement judgement = judged(found, KnownFailures.none());

        assertThat(words(judgement)).isEmpty();
        assertThat(judgement.casesWith(Verdict.HOLDS)).isEqualTo(found.size()).isPositive();
    }

    @Test
    void itOffersAllButWhatNoHostCanBeTold() throws TesteeFailure {
        try (Testee testee = source().start()) {
            assertThat(testee.offer().hosts()).containsExactly(HostKind.of(HostProfile.DEFAULT));
            assertThat(Feature.values())
                    .filteredOn(feature -> !testee.offer().features().contains(feature))
                    .containsExactly(
                            Feature.REFUSING_OBJECTS,
                            Feature.COMPAT_PROGRAMS,
                            Feature.WRITER_LAYOUT,
                            Feature.MAP_COUNT_LIMIT,
                            Feature.ADDRESS_SPACE_COUNT_LIMIT,
                            Feature.LDT_LIMIT);
        }
    }

    @Test
    void itPrintsWhatOperationsCost() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString(), "--costs", "1").start();
        List<String> lines = process.inputReader().lines().toList();

        assertThat(process.waitFor()).isZero();
        assertThat(lines)
                .filteredOn(line -> line.matches(".*[a-z]( +[0-9]+ +[0-9]+[.][0-9]{2}){3}"))
                .extracting(line -> line.substring(0, line.indexOf("  ")))
                .containsExactly(
                        "bare system calls in a loop",
                        "ptrace, one call at a time",
                        "v2, one operation a frame",
                        "v2, 8 operations a frame",
                        "v2, 32 operations a frame",
                        "v2, 128 operations a frame",
                        "v2, 128, and all or nothing");
    }

    @Test
    void TESTEE_13_aMessageThatIsTooLongEndsIt() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString()).start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(new byte[] {-128, -128, -128, 33, 8, 1}); // 69,206,016 bytes
        }

        assertThat(process.errorReader().readLine()).contains("length 69206016", "TESTEE-13");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private static Judgement judged(List<Case> cases, KnownFailures known) throws TesteeFailure {
        return new Conformance(source(), cases, known, 1).run(result -> {});
    }

    private static String words(Judgement judgement) {
        return judgement.results().stream()
                .filter(result -> result.verdict() == Verdict.BROKEN)
                .map(LinuxHostTest::words)
                .collect(Collectors.joining("\n"));
    }

    private static String words(CaseResult result) {
        Failure failure = result.failure();
        return result.tried().id()
                + (failure == null
                        ? ""
                        : ": step %d, %s: expected %s, got %s %s"
                                .formatted(
                                        failure.step(),
                                        failure.call(),
                                        failure.expected(),
                                        failure.got(),
                                        failure.stderr()));
    }

    private static Testee.Source source() {
        return LinuxHost.source(program);
    }
}
