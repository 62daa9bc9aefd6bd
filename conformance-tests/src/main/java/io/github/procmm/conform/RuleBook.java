package io.github.procmm.conform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of SPEC.md, read from its text: there is no second list to be kept equal. Immutable.
 */
public final class RuleBook {

    private static final Pattern HEADING = Pattern.compile("#+ (.*)");
    private static final Pattern ROW =
            Pattern.compile("\\| ([A-Z0-9]+(?:-[A-Z]+)?-\\d+) \\| (MUST|SHOULD|MAY) \\| (.*) \\|");

    private final Map<String, Rule> rules = new LinkedHashMap<>();

    private RuleBook(String spec) {
        String section = "";
        for (String line : spec.lines().toList()) {
            Matcher heading = HEADING.matcher(line);
            section = heading.matches() ? heading.group(1) : section;
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Rule rule = new Rule(row.group(1), row.group(2), row.group(3), section);
                rules.put(rule.id(), rule);
            }
        }
    }

    /** Reads the SPEC.md that comes with the protocol. */
    public static RuleBook read() {
        try (InputStream in = RuleBook.class.getResourceAsStream("/procmm/SPEC.md")) {
            byte[] spec = Objects.requireNonNull(in, "SPEC.md").readAllBytes();
            return new RuleBook(new String(spec, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the rules in the order of the text. */
    public List<Rule> rules() {
        return List.copyOf(rules.values());
    }

    /** Returns whether there is a rule of that id. */
    public boolean has(String id) {
        return rules.containsKey(id);
    }
}
