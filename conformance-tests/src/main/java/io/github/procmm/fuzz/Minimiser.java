package io.github.procmm.fuzz;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.TesteeFailure;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes a history smaller that two backends part in: drops calls and records, and puts simpler
 * numbers in, as long as they still part in the same way. What it returns is a local minimum: no
 * call can be left out alone.
 */
final class Minimiser {

    /** Of so many calls and records two are left out at once; of more there are too many pairs. */
    private static final int MOST_PAIRED = 30;

    /**
     * Of so many operations two are left out and another one said in other ways; of more it takes
     * long.
     */
    private static final int MOST_OTHERWISE = 14;

    private final Smallest smallest;

    private Minimiser(Smallest smallest) {
        this.smallest = smallest;
    }

    /**
     * Returns the smallest history that was found.
     *
     * @param played to both backends, and they parted
     */
    static Played minimise(Duel duel, Played played) throws TesteeFailure {
        Difference difference = played.difference();
        if (difference == null) {
            throw new IllegalArgumentException("they do not part");
        }
        Smallest smallest = new Smallest(duel, played, difference);
        new Minimiser(smallest).run();
        return smallest.played();
    }

    private void run() throws TesteeFailure {
        boolean smaller = true;
        while (smaller && smallest.isWorthwhile()) {
            smaller = dropCalls();
            // A frame that is sent in two calls goes at once: then records can be left out.
            smaller |= each(i -> new JoinedFrames(smallest.played()).joined(i));
            smaller |= new FewerRecords(smallest).drop();
            smaller |= new LowerLimit(smallest).lower();
            smaller |= mergeMaps();
            smaller |= each(i -> new DirectAccess(smallest.steps()).without(i));
            smaller |= each(i -> new AsWrites(smallest.played()).with(i));
            smaller |= each(i -> new OneName(smallest.steps()).without(i));
            smaller |= simplify();
            smaller = smaller || dropTwo();
            smaller = smaller || doOtherwise();
            smaller = smaller || (isShort() && new Walk(smallest).walk());
        }
    }

    /** Drops half of the calls, a quarter, and so on down to one, from the end. */
    private boolean dropCalls() throws TesteeFailure {
        boolean smaller = false;
        for (int size = smallest.steps().size() / 2; size >= 1; size /= 2) {
            int end = smallest.steps().size();
            while (end > 1 && smallest.isWorthwhile()) {
                int start = Math.max(1, end - size);
                if (smallest.accept(smallest.shorter().withoutCalls(start, end))) {
                    smaller = true;
                    end = Math.min(start, smallest.steps().size());
                } else {
                    end = start;
                }
            }
        }
        return smaller;
    }

    /**
     * Takes what may be there instead of each call, from the end.
     *
     * @param instead returns the history with less for the call of a number; null for none
     */
    private boolean each(IntFunction<@Nullable List<Numbered>> instead) throws TesteeFailure {
        boolean smaller = false;
        for (int i = smallest.steps().size() - 1; i > 0 && smallest.isWorthwhile(); i--) {
            if (i < smallest.steps().size()) {
                List<Numbered> less = instead.apply(i);
                smaller |= less != null && smallest.accept(less);
            }
        }
        return smaller;
    }

    /** Maps at once, where one of two stood, what they map beside each other. */
    private boolean mergeMaps() throws TesteeFailure {
        for (int i = smallest.steps().size() - 1; i > 0; i--) {
            for (int j = smallest.steps().size() - 1; j > 0 && smallest.isWorthwhile(); j--) {
                boolean both = i != j && isWrite(i) && isWrite(j);
                Step merged = both ? MergedMaps.of(smallest.steps(), i, j) : null;
                if (merged != null) {
                    List<Numbered> changed = smallest.shorter().withoutCalls(i, i + 1);
                    int at = j < i ? j : j - 1;
                    changed.set(at, new Numbered(j, merged));
                    if (smallest.accept(changed)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isWrite(int number) {
        return smallest.steps().get(number).call().hasWrite();
    }

    /** Leaves out two calls or records at once, from the end, where there are few enough. */
    private boolean dropTwo() throws TesteeFailure {
        Units units = Units.of(smallest.played());
        if (units.count() > MOST_PAIRED) {
            return false;
        }
        for (int second = units.count() - 1; second > 0; second--) {
            for (int first = second - 1; first >= 0 && smallest.isWorthwhile(); first--) {
                if (smallest.accept(units.without(first, second))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Leaves out an operation, or two of few, and says something else in another way. */
    private boolean doOtherwise() throws TesteeFailure {
        Units units = Units.of(smallest.played());
        List<Integer> operations = units.operations();
        if (operations.size() > MOST_PAIRED) {
            return false;
        }
        List<List<Numbered>> ways = OtherWays.of(smallest.steps());
        for (List<Numbered> way : ways) {
            Units other = units.with(way);
            for (int operation : operations) {
                if (smallest.isWorthwhile() && smallest.acceptFewer(other.without(operation))) {
                    return true;
                }
            }
        }
        for (List<Numbered> way : isShort() ? ways : List.<List<Numbered>>of()) {
            if (dropTwo(units.with(way), operations)) {
                return true;
            }
        }
        return false;
    }

    private boolean isShort() {
        return Units.of(smallest.played()).operations().size() <= MOST_OTHERWISE;
    }

    private boolean dropTwo(Units units, List<Integer> operations) throws TesteeFailure {
        for (int second = operations.size() - 1; second > 0; second--) {
            for (int first = second - 1; first >= 0 && smallest.isWorthwhile(); first--) {
                if (smallest.acceptFewer(
                        units.without(operations.get(first), operations.get(second)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean simplify() throws TesteeFailure {
        boolean simpler = false;
        for (int i = 0; i < smallest.steps().size() && smallest.isWorthwhile(); i++) {
            Simpler ways = new Simpler(smallest.steps(), i, smallest.language());
            for (Step instead = ways.next();
                    instead != null && smallest.isWorthwhile();
                    instead = ways.next()) {
                List<Numbered> changed = Numbered.of(smallest.steps());
                changed.set(i, new Numbered(i, instead));
                if (smallest.accept(changed)) {
                    simpler = true;
                    if (i >= smallest.steps().size()) {
                        break;
                    }
                    ways = new Simpler(smallest.steps(), i, smallest.language());
                }
            }
        }
        return simpler;
    }
}
