package io.github.procmm.broken;

import io.github.procmm.fuzz.Budget;
import io.github.procmm.fuzz.Campaign;
import io.github.procmm.fuzz.Contest;
import io.github.procmm.fuzz.Finding;
import io.github.procmm.fuzz.KnownDifferences;
import io.github.procmm.fuzz.LocalWorkers;
import io.github.procmm.fuzz.Outcome;
import io.github.procmm.fuzz.Part;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.testee.BytesTestee;
import io.github.procmm.testee.InlineTestee;
import io.github.procmm.testee.Testee;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What campaigns against one broken kernel come to, each of another seed and ended by its first
 * finding.
 *
 * @param broken the kernel
 * @param seeds how many campaigns there were
 * @param needed how many operations those took that found something, in ascending order
 * @param sizes how many operations their findings were made of, in ascending order
 */
record Hunt(BrokenKernel broken, int seeds, List<Long> needed, List<Integer> sizes) {

    /** Copies the lists. */
    Hunt {
        needed = List.copyOf(needed);
        sizes = List.copyOf(sizes);
    }

    /**
     * Looks for a kernel's mistake.
     *
     * @param seeds of the campaigns, 1 to this
     * @param operations that each may take
     */
    static Hunt of(BrokenKernel broken, int seeds, long operations) {
        List<Long> needed = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        try {
            PatchedClasses classes = PatchedClasses.of(broken);
            Testee.Source testees = () -> new BytesTestee(BrokenKernelsTest.program(classes));
            for (int seed = 1; seed <= seeds; seed++) {
                Outcome outcome = run(testees, seed, operations);
                for (Finding finding : outcome.findings()) {
                    needed.add(outcome.operations());
                    sizes.add(finding.operations());
                }
            }
        } catch (Exception failure) {
            throw new AssertionError(broken + ": " + failure, failure);
        }
        needed.sort(null);
        sizes.sort(null);
        return new Hunt(broken, seeds, needed, sizes);
    }

    private static Outcome run(Testee.Source testees, long seed, long operations) throws Exception {
        Testee.Source leaders = InlineTestee.source(ReferenceBackend::new);
        Contest contest = new Contest(leaders, testees, Part.BOTH, KnownDifferences.none());
        Campaign campaign = new Campaign(contest, seed, List.of(), new LocalWorkers(contest, 1));
        return campaign.run(new Budget(operations, null, 1), (played, covered, kept, found) -> {});
    }

    /** Whether every seed found it. */
    boolean isFound() {
        return needed.size() == seeds;
    }

    /** Returns how many operations it took half of the seeds that found it; 0 where none did. */
    long medianNeeded() {
        return needed.isEmpty() ? 0 : needed.get(needed.size() / 2);
    }

    /** Returns the size of the middle finding; 0 where there is none. */
    int medianSize() {
        return sizes.isEmpty() ? 0 : sizes.get(sizes.size() / 2);
    }

    /** Returns the size of the largest finding; 0 where there is none. */
    int largest() {
        return sizes.isEmpty() ? 0 : sizes.get(sizes.size() - 1);
    }

    /** Returns its line of the table. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%-52s %-13s %d of %d %9d %3d %3d",
                broken.name(),
                broken.rule(),
                needed.size(),
                seeds,
                medianNeeded(),
                medianSize(),
                largest());
    }
}
