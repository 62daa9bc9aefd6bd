package io.github.procmm.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import io.github.procmm.fixture.CCompiler;
import io.github.procmm.proto.v2.Negotiation;
import io.github.procmm.proto.v2.Operation;
import io.github.procmm.proto.v2.V2;
import io.github.procmm.proto.wire.Wire;
import io.github.procmm.wire.Abi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code procmm_v2.h} against v2.proto, as the C compilers of this machine read it. */
class CompiledHeaderTest {

    private static final Path HEADER =
            Path.of("../proto/src/main/c/procmm_v2.h").toAbsolutePath().normalize();
    private static final String INCLUDE = "#include \"" + HEADER + "\"\n";

    /** What the header has beside the numbers of the description. */
    private static final Set<String> ITS_OWN =
            Set.of(
                    "PROCMM_V2_H",
                    "PROCMM_HAS_SIZE",
                    "PROCMM_UNIT",
                    "PROCMM_HANDLE_NONE",
                    "PROCMM_REFERENCE");

    static Stream<CCompiler> compilers() {
        return CCompiler.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compilers")
    void V2_GEN_1_theStructsAreLaidOutAsDescribedOnEveryMachine(CCompiler compiler) {
        compiler.assumePresent();
        Map<String, Integer> wanted = places();
        assertThat(compiler.constants(INCLUDE, wanted.keySet().stream().toList()))
                .containsExactlyElementsOf(wanted.values().stream().map(Long::valueOf).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compilers")
    void theConstantsAreThoseOfTheDescription(CCompiler compiler) {
        compiler.assumePresent();
        Map<String, Integer> wanted = numbers();
        assertThat(compiler.constants(INCLUDE, wanted.keySet().stream().toList()))
                .containsExactlyElementsOf(wanted.values().stream().map(Long::valueOf).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compilers")
    void everyStandardOfCTakesItWithoutAWarning(CCompiler compiler) {
        compiler.assumePresent();
        String twice = INCLUDE + INCLUDE + "uint64_t r = PROCMM_REFERENCE(7);\n";
        for (String standard : new String[] {"c99", "c11", "gnu11", "c17"}) {
            compiler.assertTakes(
                    twice,
                    "-std=" + standard,
                    "-pedantic",
                    "-Wall",
                    "-Wextra",
                    "-Wpadded",
                    "-Werror");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compilers")
    void V2_HANDLE_8_aReferenceIsMadeAsTheTextSays(CCompiler compiler) {
        compiler.assumePresent();
        List<String> halves =
                List.of("(PROCMM_REFERENCE(7) >> 32) >> 1", "(int)PROCMM_REFERENCE(7)");
        assertThat(compiler.constants(INCLUDE, halves)).containsExactly(0x4000_0000L, 7L);
    }

    /** Without a compiler, too. */
    @Test
    void theHeaderNamesWhatTheDescriptionDoesAndNothingElse() throws IOException {
        Set<String> names = new TreeSet<>(numbers().keySet());
        names.addAll(ITS_OWN);
        assertThat(found("(?m)^#define (\\w+)")).isEqualTo(names);
        assertThat(found("(?m)^struct (\\w+) \\{")).isEqualTo(structs());
    }

    private static Set<String> found(String pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        Pattern.compile(pattern)
                .matcher(Files.readString(HEADER))
                .results()
                .forEach(match -> found.add(match.group(1)));
        return found;
    }

    private static Set<String> structs() {
        Set<String> names = new TreeSet<>();
        V2.getDescriptor().getMessageTypes().stream()
                .filter(message -> message.getOptions().hasExtension(Wire.cStruct))
                .forEach(message -> names.add(message.getOptions().getExtension(Wire.cStruct)));
        return names;
    }

    /** Returns questions of C about sizes and offsets, and what the description answers. */
    private static Map<String, Integer> places() {
        Map<String, Integer> places = new TreeMap<>();
        for (Descriptor union : unions()) {
            RecordSchema schema = RecordSchema.of(union, Abi.FIXED);
            StructLayout header = Objects.requireNonNull(schema.header()).struct();
            for (OperationLayout operation : schema.operations().values()) {
                String struct = "struct " + operation.body().cName();
                places.put("sizeof(" + struct + ")", schema.sizeOf(operation));
                places.put("sizeof(((" + struct + " *)0)->head)", header.size());
                places.put("__builtin_offsetof(" + struct + ", head)", 0);
                put(places, operation.body(), schema.bodyOffset());
            }
        }
        for (Descriptor message : V2.getDescriptor().getMessageTypes()) {
            boolean plain = message.getOptions().hasExtension(Wire.cStruct);
            if (plain && !message.getOptions().hasExtension(Wire.opcode)) {
                StructLayout struct = StructLayout.of(message, Abi.FIXED);
                places.put("sizeof(struct " + struct.cName() + ")", struct.size());
                put(places, struct, 0);
            }
        }
        return places;
    }

    private static void put(Map<String, Integer> places, StructLayout struct, int base) {
        for (FieldLayout field : struct.fields()) {
            String member = "struct " + struct.cName() + ", " + field.name();
            places.put("__builtin_offsetof(" + member + ")", base + field.offset());
            places.put(
                    "sizeof(((struct " + struct.cName() + " *)0)->" + field.name() + ")",
                    field.size());
        }
    }

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new TreeMap<>();
        for (EnumDescriptor names : V2.getDescriptor().getEnumTypes()) {
            for (EnumValueDescriptor value : names.getValues()) {
                if (!value.getName().equals("CONSTANT_NONE")) {
                    numbers.put("PROCMM_" + value.getName(), value.getNumber());
                }
            }
        }
        RecordSchema schema = RecordSchema.of(Operation.getDescriptor(), Abi.FIXED);
        for (OperationLayout operation : schema.operations().values()) {
            numbers.put(operation.cOpcode(), operation.opcode());
            numbers.put(operation.cOpcode() + "_FIRST_SIZE", operation.bytesNeeded());
        }
        return numbers;
    }

    private static Set<Descriptor> unions() {
        return Set.of(Negotiation.getDescriptor(), Operation.getDescriptor());
    }
}
