package io.github.procmm.fuzz;

import io.github.procmm.proto.testee.Host;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.OfferMessages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls that have been thought of before. Those that name what there is no more are left out, and
 * so are those that wait for an answer to one that is left out.
 */
final class FixedScript implements Script {

    private final World world;
    private final List<Numbered> steps;

    /** The numbers that steps have here, by those that they had. */
    private final Map<Integer, Integer> numbers = new HashMap<>();

    private int position;

    /**
     * A step that fills of others know by a number.
     *
     * @param number which steps it had before it, once
     */
    record Numbered(int number, Step step) {

        /** Numbers the steps of a history. */
        static List<Numbered> of(List<Step> steps) {
            List<Numbered> numbered = new ArrayList<>();
            for (Step step : steps) {
                numbered.add(new Numbered(numbered.size(), step));
            }
            return numbered;
        }
    }

    /** Begins; the first step boots a host that both backends can be. */
    FixedScript(Ring ring, List<Numbered> steps) {
        Host host = steps.get(0).step().call().getBoot().getHost();
        this.world = new World(Objects.requireNonNull(OfferMessages.fromMessage(host)), ring);
        this.steps = steps;
        // It was let in when it was made.
        world.letGrow(true);
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public List<Step> next() {
        int from = world.steps().size();
        while (position < steps.size()) {
            Numbered numbered = steps.get(position);
            if (numbered.step().fills().stream().anyMatch(fill -> waits(fill, from))) {
                break;
            }
            Step step = renumbered(numbered.step());
            if (step != null && world.allows(step)) {
                numbers.put(numbered.number(), world.add(step));
            } else if (step != null && world.steps().size() > from) {
                break; // what it names may be there once the others are answered
            }
            position++;
        }
        return since(from);
    }

    private boolean waits(Fill fill, int answered) {
        Integer number = numbers.get(fill.step());
        return number != null && number >= answered;
    }

    /** Returns a step whose fills count as the steps do here; null where one is left out. */
    private @Nullable Step renumbered(Step step) {
        if (step.fills().isEmpty()) {
            return step;
        }
        List<Fill> fills = new ArrayList<>();
        for (Fill fill : step.fills()) {
            Integer number = numbers.get(fill.step());
            if (number == null) {
                return null;
            }
            fills.add(new Fill(fill.at(), fill.size(), number, fill.from(), fill.add()));
        }
        return new Step(step.call(), step.expected(), fills);
    }
}
