package io.github.procmm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README.md: its program runs, its commands are commands, and they print what it shows. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");

    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\R(.*?)^```");

    private static final Pattern PUBLIC_CLASS = Pattern.compile("public (?:final )?class (\\w+)");

    /** A command line, after a prompt or as the jar; a continued one has backslashes in it. */
    private static final Pattern COMMAND =
            Pattern.compile(
                    "(?m)(?:^ *\\$ procmm|java -jar conformance-tests/target/procmm\\.jar) "
                            + "((?:\\\\\\R|[^\\r\\n`])*)");

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+)");

    @TempDir private Path directory = Path.of("");

    @Test
    void itsProgramCompilesAndPrintsSomething() throws Exception {
        Matcher block = JAVA.matcher(readme());
        assumeTrue(block.find(), "README.md has no java block");
        String program = block.group(1);
        Matcher name = PUBLIC_CLASS.matcher(program);
        assertThat(name.find()).as("a public class in %s", program).isTrue();

        compile(name.group(1), program);
        assertThat(runMain(name.group(1))).isNotBlank();
    }

    @Test
    void itsCommandsAreCommands() throws IOException {
        List<String> commands = commands();
        assumeTrue(!commands.isEmpty(), "README.md has no command line");
        for (String command : commands) {
            List<String> words = words(command);
            assertThat(Procmm.commandLine().parseArgs(words.toArray(new String[0])).errors())
                    .as(command)
                    .isEmpty();
        }
    }

    @Test
    void itsRecordsAreWhatTheCommandPrints() throws IOException {
        List<String> lines = readme().lines().map(String::stripTrailing).toList();
        int compared = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher command =
                    Pattern.compile("^( *)\\$ procmm ((de|en)code .*)").matcher(lines.get(i));
            if (command.find()) {
                String shown = shownBelow(lines, i, command.group(1));
                Run run = Run.of(words(command.group(2)).toArray(new String[0]));
                assertThat(run.out().stripTrailing()).as(command.group(2)).isEqualTo(shown);
                compared++;
            }
        }
        assumeTrue(compared > 0, "README.md shows no record");
    }

    private static String shownBelow(List<String> lines, int command, String indent) {
        StringBuilder shown = new StringBuilder();
        for (String line : lines.subList(command + 1, lines.size())) {
            boolean inside = line.isBlank() || line.startsWith(indent);
            if (!inside || line.startsWith("```") || line.startsWith(indent + "$ ")) {
                break;
            }
            String text = line.isBlank() ? "" : line.substring(indent.length());
            shown.append(text).append(System.lineSeparator());
        }
        return shown.toString().stripTrailing();
    }

    private void compile(String name, String program) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assumeTrue(compiler != null, "a JRE has no compiler");
        Path source = Files.writeString(directory.resolve(name + ".java"), program);
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int exit =
                compiler.run(
                        null,
                        complaints,
                        complaints,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        directory.toString(),
                        source.toString());
        assertThat(exit).as(complaints.toString(StandardCharsets.UTF_8)).isZero();
    }

    private String runMain(String name) throws Exception {
        PrintStream stdout = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        URL[] classes = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes)) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Object noArguments = new String[0];
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, noArguments);
        } finally {
            System.setOut(stdout);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        Matcher matcher = COMMAND.matcher(readme());
        while (matcher.find()) {
            commands.add(matcher.group(1));
        }
        return commands;
    }

    /** Takes a line apart as a shell would, up to where it goes to another command or a file. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command.replaceAll("\\\\\\R", " "));
        while (matcher.find()) {
            String bare = matcher.group(3);
            if (bare != null && bare.matches("[|<>&;#].*")) {
                break;
            }
            String quoted = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            words.add(bare != null ? bare : String.valueOf(quoted));
        }
        return words;
    }

    private static String readme() throws IOException {
        assumeTrue(Files.exists(README), "there is no README.md yet");
        return Files.readString(README);
    }
}
