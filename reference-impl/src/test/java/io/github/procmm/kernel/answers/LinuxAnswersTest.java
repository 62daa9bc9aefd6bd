package io.github.procmm.kernel.answers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every line of what Linux answered, asked of the reference kernel. */
class LinuxAnswersTest {

    private static final String FILE = "/io/github/procmm/kernel/linux-6.18-answers.txt";

    /**
     * A test for each section of the file. The lines of one share a bench, in their order: a test
     * for each line could not be run by itself.
     */
    @TestFactory
    Stream<DynamicTest> everyLineIsAnsweredAsLinuxAnsweredIt() throws IOException {
        return sections().entrySet().stream()
                .map(each -> dynamicTest(each.getKey(), () -> assertAnswered(each.getValue())));
    }

    @Test
    void everyScenarioHasALineAndNoneHasTwo() throws IOException {
        Scenarios scenarios = Scenarios.all();
        sections().values().stream()
                .flatMap(List::stream)
                .forEach(line -> scenarios.take(scenarios.labelOf(line)));
        assertThat(scenarios.unused()).isEmpty();
    }

    private static void assertAnswered(List<String> lines) {
        Scenarios scenarios = Scenarios.all();
        Bench bench = new Bench();
        List<String> wanted = new ArrayList<>();
        List<String> answered = new ArrayList<>();
        for (String line : lines) {
            String label = scenarios.labelOf(line);
            String answer = line.substring(label.length()).replaceFirst("^:? +", "");
            wanted.add(label + ": " + answer);
            answered.add(label + ": " + scenarios.take(label).play(bench));
        }
        assertThat(answered).isEqualTo(wanted);
    }

    private static Map<String, List<String>> sections() throws IOException {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith("== ")) {
                section = new ArrayList<>();
                sections.put(line, section);
            } else {
                section.add(line.strip());
            }
        }
        return sections;
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = LinuxAnswersTest.class.getResourceAsStream(FILE)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
