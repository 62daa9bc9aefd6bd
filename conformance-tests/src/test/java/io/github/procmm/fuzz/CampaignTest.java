package io.github.procmm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.fixture.MistakenBackend;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.BackendTestee;
import io.github.procmm.testee.InlineTestee;
import io.github.procmm.testee.Testee;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns: the same for the same seed, whatever else there is. */
class CampaignTest {

    private static final Testee.Source REFERENCE = InlineTestee.source(ReferenceBackend::new);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static Campaign campaign(
            Testee.Source testees,
            Part part,
            long seed,
            int jobs,
            List<List<Step>> corpus,
            KnownDifferences known) {
        Contest contest = new Contest(REFERENCE, testees, part, known);
        return new Campaign(contest, seed, corpus, new LocalWorkers(contest, jobs));
    }

    private static Outcome run(Testee.Source testees, long seed, int jobs, long operations)
            throws Exception {
        return campaign(testees, Part.BOTH, seed, jobs, List.of(), KnownDifferences.none())
                .run(new Budget(operations, null, 20), (played, covered, kept, found) -> {});
    }

    @Test
    void theReferenceKernelDoesNotPartFromItself() throws Exception {
        Testee.Source same = BackendTestee.source(ReferenceBackend::new, LIMIT);
        Outcome outcome = run(same, 20_261_126, 2, 60_000);

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.ranges()).isEqualTo(2);
        assertThat(outcome.operations()).isGreaterThanOrEqualTo(60_000);
    }

    @Test
    void aSeedGivesTheSameFindingsHoweverManyJobsThereAre() throws Exception {
        Testee.Source mistaken = InlineTestee.source(MistakenBackend::new);
        long operations = 2 * Campaign.RANGE;
        Outcome one = run(mistaken, 5, 1, operations);
        Outcome three = run(mistaken, 5, 3, operations);

        assertThat(one.findings()).isNotEmpty().isEqualTo(three.findings());
        assertThat(one.covered()).isEqualTo(three.covered());
        assertThat(one.operations()).isEqualTo(three.operations());
        assertThat(one.corpus()).isEqualTo(three.corpus());
    }

    @Test
    void aKnownDifferenceIsCountedAndNoFinding() throws Exception {
        Testee.Source mistaken = InlineTestee.source(MistakenBackend::new);
        KnownDifferences all = KnownDifferences.of(List.of("maps # a", "send # b", "write # c"));
        Outcome found = run(mistaken, 5, 1, 20_000);
        Outcome known =
                campaign(mistaken, Part.V1, 5, 1, List.of(), all)
                        .run(new Budget(20_000, null, 20), (played, met, kept, findings) -> {});

        assertThat(found.known()).isEmpty();
        assertThat(known.known()).isNotEmpty();
        assertThat(known.findings())
                .extracting(finding -> finding.difference().signature())
                .noneMatch(signature -> signature.startsWith("maps"));
    }

    @Test
    void aFindingIsALocalMinimum() throws Exception {
        Testee.Source mistaken = InlineTestee.source(MistakenBackend::new);
        Finding finding = run(mistaken, 5, 1, 20_000).findings().get(0);

        try (Duel duel = new Duel(REFERENCE, mistaken)) {
            List<FixedScript.Numbered> all = FixedScript.Numbered.of(finding.steps());
            Played again = duel.play(new FixedScript(duel.ring(), all));
            assertThat(again.difference()).isEqualTo(finding.difference());
            for (int i = 1; i < all.size(); i++) {
                List<FixedScript.Numbered> fewer = FixedScript.Numbered.of(finding.steps());
                fewer.remove(i);
                Difference left = duel.play(new FixedScript(duel.ring(), fewer)).difference();
                assertThat(left == null ? "" : left.signature())
                        .as("without call %d", i)
                        .isNotEqualTo(finding.difference().signature());
            }
        }
    }

    @Test
    void aTraceOfAFindingIsReadAsItWasWritten(@TempDir Path directory) throws Exception {
        Testee.Source mistaken = InlineTestee.source(MistakenBackend::new);
        List<Finding> findings = run(mistaken, 5, 1, 20_000).findings();

        List<Path> files = Findings.write(findings, directory);
        assertThat(files).hasSameSizeAs(findings);
        for (int i = 0; i < files.size(); i++) {
            CallTrace read = CallTrace.read(files.get(i));
            assertThat(read.answers()).isEqualTo(findings.get(i).answers());
            assertThat(read.steps())
                    .extracting(Step::call, Step::fills)
                    .isEqualTo(
                            findings.get(i).steps().stream()
                                    .map(
                                            step ->
                                                    org.assertj.core.groups.Tuple.tuple(
                                                            step.call(), step.fills()))
                                    .toList());
        }
    }

    @Test
    void aTestThatAFindingStaysMendedNeedsItsTraceAlone(@TempDir Path directory) throws Exception {
        Testee.Source mistaken = InlineTestee.source(MistakenBackend::new);
        List<Finding> findings = run(mistaken, 5, 1, 20_000).findings();
        for (Path file : Findings.write(findings, directory)) {
            CallTrace trace = CallTrace.read(file);
            assertThat(SideBySide.difference(REFERENCE, mistaken, trace)).startsWith("call ");
            assertThat(SideBySide.difference(REFERENCE, REFERENCE, trace)).isNull();
        }
    }

    @Test
    void corporaAreMergedByPuttingTheirFilesTogether(@TempDir Path directory) throws Exception {
        Corpus both = new Corpus(directory);
        Corpus one = new Corpus(directory.resolve("one"));
        for (int seed = 1; seed <= 2; seed++) {
            Campaign campaign =
                    campaign(REFERENCE, Part.BOTH, seed, 1, List.of(), KnownDifferences.none());
            Outcome outcome =
                    campaign.run(new Budget(3_000, null, 1), (played, met, kept, found) -> {});
            campaign.keep(one, outcome);
            for (Path file : files(directory.resolve("one"))) {
                Files.copy(file, directory.resolve(file.getFileName()));
                Files.copy(file, directory.resolve("again-" + file.getFileName()));
            }
        }
        List<List<Step>> together = both.read();
        Campaign next = campaign(REFERENCE, Part.BOTH, 3, 1, together, KnownDifferences.none());
        Outcome fresh = next.run(new Budget(1, null, 1), (played, met, kept, found) -> {});
        next.keep(both, fresh);

        List<List<Step>> all = new ArrayList<>(together);
        all.addAll(fresh.corpus());
        assertThat(both.read()).hasSizeLessThan(all.size());
        assertThat(met(both.read())).isEqualTo(met(all));
    }

    /** Returns how much histories meet together. */
    private static int met(List<List<Step>> histories) throws Exception {
        Coverage coverage = new Coverage();
        try (Duel duel = new Duel(REFERENCE, REFERENCE)) {
            for (List<Step> history : histories) {
                List<FixedScript.Numbered> steps = FixedScript.Numbered.of(history);
                coverage.add(duel.play(new FixedScript(duel.ring(), steps)));
            }
        }
        return coverage.count();
    }

    private static List<Path> files(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void aCorpusKeepsOnlyWhatItTakesToMeetAllThatWasMet(@TempDir Path directory) throws Exception {
        Campaign campaign =
                campaign(REFERENCE, Part.BOTH, 8, 1, List.of(), KnownDifferences.none());
        Outcome outcome =
                campaign.run(new Budget(5_000, null, 1), (played, covered, kept, found) -> {});
        Corpus corpus = new Corpus(directory.resolve("corpus"));
        campaign.keep(corpus, outcome);

        List<List<Step>> kept = corpus.read();
        assertThat(kept).isNotEmpty().hasSizeLessThanOrEqualTo(outcome.corpus().size());
        Campaign again = campaign(REFERENCE, Part.BOTH, 8, 1, kept, KnownDifferences.none());
        again.keep(corpus, outcome); // all of which it has
        assertThat(corpus.read()).isEqualTo(kept);
        try (Stream<Path> files = Files.list(directory.resolve("corpus"))) {
            assertThat(files.count()).isEqualTo(kept.size());
        }
    }

    @Test
    void aBudgetOfNothingIsRefused() {
        assertThatThrownBy(() -> new Budget(0, null, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
