package io.github.procmm.command;

import io.github.procmm.backend.MemoryManager;
import io.github.procmm.conform.NotJudged;
import io.github.procmm.conform.Rule;
import io.github.procmm.conform.RuleBook;
import io.github.procmm.model.Generation;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.RandomCases;
import io.github.procmm.suite.Suite;
import io.github.procmm.wire.Dialect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cases of the suite a command is about. */
final class CaseSelection {

    private static final int RANDOM_CASES = 100;

    @Option(
            names = "--rule",
            split = ",",
            paramLabel = "ID",
            description = "Only cases of this rule, or of rules that begin so: V1-MAP.")
    private List<String> rules = List.of();

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Only cases with this in their name@host; * and ? make it a pattern.")
    private List<String> filters = List.of();

    @Option(
            names = "--dialect",
            split = ",",
            paramLabel = "NAME",
            description = "Only on hosts of this dialect.")
    private List<String> dialects = List.of();

    @Option(
            names = "--generation",
            split = ",",
            paramLabel = "NAME",
            description = "Only on hosts of this generation.")
    private List<String> generations = List.of();

    @Option(
            names = "--manager",
            split = ",",
            paramLabel = "NAME",
            description = "Only on hosts of this memory manager.")
    private List<String> managers = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Also random cases, those of this seed.")
    private @Nullable Long seed;

    @Option(
            names = "--random",
            paramLabel = "N",
            description = "How many random cases (default: 100 if there is a seed, else none).")
    private @Nullable Integer random;

    /** For picocli, which makes it itself. */
    CaseSelection() {}

    /**
     * Returns all cases that there are, random ones among them if they are asked for.
     *
     * @throws IllegalArgumentException when their number is negative
     */
    List<Case> suite() {
        if (seed == null && random == null) {
            return Suite.cases();
        }
        if (random == null) {
            random = RANDOM_CASES;
        }
        if (random < 0) {
            throw new IllegalArgumentException("--random " + random + ", wanted 0 or more");
        }
        if (seed == null) {
            seed = (long) ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        }
        List<Case> all = new ArrayList<>(Suite.cases());
        all.addAll(RandomCases.of(seed, random));
        return all;
    }

    /**
     * Returns those of the cases that fit every option.
     *
     * @throws IllegalArgumentException when an option names what does not exist, or nothing fits
     */
    List<Case> of(List<Case> suite, RuleBook book) {
        check("--dialect", dialects, Dialect.values(), Dialect::readableName);
        check("--generation", generations, Generation.values(), Generation::readableName);
        check("--manager", managers, MemoryManager.values(), MemoryManager::readableName);
        for (String rule : rules) {
            if (rules(book, rule).isEmpty()) {
                throw new IllegalArgumentException(
                        "--rule '" + rule + "': SPEC.md has no such rule or group of rules");
            }
        }
        List<Pattern> patterns = filters.stream().map(CaseSelection::pattern).toList();
        List<Case> fitting =
                suite.stream()
                        .filter(some -> isOnHost(some) && isOfRule(some))
                        .filter(some -> patterns.isEmpty() || matches(some, patterns))
                        .toList();
        if (fitting.isEmpty()) {
            throw new IllegalArgumentException("nothing selected: " + whyNothing(book));
        }
        return fitting;
    }

    private static <T> void check(
            String option, List<String> given, T[] all, Function<T, String> name) {
        List<String> names = Arrays.stream(all).map(name).toList();
        for (String one : given) {
            if (!names.contains(one)) {
                throw new IllegalArgumentException(
                        option + " '" + one + "', wanted one of " + String.join(", ", names));
            }
        }
    }

    private boolean isOnHost(Case some) {
        return (dialects.isEmpty() || dialects.contains(some.host().dialect().readableName()))
                && (generations.isEmpty()
                        || generations.contains(some.host().generation().readableName()))
                && (managers.isEmpty() || managers.contains(some.host().manager().readableName()));
    }

    private boolean isOfRule(Case some) {
        return rules.isEmpty()
                || some.rules().stream()
                        .anyMatch(id -> rules.stream().anyMatch(rule -> isIn(id, rule)));
    }

    private static boolean isIn(String id, String rule) {
        return id.equals(rule) || id.startsWith(rule + "-");
    }

    private static List<Rule> rules(RuleBook book, String named) {
        return book.rules().stream().filter(rule -> isIn(rule.id(), named)).toList();
    }

    private static boolean matches(Case some, List<Pattern> patterns) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(some.id()).find());
    }

    /** Case of letters does not matter; a pattern is for the whole name, with host or without. */
    private static Pattern pattern(String filter) {
        if (!filter.contains("*") && !filter.contains("?")) {
            return Pattern.compile(Pattern.quote(filter), Pattern.CASE_INSENSITIVE);
        }
        String glob =
                filter.chars()
                        .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : quote((char) c))
                        .collect(Collectors.joining());
        return Pattern.compile("^" + glob + "(@.*)?$", Pattern.CASE_INSENSITIVE);
    }

    private static String quote(char c) {
        return Pattern.quote(String.valueOf(c));
    }

    private String whyNothing(RuleBook book) {
        Set<String> reasons = new TreeSet<>();
        for (String named : rules) {
            rules(book, named).forEach(rule -> reasons.add(String.valueOf(NotJudged.why(rule))));
        }
        if (reasons.size() == 1 && !reasons.contains("null")) {
            return String.join(", ", rules) + " " + String.join("", reasons);
        }
        return "no case fits " + String.join(" ", words());
    }

    /** Returns what was chosen, as the options that say so; empty where nothing was. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        add("--rule", rules, words);
        add("--filter", filters, words);
        add("--dialect", dialects, words);
        add("--generation", generations, words);
        add("--manager", managers, words);
        if (seed != null) {
            words.add("--seed " + seed);
            words.add("--random " + random);
        }
        return words;
    }

    private static void add(String option, List<String> values, List<String> words) {
        values.forEach(value -> words.add(option + " " + value));
    }
}
