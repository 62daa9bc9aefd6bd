package io.github.procmm.suite;

import io.github.procmm.proto.testee.Call;
import java.io.Serializable;
import java.util.List;

/**
 * One call of a case and what has to come of it.
 *
 * @param call but for what is filled in
 * @param expected what it has to answer
 * @param fills what the call takes from answers to earlier steps
 */
public record Step(Call call, Expected expected, List<Fill> fills) implements Serializable {

    /** Copies the list. */
    public Step {
        fills = List.copyOf(fills);
    }

    /** A call that is known before anything is answered. */
    public Step(Call call, Expected expected) {
        this(call, expected, List.of());
    }
}
