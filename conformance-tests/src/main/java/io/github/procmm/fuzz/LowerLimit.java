package io.github.procmm.fuzz;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.fuzz.SentRecords.Framed;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.TesteeFailure;
import java.util.ArrayList;
import java.util.List;

/** Leaves out a call or a record and lets there be one area less, of the most there may be. */
final class LowerLimit {

    private final Smallest smallest;

    LowerLimit(Smallest smallest) {
        this.smallest = smallest;
    }

    /** Lowers it once; returns whether they still part. */
    boolean lower() throws TesteeFailure {
        for (int i = smallest.steps().size() - 1; i > 0 && isLimited(); i--) {
            Shorter shorter = smallest.shorter();
            if (acceptLower(shorter.withoutCalls(i, i + 1))) {
                return true;
            }
            List<Framed> frames = shorter.sent(i).frames();
            int records = frames.size() == 1 ? frames.get(0).records().size() : 0;
            for (int record = records - 1; record >= 0 && records > 1; record--) {
                if (acceptLower(shorter.withoutRecords(i, frames.get(0), record, record + 1))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isLimited() {
        return smallest.steps().get(0).call().getBoot().getMaxMapCount() > 1;
    }

    private boolean acceptLower(List<Numbered> fewer) throws TesteeFailure {
        Step first = fewer.get(0).step();
        Boot boot = first.call().getBoot();
        Call lower =
                Call.newBuilder()
                        .setBoot(boot.toBuilder().setMaxMapCount(boot.getMaxMapCount() - 1))
                        .build();
        List<Numbered> changed = new ArrayList<>(fewer);
        changed.set(0, new Numbered(0, new Step(lower, first.expected(), first.fills())));
        return smallest.isWorthwhile() && smallest.accept(changed);
    }
}
