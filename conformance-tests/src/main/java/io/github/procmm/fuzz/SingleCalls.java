package io.github.procmm.fuzz;

import io.github.procmm.suite.Step;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** A history whose calls are asked one at a time: then it is known which is not answered. */
final class SingleCalls implements Script {

    private final Script script;
    private final Queue<Step> waiting = new ArrayDeque<>();

    SingleCalls(Script script) {
        this.script = script;
    }

    @Override
    public World world() {
        return script.world();
    }

    @Override
    public List<Step> next() {
        if (waiting.isEmpty()) {
            waiting.addAll(script.next());
        }
        Step step = waiting.poll();
        return step == null ? List.of() : List.of(step);
    }
}
