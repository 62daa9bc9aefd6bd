package io.github.procmm.kernel.answers;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** All scenarios by the labels of their lines. */
final class Scenarios {

    private final Map<String, Scenario> byLabel = new LinkedHashMap<>();
    private final Set<String> unused = new HashSet<>();

    static Scenarios all() {
        Scenarios scenarios = new Scenarios();
        MmapArgumentAnswers.addTo(scenarios);
        FileAnswers.addTo(scenarios);
        ReplacingAnswers.addTo(scenarios);
        MunmapAnswers.addTo(scenarios);
        MprotectAnswers.addTo(scenarios);
        MergingAnswers.addTo(scenarios);
        AccessAnswers.addTo(scenarios);
        MapCountAnswers.addTo(scenarios);
        return scenarios;
    }

    void add(String label, Scenario scenario) {
        if (byLabel.put(label, scenario) != null) {
            throw new AssertionError("two scenarios for: " + label);
        }
        unused.add(label);
    }

    /** Returns the label that a line starts with: the longest that ends at a space or a colon. */
    String labelOf(String line) {
        return byLabel.keySet().stream()
                .filter(line::startsWith)
                .filter(label -> ": ".indexOf(line.charAt(label.length())) >= 0)
                .max((one, other) -> Integer.compare(one.length(), other.length()))
                .orElseThrow(() -> new AssertionError("no scenario for: " + line));
    }

    /** Returns the scenario of a label that no other line has. */
    Scenario take(String label) {
        Scenario scenario = byLabel.get(label);
        if (scenario == null || !unused.remove(label)) {
            throw new AssertionError("two lines for: " + label);
        }
        return scenario;
    }

    /** Returns the labels that no line had so far. */
    Set<String> unused() {
        return unused;
    }
}
