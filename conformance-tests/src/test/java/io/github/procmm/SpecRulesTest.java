package io.github.procmm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the rules of SPEC.md against themselves and against the sources that cite them. In Java's
 * names an id has underscores: V1-MAP-3 is tested by {@code V1_MAP_3_andASentenceThatIsTrue}.
 */
class SpecRulesTest {

    private static final List<Path> SOURCES =
            Stream.of("../proto/src", "../codec/src", "../reference-impl/src", "src")
                    .map(Path::of)
                    .toList();

    private static final String ID = "(?:V\\d+[-_][A-Z]+|TRACE|TESTEE)[-_]\\d+";
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (" + ID + ") \\| (?:MUST|SHOULD|MAY) \\|");
    private static final Pattern CITATION = Pattern.compile("(?<![A-Za-z0-9])" + ID);
    private static final Pattern TEST_METHOD = Pattern.compile("\\bvoid ((?:" + ID + "_)+)\\w+\\(");

    @Test
    void theRulesOfEachGroupAreNumberedFrom1InTheOrderOfTheText() throws IOException {
        Map<String, Integer> last = new HashMap<>();
        List<String> misnumbered = new ArrayList<>();
        for (String id : rules()) {
            String group = id.substring(0, id.lastIndexOf('-'));
            if (!id.equals(group + "-" + last.merge(group, 1, Integer::sum))) {
                misnumbered.add(id);
            }
        }
        assertThat(last).as("the groups").isNotEmpty();
        assertThat(misnumbered).as("rules that are not the next of their group").isEmpty();
    }

    @Test
    void belowTheTablesEachRuleHasOneParagraphInTheSameOrder() throws IOException {
        List<String> paragraphs =
                found(Pattern.compile("(?m)^\\*\\*(" + ID + ")\\.\\*\\*"), spec());

        assertThat(paragraphs).as("paragraphs of the rules").containsExactlyElementsOf(rules());
    }

    @Test
    void whatTheSourcesCiteAreRules() throws IOException {
        Set<String> rules = Set.copyOf(rules());
        List<String> unknown = new ArrayList<>();
        for (Path file : files(name -> name.matches(".*\\.(java|proto|c)"))) {
            for (String id : found(CITATION, Files.readString(file))) {
                if (!rules.contains(id)) {
                    unknown.add(file + ": " + id);
                }
            }
        }
        assertThat(unknown).as("ids that are no rules of SPEC.md").isEmpty();
    }

    @Test
    void everyRuleIsNamedByATestMethod() throws IOException {
        Set<String> untested = new TreeSet<>(rules());
        for (Path file : files(name -> name.endsWith("Test.java"))) {
            for (String ids : found(TEST_METHOD, Files.readString(file))) {
                found(CITATION, ids).forEach(untested::remove);
            }
        }
        assertThat(untested).as("rules that no test method is named after").isEmpty();
    }

    private static List<String> rules() throws IOException {
        List<String> rules = found(ROW, spec());
        assertThat(rules).as("the rules of SPEC.md").isNotEmpty();
        return rules;
    }

    private static String spec() throws IOException {
        try (InputStream in = SpecRulesTest.class.getResourceAsStream("/procmm/SPEC.md")) {
            return new String(Objects.requireNonNull(in, "SPEC.md").readAllBytes(), UTF_8);
        }
    }

    private static List<Path> files(Predicate<String> wanted) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path source : SOURCES) {
            try (Stream<Path> below = Files.walk(source)) {
                below.filter(Files::isRegularFile)
                        .filter(file -> wanted.test(file.getFileName().toString()))
                        .forEach(files::add);
            }
        }
        return files;
    }

    /** Returns group 1 of each match, or all of it; underscores of ids become hyphens. */
    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(match.groupCount() == 0 ? 0 : 1))
                .map(match -> match.replace('_', '-'))
                .toList();
    }
}
