package io.github.procmm.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.procmm.conform.Conformance;
import io.github.procmm.conform.Judgement;
import io.github.procmm.conform.KnownFailures;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Suite;
import io.github.procmm.testee.BackendTestee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The vectors in {@code proto/vectors} are the cases of the suite. After a change of the suite
 * write them anew: {@code mvn -pl conformance-tests -am test -Dtest=VectorsTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dprocmm.vectors=write}.
 */
class VectorsTest {

    private static final String SCHEMA = "vectors.schema.json";

    @Test
    void theFilesHaveTheCasesOfTheSuite() throws IOException {
        Map<String, String> wanted = VectorFiles.texts(Suite.cases());
        if ("write".equals(System.getProperty("procmm.vectors"))) {
            for (Map.Entry<String, String> file : wanted.entrySet()) {
                Files.writeString(VectorFiles.DIRECTORY.resolve(file.getKey()), file.getValue());
            }
        }
        Map<String, String> files = files();
        assertThat(files.keySet()).isEqualTo(wanted.keySet());
        wanted.forEach(
                (name, text) ->
                        assertThat(text.equals(files.get(name)))
                                .as("%s is what the suite has now", name)
                                .isTrue());
    }

    @Test
    void everyFileKeepsToTheSchema() throws IOException {
        Path file = VectorFiles.DIRECTORY.resolve(SCHEMA);
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(file));
        for (Map.Entry<String, String> vectors : files().entrySet()) {
            assertThat(schema.validate(vectors.getValue(), InputFormat.JSON))
                    .as(vectors.getKey())
                    .isEmpty();
        }
        assertThat(schema.validate("{\"format\":1,\"group\":\"V1-MAP\"}", InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void whoReadsTheFilesAloneHasTheSameCases() throws IOException {
        List<Case> read = new ArrayList<>();
        for (String text : files().values()) {
            read.addAll(VectorFiles.cases(text));
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(Suite.cases());
    }

    @Test
    void theReferenceKernelAnswersTheVectorsAsTheyExpect() throws Exception {
        List<Case> read = new ArrayList<>();
        for (String text : files().values()) {
            read.addAll(VectorFiles.cases(text));
        }
        Judgement judgement =
                new Conformance(
                                BackendTestee.source(ReferenceBackend::new, Duration.ofSeconds(10)),
                                read,
                                KnownFailures.none(),
                                1)
                        .run(result -> {});
        assertThat(judgement.results()).filteredOn(result -> result.failure() != null).isEmpty();
        assertThat(judgement.isClean()).isTrue();
    }

    private static Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(VectorFiles.DIRECTORY)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".json") && !name.equals(SCHEMA)) {
                    files.put(name, Files.readString(file));
                }
            }
        }
        return files;
    }
}
