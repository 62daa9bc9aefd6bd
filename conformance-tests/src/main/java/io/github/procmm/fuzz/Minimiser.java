package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.suite.Fill;
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
            smaller |= simplify();
        }
        return best;
    }

    private boolean isWorthwhile() {
        return tries < MOST_TRIES && hung < MOST_HUNG;
    }

    /** Drops half of the calls, a quarter, and so on down to one, from the end. */
    private boolean dropCalls() throws TesteeFailure {
        boolean smaller = false;
        for (int size = best.steps().size() / 2; size >= 1; size = size == 1 ? 0 : size / 2) {
            int end = best.steps().size();
            while (end > 1 && isWorthwhile()) {
                int start = Math.max(1, end - size);
                List<Numbered> rest = Numbered.of(best.steps());
                rest.subList(start, Math.min(end, rest.size())).clear();
                if (accept(rest)) {
                    smaller = true;
                    end = Math.min(start, best.steps().size());
                } else {
                    end = start;
                }
            }
        }
        return smaller;
    }

    /** Sends at once what a session is sent in two calls: then records of it can be left out. */
    private boolean joinFrames() throws TesteeFailure {
        boolean joined = false;
        for (int i = best.steps().size() - 1; i > 0 && isWorthwhile(); i--) {
            if (i >= best.steps().size()) {
                continue;
            }
            Step second = best.steps().get(i);
            int first = sentBefore(second, i);
            if (first >= 0) {
                List<Numbered> changed = Numbered.of(best.steps());
                changed.set(i, new Numbered(i, joined(best.steps().get(first), second)));
                changed.remove(first);
                joined |= accept(changed);
            }
        }
        return joined;
    }

    /** Returns the last call that sent something to the same session; -1 where there is none. */
    private int sentBefore(Step second, int number) {
        Call call = second.call();
        for (int i = number - 1; call.hasSendBytes() && i > 0; i--) {
            Call before = best.steps().get(i).call();
            if (before.hasSendBytes()
                    && before.getSendBytes().getSession() == call.getSendBytes().getSession()) {
                return i;
            }
        }
        return -1;
    }

    private static Step joined(Step first, Step second) {
        SendBytes before = first.call().getSendBytes();
        ByteString bytes = before.getBytes().concat(second.call().getSendBytes().getBytes());
        List<Fill> fills = new ArrayList<>(first.fills());
        second.fills().forEach(fill -> fills.add(fill.to(fill.at() + before.getBytes().size())));
        Call call = Call.newBuilder().setSendBytes(before.toBuilder().setBytes(bytes)).build();
        return new Step(call, second.expected(), fills);
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
        return steps.stream().mapToInt(step -> Operations.of(step.call())).sum();
    }
}
