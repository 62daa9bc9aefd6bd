package io.github.procmm.suite;

import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer.HostKind;
import java.util.List;
import java.util.Set;

/**
 * One thing to try on one host: calls and what each has to answer. Data, so that it can be sent to
 * another program whole and written down for people who have no use for this kit.
 *
 * @param name the rule that it is about and a sentence that is true where the rule holds
 * @param rules the ids of the rules that are broken if this fails; the first is in the name
 * @param host the kind of host that it boots
 * @param needs what a backend has to offer for it
 * @param steps the calls; the first boots
 */
public record Case(
        String name, List<String> rules, HostKind host, Set<Feature> needs, List<Step> steps) {

    /** Copies the collections. */
    public Case {
        rules = List.copyOf(rules);
        needs = Set.copyOf(needs);
        steps = List.copyOf(steps);
    }

    /** Returns the name and the host: unique in a suite. */
    public String id() {
        return name + "@" + host;
    }
}
