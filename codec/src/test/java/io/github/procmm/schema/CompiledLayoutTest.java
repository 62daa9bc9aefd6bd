package io.github.procmm.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import io.github.procmm.fixture.CCompiler;
import io.github.procmm.fixture.CStructs;
import io.github.procmm.fixture.Interfaces;
import io.github.procmm.proto.v1.ProcMmOp;
import io.github.procmm.proto.v1.V1;
import io.github.procmm.proto.wire.Type;
import io.github.procmm.proto.wire.Wire;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Layouts against what the C compilers of this machine make of the same structs. */
class CompiledLayoutTest {

    private static final int RANDOM_INTERFACES = 12;

    static Stream<CCompiler> compilers() {
        return CCompiler.all();
    }

    static Stream<Arguments> compilersAndStructs() {
        return CCompiler.all()
                .flatMap(
                        compiler ->
                                V1.getDescriptor().getMessageTypes().stream()
                                        .filter(m -> !m.getOptions().hasExtension(Wire.tag))
                                        .map(m -> Arguments.of(compiler, m.getName())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("compilersAndStructs")
    void aStructOfV1IsLaidOutAsTheCompilerDoes(CCompiler compiler, String message) {
        compiler.assumePresent();
        Descriptor descriptor = V1.getDescriptor().findMessageTypeByName(message);
        StructLayout struct = StructLayout.of(descriptor, compiler.dialect().abi());

        assertThat(compiler.constants(CStructs.declare(struct), CStructs.questions(struct)))
                .isEqualTo(CStructs.answers(struct));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compilers")
    void theRecordOfV1IsLaidOutAsTheCompilerDoes(CCompiler compiler) {
        compiler.assumePresent();
        assertLaidOut(
                compiler, RecordSchema.of(ProcMmOp.getDescriptor(), compiler.dialect().abi()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compilers")
    void anyInterfaceIsLaidOutAsTheCompilerDoes(CCompiler compiler) {
        compiler.assumePresent();
        for (int i = 0; i < RANDOM_INTERFACES; i++) {
            long seed = ThreadLocalRandom.current().nextLong();
            Descriptor drawn = draw(new Random(seed));
            try {
                assertLaidOut(compiler, RecordSchema.of(drawn, compiler.dialect().abi()));
            } catch (AssertionError failed) {
                throw new AssertionError("seed " + seed, failed);
            }
        }
    }

    private static void assertLaidOut(CCompiler compiler, RecordSchema schema) {
        String source = CStructs.declare(schema);
        assertThat(compiler.constants(source, CStructs.questions(schema)))
                .as("%s", source)
                .isEqualTo(CStructs.answers(schema));
    }

    private static Descriptor draw(Random random) {
        List<List<Type>> structs =
                IntStream.rangeClosed(0, random.nextInt(4))
                        .mapToObj(i -> drawTypes(random))
                        .toList();
        return Interfaces.of(pick(Interfaces.TAGS, random), structs);
    }

    private static List<Type> drawTypes(Random random) {
        return IntStream.range(0, random.nextInt(8))
                .mapToObj(i -> pick(Interfaces.TYPES, random))
                .toList();
    }

    private static Type pick(List<Type> types, Random random) {
        return types.get(random.nextInt(types.size()));
    }
}
