package io.github.procmm.command;

import io.github.procmm.conform.NotJudged;
import io.github.procmm.conform.Rule;
import io.github.procmm.conform.RuleBook;
import io.github.procmm.suite.Case;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Help.Ansi.Style;

/** The rules and their cases, for a person who chooses. */
final class ConformList {

    private static final String INDENT = "  ";

    private final Terminal out;
    private final Map<String, Map<String, Integer>> hostsByCaseByRule = new LinkedHashMap<>();
    private final Map<String, String> oneHost = new LinkedHashMap<>();
    private final int cases;

    ConformList(Terminal out, List<Case> cases) {
        this.out = out;
        this.cases = cases.size();
        for (Case some : cases) {
            hostsByCaseByRule
                    .computeIfAbsent(some.rules().get(0), rule -> new LinkedHashMap<>())
                    .merge(some.name(), 1, Integer::sum);
            oneHost.put(some.name(), some.host().toString());
        }
    }

    /** Prints the cases under their rules; the rules without cases too where all are meant. */
    void print(RuleBook book, boolean partial) {
        int names = 0;
        int rules = 0;
        for (Rule rule : book.rules()) {
            Map<String, Integer> some = hostsByCaseByRule.getOrDefault(rule.id(), Map.of());
            if (!some.isEmpty() || !partial) {
                print(rule, some);
                rules++;
                names += some.size();
            }
        }
        out.line(
                Counted.of(rules, "rule")
                        + ", "
                        + Counted.of(names, "case")
                        + ", "
                        + Counted.number(cases)
                        + " on all their hosts");
    }

    private void print(Rule rule, Map<String, Integer> some) {
        out.wrapped(Style.bold, rule.id(), " ", rule.level() + " " + rule.text());
        some.forEach(
                (name, hosts) ->
                        out.line(
                                INDENT
                                        + name
                                        + (hosts == 1
                                                ? "@" + oneHost.get(name)
                                                : " (" + Counted.of(hosts, "host") + ")")));
        if (some.isEmpty()) {
            String why = Objects.requireNonNullElse(NotJudged.why(rule), "it is second to others");
            out.line(INDENT + "no case of its own: " + why);
        }
    }
}
