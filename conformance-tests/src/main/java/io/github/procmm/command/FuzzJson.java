package io.github.procmm.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.procmm.conform.CallWords;
import io.github.procmm.fuzz.Finding;
import io.github.procmm.fuzz.Findings;
import io.github.procmm.fuzz.Outcome;

/** What came of a campaign, for a machine. */
final class FuzzJson {

    private FuzzJson() {}

    static ObjectNode of(Outcome outcome) {
        ObjectNode object = Json.object();
        object.put("testee", outcome.testee().name());
        object.put("against", outcome.leader().name());
        object.put("seed", Long.toString(outcome.seed()));
        object.put("ranges", outcome.ranges());
        object.put("histories", outcome.histories());
        object.put("operations", outcome.operations());
        object.put("covered", outcome.covered());
        object.put("nanos", outcome.nanos());
        ObjectNode known = object.putObject("known");
        outcome.known().forEach(known::put);
        ArrayNode findings = object.putArray("findings");
        outcome.findings().forEach(finding -> add(findings.addObject(), finding));
        return object;
    }

    private static void add(ObjectNode node, Finding finding) {
        node.put("name", Findings.name(finding))
                .put("signature", finding.difference().signature())
                .put("range", finding.range())
                .put("history", finding.history())
                .put("operations", finding.operations())
                .put("before", finding.before())
                .put("step", finding.difference().step())
                .put("wanted", finding.difference().wanted())
                .put("got", finding.difference().got());
        ArrayNode calls = node.putArray("calls");
        finding.steps().forEach(step -> calls.add(CallWords.of(step.call())));
    }
}
