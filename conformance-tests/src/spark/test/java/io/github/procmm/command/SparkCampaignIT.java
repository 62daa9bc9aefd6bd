package io.github.procmm.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns on a cluster of two executors, each a process of this machine. */
class SparkCampaignIT {

    private static final String MASTER = "local-cluster[2,1,1024]";
    private static final Path HOME = Path.of(System.getProperty("procmm.spark.home", ""));
    private static final Path JAR = Path.of(System.getProperty("procmm.spark.jar", ""));
    private static final String JAVA = System.getProperty("java.home") + "/bin/java";

    /** What bin/spark-submit has JVMs open. */
    private static final List<String> OPEN =
            List.of(
                    "java.lang",
                    "java.lang.invoke",
                    "java.lang.reflect",
                    "java.io",
                    "java.net",
                    "java.nio",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "jdk.internal.ref",
                    "sun.nio.ch",
                    "sun.nio.cs",
                    "sun.security.action",
                    "sun.util.calendar");

    @TempDir private Path directory;

    /** How a program ended, and what it said. */
    private record Ended(int exit, String out, String err) {}

    private Ended submit(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(JAVA, "-cp", HOME + "/jars/*"));
        OPEN.forEach(some -> command.add("--add-opens=java.base/" + some + "=ALL-UNNAMED"));
        command.add("org.apache.spark.deploy.SparkSubmit");
        command.addAll(List.of("--master", MASTER, "--conf", "spark.ui.enabled=false"));
        command.add(JAR.toString());
        command.addAll(arguments);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("SPARK_HOME", HOME.toString());
        environment.put("SPARK_SCALA_VERSION", "2.13");
        environment.put("SPARK_LOCAL_IP", "127.0.0.1");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("it ended").isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Returns the arguments of a campaign against a backend that has mistakes. */
    private static List<String> campaign(String testee) {
        return List.of(
                "--testee", testee, "--ops", "170000", "--seed", "5", "--findings", "4", "--json");
    }

    private static String mistaken() {
        String path = System.getProperty("java.class.path");
        return "'%s' -cp '%s' io.github.procmm.command.Procmm serve --backend mistaken"
                .formatted(JAVA, path);
    }

    private static ObjectNode outcome(String json) throws Exception {
        ObjectNode outcome = Json.parse(json);
        outcome.remove("nanos");
        return outcome;
    }

    private static ObjectNode onOneMachine(List<String> arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("fuzz"));
        all.addAll(arguments);
        return outcome(Run.of(all.toArray(new String[0])).out());
    }

    @Test
    void aClusterFindsWhatOneMachineFinds() throws Exception {
        Ended ended = submit(campaign(mistaken()));
        assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
        ObjectNode alone = onOneMachine(campaign(mistaken()));
        assertThat(alone.path("findings")).isNotEmpty();
        assertThat(outcome(ended.out())).isEqualTo(alone);
    }

    @Test
    void theRangeOfALostExecutorIsRunAgain() throws Exception {
        Path script = directory.resolve("testee.sh");
        Path lost = directory.resolve("lost");
        Files.writeString(
                script,
                """
                if grep -q CoarseGrainedExecutorBackend /proc/$PPID/cmdline && mkdir '%s'; then
                    kill -9 $PPID
                fi
                exec %s
                """
                        .formatted(lost, mistaken()));
        String testee = "sh '" + script + "'";
        Ended ended = submit(campaign(testee));
        assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
        assertThat(lost).as("an executor was killed").exists();
        assertThat(ended.err()).contains("Lost executor");
        assertThat(outcome(ended.out())).isEqualTo(onOneMachine(campaign(testee)));
    }

    @Test
    void whatIsMisusedIsToldInALine() throws Exception {
        Ended ended = submit(List.of("--backend", "nobody"));
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("procmm: backend 'nobody', wanted");
    }

    @Test
    void theJarHasNothingOfWhichSparkHasAnotherRelease() throws Exception {
        try (ZipFile jar = new ZipFile(new File(JAR.toString()), StandardCharsets.UTF_8)) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .isNotEmpty()
                    .noneMatch(name -> name.startsWith("com/google/"))
                    .noneMatch(name -> name.startsWith("io/netty/"))
                    .noneMatch(name -> name.startsWith("com/fasterxml/"))
                    .noneMatch(name -> name.startsWith("org/apache/spark/"));
        }
    }
}
