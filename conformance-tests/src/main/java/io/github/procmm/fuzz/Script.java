package io.github.procmm.fuzz;

import io.github.procmm.suite.Step;
import java.util.List;

/** A history while it is played. */
interface Script {

    /** What exists: a duel tells it what was answered. */
    World world();

    /**
     * Returns the next calls, which have been noted in the world: none when the history is over.
     * They take nothing from each other's answers.
     */
    List<Step> next();

    /** Returns the calls that have been noted since there were so many. */
    default List<Step> since(int count) {
        List<Step> all = world().steps();
        return List.copyOf(all.subList(count, all.size()));
    }
}
