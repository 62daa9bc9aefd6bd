package io.github.procmm.fuzz;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.testee.TesteeFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Goes from one history to another one of the same size, in which something is done in another way
 * or at another time, until in one of them something can be left out.
 */
final class Walk {

    /** Histories that are tried for each operation that might be too many. */
    private static final int TRIES = 600;

    /** The walk is the same each time. */
    private static final long SEED = 0x5eed;

    private final Smallest smallest;
    private final Random random = new Random(SEED);

    Walk(Smallest smallest) {
        this.smallest = smallest;
    }

    /** Returns whether it has come to a history with fewer operations; else it goes back. */
    boolean walk() throws TesteeFailure {
        Played home = smallest.played();
        int last = smallest.tries() + TRIES * (home.operations() - 1);
        List<List<Numbered>> ways = OtherWays.of(smallest.steps());
        while (smallest.tries() < last && smallest.isWorthwhile() && !ways.isEmpty()) {
            List<Numbered> way =
                    random.nextInt(3) == 0 ? otherOrder() : ways.get(random.nextInt(ways.size()));
            if (smallest.acceptNoMore(way)) {
                if (smallest.played().operations() < home.operations() || dropOne()) {
                    return true;
                }
                ways = OtherWays.of(smallest.steps());
            }
        }
        smallest.goBack(home);
        return false;
    }

    /** Does one of the operations where another one is done. */
    private List<Numbered> otherOrder() {
        List<Numbered> steps = new ArrayList<>(Numbered.of(smallest.steps()));
        List<Integer> operations =
                IntStream.range(0, steps.size())
                        .filter(smallest.shorter()::isOperation)
                        .boxed()
                        .toList();
        int from = operations.get(random.nextInt(operations.size()));
        int to = operations.get(random.nextInt(operations.size()));
        steps.add(to, steps.remove(from));
        return steps;
    }

    private boolean dropOne() throws TesteeFailure {
        Units units = Units.of(smallest.played());
        for (int operation : units.operations()) {
            if (smallest.isWorthwhile() && smallest.acceptFewer(units.without(operation))) {
                return true;
            }
        }
        return false;
    }
}
