package io.github.procmm.kernel;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Drives trees and their snapshots, beside a {@link java.util.TreeMap} for each, at random. */
class LongTreePropertyTest {

    private static final int KEYS = 400;
    private static final int MAX_TWINS = 4;

    /** One change to one of the trees alive; which one is {@code twin} modulo their number. */
    record Step(Kind kind, int twin, long key, int length) {}

    enum Kind {
        PUT_RUN,
        PUT_RUN_DOWN,
        PUT,
        REMOVE,
        REMOVE_RANGE,
        SET,
        RAISE,
        LOWER,
        SNAPSHOT
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void everyTreeAndSnapshotHoldsWhatItsOwnHistorySays(
            @ForAll("widths") int width, @ForAll("histories") List<Step> history) {
        List<LongTreeTwin> twins = new ArrayList<>(List.of(new LongTreeTwin(width)));
        int number = 0;
        for (Step step : history) {
            LongTreeTwin twin = twins.get(step.twin % twins.size());
            if (step.kind == Kind.SNAPSHOT) {
                twins.add(twin.snapshot());
                if (twins.size() > MAX_TWINS) {
                    twins.remove(step.length % MAX_TWINS);
                }
            } else {
                apply(step, twin, "v" + number++);
            }
            twins.forEach(LongTreeTwin::assertEqual);
        }
    }

    private static void apply(Step step, LongTreeTwin twin, String value) {
        long key = step.key;
        switch (step.kind) {
            case PUT -> twin.put(key, value);
            case PUT_RUN -> {
                for (int i = 0; i < step.length; i++) {
                    twin.put(key + i, value);
                }
            }
            case PUT_RUN_DOWN -> {
                for (int i = 0; i < step.length; i++) {
                    twin.put(key + 3L * (step.length - i), value);
                }
            }
            case REMOVE -> twin.removeCeiling(key);
            case REMOVE_RANGE -> twin.removeRange(key, key + step.length);
            case SET -> twin.setFloor(key, value);
            case RAISE -> twin.raiseFloor(key, value);
            case LOWER -> twin.lowerCeiling(key, value);
            case SNAPSHOT -> throw new IllegalStateException();
        }
    }

    @Provide
    Arbitrary<Integer> widths() {
        return Arbitraries.of(6, 7, 8, 32);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.longs().between(0, KEYS),
                        Arbitraries.integers().between(0, KEYS / 4))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }
}
