package io.github.procmm.fuzz;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.fuzz.SentRecords.Framed;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.TesteeFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a history smaller that two backends part in: drops calls and records, and puts simpler
 * numbers in, as long as they still part in the same way. What it returns is a local minimum: no
 * call can be left out alone.
 */
final class Minimiser {

    /**
     * Histories that are tried at most: each that is longer than it need be costs a reader more.
     */
    private static final int MOST_TRIES = 4000;

    /** Records are left out of all frames at once up to this number. */
    private static final int MOST_RECORDS = 8;

    /** Of so many calls and records two are left out at once; of more there are too many pairs. */
    private static final int MOST_PAIRED = 30;

    /** A frame of more than these is said in short if its records are all the same. */
    private static final int FEW_RECORDS = 4;

    /** Of tries in which the testee hangs, each of which takes the whole time limit. */
    private static final int MOST_HUNG = 30;

    private final Duel duel;
    private final String signature;
    private Played best;
    private final boolean unanswered;
    private int tries;
    private int hung;

    private Minimiser(Duel duel, Played played, Difference difference) {
        this.duel = duel;
        this.signature = difference.signature();
        this.unanswered = difference.failure() != null;
        this.best = played;
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
        return new Minimiser(duel, played, difference).run();
    }

    private Played run() throws TesteeFailure {
        boolean smaller = true;
        while (smaller && isWorthwhile()) {
            smaller = dropCalls();
            smaller |= joinFrames();
            smaller |= dropRecords();
            smaller |= lowerTheLimit();
            smaller |= mergeMaps();
            smaller |= simplify();
            smaller = smaller || dropTwo();
        }
        return best;
    }

    private boolean isWorthwhile() {
        return tries < MOST_TRIES && hung < MOST_HUNG;
    }

    /** Drops half of the calls, a quarter, and so on down to one, from the end. */
    private boolean dropCalls() throws TesteeFailure {
        boolean smaller = false;
        for (int size = best.steps().size() / 2; size >= 1; size /= 2) {
            int end = best.steps().size();
            while (end > 1 && isWorthwhile()) {
                int start = Math.max(1, end - size);
                if (accept(new Shorter(best).withoutCalls(start, end))) {
                    smaller = true;
                    end = Math.min(start, best.steps().size());
                } else {
                    end = start;
                }
            }
        }
        return smaller;
    }

    /** Drops frames that are sent with others, and records, from the end. */
    private boolean dropRecords() throws TesteeFailure {
        boolean smaller = false;
        for (int i = best.steps().size() - 1; i > 0; i--) {
            int frames = i < best.steps().size() ? new Shorter(best).sent(i).frames().size() : 0;
            for (int frame = frames - 1; frame >= 0; frame--) {
                smaller |= dropFrame(i, frame) || dropRecords(i, frame);
            }
        }
        for (int record = MOST_RECORDS; record >= 0 && isWorthwhile(); record--) {
            List<Numbered> fewer = new Shorter(best).withoutRecordEverywhere(record);
            smaller |= fewer != null && accept(fewer);
        }
        return smaller;
    }

    /** Leaves out two calls or records at once, from the end, where there are few enough. */
    private boolean dropTwo() throws TesteeFailure {
        TwoLess two = new TwoLess(best);
        if (two.count() > MOST_PAIRED) {
            return false;
        }
        for (int second = two.count() - 1; second > 0; second--) {
            for (int first = second - 1; first >= 0 && isWorthwhile(); first--) {
                if (accept(two.without(first, second))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Maps at once, where one of two stood, what they map beside each other. */
    private boolean mergeMaps() throws TesteeFailure {
        for (int i = best.steps().size() - 1; i > 0; i--) {
            for (int j = best.steps().size() - 1; j > 0 && isWorthwhile(); j--) {
                boolean both = i != j && isWrite(i) && isWrite(j);
                Step merged = both ? MergedMaps.of(best.steps(), i, j) : null;
                if (merged != null) {
                    List<Numbered> changed = new Shorter(best).withoutCalls(i, i + 1);
                    int at = j < i ? j : j - 1;
                    changed.set(at, new Numbered(j, merged));
                    if (accept(changed)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isWrite(int number) {
        return best.steps().get(number).call().hasWrite();
    }

    /** Leaves out a call or a record and lets there be one area less, of the most there may be. */
    private boolean lowerTheLimit() throws TesteeFailure {
        for (int i = best.steps().size() - 1; i > 0 && isLimited() && isWorthwhile(); i--) {
            Shorter shorter = new Shorter(best);
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
        return best.steps().get(0).call().getBoot().getMaxMapCount() > 1;
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
        return accept(changed);
    }

    private boolean dropFrame(int number, int frame) throws TesteeFailure {
        if (number >= best.steps().size()) {
            return false;
        }
        Shorter shorter = new Shorter(best);
        List<Framed> frames = shorter.sent(number).frames();
        return frames.size() > 1
                && frame < frames.size()
                && isWorthwhile()
                && accept(shorter.withoutFrame(number, frames.get(frame)));
    }

    private boolean dropRecords(int number, int frame) throws TesteeFailure {
        boolean smaller = repeat(number, frame);
        for (int size = records(number, frame); size >= 1; size /= 2) {
            int end = records(number, frame);
            while (end > 0 && isWorthwhile()) {
                int start = Math.max(0, end - size);
                smaller |= dropRecords(number, frame, start, end);
                end = Math.min(start, records(number, frame));
            }
        }
        return smaller;
    }

    /** Says of a long frame that is sent alone the same record again and again. */
    private boolean repeat(int number, int frame) throws TesteeFailure {
        int records = records(number, frame);
        Call call = best.steps().get(Math.min(number, best.steps().size() - 1)).call();
        if (records <= FEW_RECORDS || Operations.toRead(call) == 1) {
            return false;
        }
        Shorter shorter = new Shorter(best);
        List<Framed> frames = shorter.sent(number).frames();
        for (int count = records; count > FEW_RECORDS && frames.size() == 1; count -= count / 4) {
            for (int record = 0; record < records && isWorthwhile(); record++) {
                if (accept(shorter.repeated(number, frames.get(0), record, count))) {
                    return true;
                }
            }
        }
        return false;
    }

    private int records(int number, int frame) {
        if (number >= best.steps().size()) {
            return 0;
        }
        List<Framed> frames = new Shorter(best).sent(number).frames();
        return frame < frames.size() ? frames.get(frame).records().size() : 0;
    }

    private boolean dropRecords(int number, int frame, int from, int to) throws TesteeFailure {
        Shorter shorter = new Shorter(best);
        Framed framed = shorter.sent(number).frames().get(frame);
        if (accept(shorter.withoutRecords(number, framed, from, to))) {
            return true;
        }
        List<Numbered> swallowed =
                to == from + 1 && from > 0 ? shorter.swallowed(number, framed, from) : null;
        return swallowed != null && accept(swallowed);
    }

    /** Sends at once a frame that is sent in two calls: then records of it can be left out. */
    private boolean joinFrames() throws TesteeFailure {
        boolean joined = false;
        for (int i = best.steps().size() - 1; i > 0 && isWorthwhile(); i--) {
            if (i < best.steps().size()) {
                Shorter shorter = new Shorter(best);
                List<Numbered> whole = shorter.joined(i);
                joined |= whole != null && accept(whole);
            }
        }
        return joined;
    }

    private boolean simplify() throws TesteeFailure {
        boolean simpler = false;
        for (int i = 0; i < best.steps().size() && isWorthwhile(); i++) {
            Simpler ways = new Simpler(best.steps(), i, duel.ring().language());
            for (Step instead = ways.next();
                    instead != null && isWorthwhile();
                    instead = ways.next()) {
                List<Numbered> changed = Numbered.of(best.steps());
                changed.set(i, new Numbered(i, instead));
                if (accept(changed)) {
                    simpler = true;
                    if (i >= best.steps().size()) {
                        break;
                    }
                    ways = new Simpler(best.steps(), i, duel.ring().language());
                }
            }
        }
        return simpler;
    }

    /** Plays a history; keeps it if the backends part there in the same way. */
    private boolean accept(List<Numbered> steps) throws TesteeFailure {
        tries++;
        Script script = new FixedScript(duel.ring(), steps);
        Played played = unanswered ? duel.playSingly(script) : duel.play(script);
        Difference difference = played.difference();
        if (difference != null && difference.failure() == TesteeFailure.Kind.HUNG) {
            hung++;
        }
        if (difference == null || !difference.signature().equals(signature)) {
            return false;
        }
        List<Step> shown = new ArrayList<>(played.steps());
        shown.subList(difference.step() + 1, shown.size()).clear();
        best =
                new Played(
                        shown,
                        played.answers().subList(0, shown.size()),
                        operations(shown),
                        difference);
        return true;
    }

    private static int operations(List<Step> steps) {
        return Math.max(1, steps.stream().mapToInt(step -> Operations.toRead(step.call())).sum());
    }
}
