package io.github.procmm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom. Names that are written out in full would slip through; nobody does that. */
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src/main/java/io/github/procmm");

    @Test
    void theModelKnowsNeitherTheWireNorTheSchema() throws IOException {
        assertThat(imports("model", "io.github.procmm."))
                .allMatch(name -> name.startsWith("io.github.procmm.proto.v1."));
    }

    @Test
    void theModelKnowsNoBuffers() throws IOException {
        assertThat(imports("model", "io.netty.")).isEmpty();
    }

    @Test
    void theWireKnowsNeitherTheSchemaNorTheMessagesOfV1() throws IOException {
        assertThat(imports("wire", "io.github.procmm.schema.")).isEmpty();
        assertThat(imports("wire", "io.github.procmm.proto.v1.")).isEmpty();
    }

    @Test
    void theSchemaKnowsNoParticularInterface() throws IOException {
        assertThat(imports("schema", "io.github.procmm.proto.v1.")).isEmpty();
        assertThat(imports("schema", "io.github.procmm."))
                .allMatch(
                        name ->
                                name.startsWith("io.github.procmm.proto.wire.")
                                        || List.of(
                                                        "io.github.procmm.model.Malformed",
                                                        "io.github.procmm.wire.Abi",
                                                        "io.github.procmm.wire.FieldRangeException")
                                                .contains(name));
    }

    @Test
    void theCodecNeedsOnlyBuffersProtobufAndAnnotations() throws IOException {
        assertThat(imports("", ""))
                .isNotEmpty()
                .filteredOn(name -> !isChannel(name))
                .allMatch(
                        name ->
                                Stream.of(
                                                "java.",
                                                "io.netty.buffer.",
                                                "com.google.protobuf.",
                                                "com.google.gson.",
                                                "org.jspecify.annotations.",
                                                "io.github.procmm.")
                                        .anyMatch(name::startsWith));
    }

    /** Channels come with netty-codec-base: who has none does not need it. */
    @Test
    void onlyTheHandlersNeedChannels() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(
                            files.filter(
                                            file ->
                                                    importsOf(file)
                                                            .anyMatch(ArchitectureTest::isChannel))
                                    .map(file -> SOURCES.relativize(file.getParent())))
                    .isNotEmpty()
                    .containsOnly(Path.of("v2", "netty"));
        }
    }

    private static boolean isChannel(String name) {
        return name.startsWith("io.netty.") && !name.startsWith("io.netty.buffer.");
    }

    /** Protobuf's JSON brings Gson and Guava along: who does not use OpJson needs neither. */
    @Test
    void onlyOpJsonNeedsProtobufsJson() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(
                            files.filter(file -> importsOf(file).anyMatch(ArchitectureTest::isJson))
                                    .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("OpJson.java", "StrictJson.java");
        }
    }

    private static boolean isJson(String name) {
        return name.startsWith("com.google.protobuf.util.") || name.startsWith("com.google.gson.");
    }

    private static List<String> imports(String folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
            return files.flatMap(ArchitectureTest::importsOf)
                    .filter(name -> name.startsWith(prefix))
                    .toList();
        }
    }

    private static Stream<String> importsOf(Path file) {
        if (!file.toString().endsWith(".java")) {
            return Stream.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("import "))
                    .map(line -> line.replaceFirst("^import (static )?", "").replace(";", ""));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
