package io.github.procmm.fuzz;

import io.github.procmm.suite.Step;
import io.github.procmm.testee.TesteeFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * One part of a campaign: so many operations, from a seed and a number and nothing else. It begins
 * with what is in the corpus and what it meets itself; other ranges it does not know, so the same
 * range is the same wherever it runs.
 */
final class Range {

    /** An odd number, to tell the ranges of one seed from those of the next. */
    private static final long STRIDE = 0x9e37_79b9_7f4a_7c15L;

    /** Histories that are kept to be changed. */
    private static final int MOST_KEPT = 400;

    private final int number;
    private final Duel duel;
    private final Random random;
    private final List<List<Step>> corpus;
    private final List<List<Step>> fresh = new ArrayList<>();
    private final Coverage coverage = new Coverage();
    private final List<Finding> findings = new ArrayList<>();
    private final KnownDifferences known;
    private final Map<String, Integer> met = new TreeMap<>();
    private final Set<String> signatures = new HashSet<>();
    private long operations;
    private int histories;

    /**
     * Begins.
     *
     * @param known differences that end a history and are no findings
     */
    Range(long seed, int number, Duel duel, List<List<Step>> corpus, KnownDifferences known) {
        this.number = number;
        this.duel = duel;
        this.known = known;
        this.random = new Random(seed + number * STRIDE);
        this.corpus = new ArrayList<>(corpus);
    }

    /**
     * Plays histories until there have been so many operations, or somebody says stop.
     *
     * @throws TesteeFailure when nobody said stop, and the backend that is followed fails, or the
     *     other does not start
     */
    RangeResult run(long budget, BooleanSupplier stop) throws TesteeFailure {
        while (operations < budget && !stop.getAsBoolean()) {
            Script script =
                    corpus.isEmpty() || random.nextInt(3) != 0
                            ? duel.ring().language().begin(duel.ring(), random)
                            : new ChangedScript(duel.ring(), random, corpus);
            try {
                Played played = duel.play(script);
                operations += played.operations();
                take(played);
            } catch (TesteeFailure failure) {
                if (stop.getAsBoolean()) {
                    break; // an interrupt ends the backends too
                }
                throw failure;
            }
            histories++;
        }
        return new RangeResult(
                number, histories, operations, findings, met, fresh, coverage.bytes());
    }

    /** Returns how many different findings there are up to now. */
    int found() {
        return findings.size();
    }

    private void take(Played played) throws TesteeFailure {
        Difference difference = played.difference();
        String entry = difference == null ? null : known.entry(difference);
        if (entry != null) {
            met.merge(entry, 1, Integer::sum);
        } else if (difference != null && signatures.add(difference.signature())) {
            note(Minimiser.minimise(duel, played), difference);
        }
        if (coverage.add(played) && difference == null) {
            if (corpus.size() == MOST_KEPT) {
                corpus.remove(random.nextInt(MOST_KEPT));
            }
            corpus.add(played.steps());
            fresh.add(played.steps());
        }
    }

    /** Keeps a finding, if it is not one that there is already, only longer. */
    private void note(Played small, Difference difference) {
        Difference shown = Objects.requireNonNull(small.difference());
        String signature = shown.signature();
        if (signature.equals(difference.signature()) || signatures.add(signature)) {
            findings.add(
                    new Finding(
                            shown,
                            small.steps(),
                            small.answers(),
                            small.operations(),
                            number,
                            histories,
                            operations));
        }
    }
}
