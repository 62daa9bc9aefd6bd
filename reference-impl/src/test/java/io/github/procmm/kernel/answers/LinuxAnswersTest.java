package io.github.procmm.kernel.answers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Every line of what Linux answered, asked of the reference kernel. */
class LinuxAnswersTest {

    private static final String FILE = "/io/github/procmm/kernel/linux-6.18-answers.txt";

    /** Sections in the order of the file; the lines of one share a bench, in their order. */
    @TestFactory
    Stream<DynamicNode> everyLineIsAnsweredAsLinuxAnsweredIt() throws IOException {
        Scenarios scenarios = Scenarios.all();
        Map<String, List<DynamicTest>> sections = new LinkedHashMap<>();
        List<DynamicTest> section = new ArrayList<>();
        Bench bench = new Bench();
        for (String line : lines()) {
            if (line.startsWith("== ")) {
                bench = new Bench();
                section = new ArrayList<>();
                sections.put(line, section);
            } else {
                section.add(testOf(line.strip(), scenarios, bench));
            }
        }
        Executable allUsed = () -> assertThat(scenarios.unused()).isEmpty();
        return Stream.concat(
                sections.entrySet().stream()
                        .map(each -> dynamicContainer(each.getKey(), each.getValue())),
                Stream.of(dynamicTest("no scenario without a line", allUsed)));
    }

    private static DynamicTest testOf(String line, Scenarios scenarios, Bench bench) {
        Executable test =
                () -> {
                    String label = scenarios.labelOf(line);
                    String answer = line.substring(label.length()).replaceFirst("^:? +", "");
                    assertThat(scenarios.take(label).play(bench)).as(label).isEqualTo(answer);
                };
        return dynamicTest(line, test);
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = LinuxAnswersTest.class.getResourceAsStream(FILE)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
