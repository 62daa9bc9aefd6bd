package io.github.procmm.fuzz;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.fuzz.SentRecords.Framed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The calls and records of a history, to leave out several at once: there and back again is as far
 * as nowhere, but neither way can be left out alone.
 */
final class Units {

    private final Shorter all;
    private final List<Unit> units;

    /**
     * What can be left out.
     *
     * @param record of the only frame of the call; -1 for the call itself
     */
    private record Unit(int call, int record) {}

    private Units(Shorter all, List<Unit> units) {
        this.all = all;
        this.units = units;
    }

    /** Returns what can be left out of a history. */
    static Units of(Played played) {
        Shorter all = new Shorter(played);
        List<Unit> units = new ArrayList<>();
        for (int i = 1; i < played.steps().size(); i++) {
            List<Framed> frames = all.sent(i).frames();
            int records = frames.size() == 1 ? frames.get(0).records().size() : 0;
            if (records < 2) {
                units.add(new Unit(i, -1));
            }
            for (int record = 0; records > 1 && record < records; record++) {
                units.add(new Unit(i, record));
            }
        }
        return new Units(all, units);
    }

    /** Returns the same of a history with calls instead that are as many, and as long. */
    Units with(List<Numbered> others) {
        return new Units(all.with(others), units);
    }

    /** Returns how many calls and records there are to choose from. */
    int count() {
        return units.size();
    }

    /** Returns those that are operations to read, or records among them, in ascending order. */
    List<Integer> operations() {
        return IntStream.range(0, units.size())
                .filter(unit -> all.isOperation(units.get(unit).call()))
                .boxed()
                .toList();
    }

    /** Returns the history without some of them, in ascending order. */
    List<Numbered> without(int... gone) {
        Shorter left = all;
        boolean[] calls = new boolean[units.get(gone[gone.length - 1]).call() + 1];
        for (int i = gone.length - 1; i >= 0; i--) {
            Unit unit = units.get(gone[i]);
            left = withoutRecord(left, unit);
            calls[unit.call()] |= unit.record() < 0;
        }
        return left.withoutCalls(calls);
    }

    private static Shorter withoutRecord(Shorter history, Unit unit) {
        if (unit.record() < 0) {
            return history;
        }
        Framed frame = history.sent(unit.call()).frames().get(0);
        return history.with(
                history.withoutRecords(unit.call(), frame, unit.record(), unit.record() + 1));
    }
}
