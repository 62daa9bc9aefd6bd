package io.github.procmm.fuzz;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.fuzz.SentRecords.Framed;
import java.util.ArrayList;
import java.util.List;

/**
 * A history without two of its calls or records: there and back again is as far as nowhere, but
 * neither way can be left out alone.
 */
final class TwoLess {

    private final Shorter all;
    private final List<Unit> units = new ArrayList<>();

    /**
     * What can be left out.
     *
     * @param record of the only frame of the call; -1 for the call itself
     */
    private record Unit(int call, int record) {}

    TwoLess(Played played) {
        this.all = new Shorter(played);
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
    }

    /** Returns how many calls and records there are to choose two from. */
    int count() {
        return units.size();
    }

    /** Returns the history without two of them, the first before the second. */
    List<Numbered> without(int first, int second) {
        Unit one = units.get(first);
        Unit other = units.get(second);
        Shorter left = withoutRecord(withoutRecord(all, other), one);
        boolean[] gone = new boolean[other.call() + 1];
        gone[one.call()] |= one.record() < 0;
        gone[other.call()] |= other.record() < 0;
        return left.withoutCalls(gone);
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
