package io.github.procmm.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.github.procmm.fixture.CCompiler;
import io.github.procmm.fixture.CStructs;
import io.github.procmm.fixture.GoldenVector;
import io.github.procmm.fixture.Interfaces;
import io.github.procmm.fixture.Way;
import io.github.procmm.model.OpMessages;
import io.github.procmm.proto.wire.Type;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole records against initialised structs, as the C compilers of this machine fill them. */
class CompiledBytesTest {

    static Stream<CCompiler> compilers() {
        return CCompiler.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compilers")
    void theGoldenVectorsAreWhatTheCompilerMakesToday(CCompiler compiler) {
        compiler.assumePresent();
        RecordSchema schema = Way.codec(compiler.dialect()).schema();
        List<GoldenVector> vectors =
                GoldenVector.all().filter(v -> v.dialect() == compiler.dialect()).toList();
        List<Message> messages =
                vectors.stream().map(v -> (Message) OpMessages.toMessage(v.op())).toList();

        assertThat(compiled(compiler, schema, messages))
                .isEqualTo(vectors.stream().map(GoldenVector::hex).toList());
    }

    /** All widths, padding of every kind, and a word that only some ABIs align on eight. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("compilers")
    void recordsOfAMixedInterfaceAreWhatTheCompilerMakes(CCompiler compiler) {
        compiler.assumePresent();
        List<List<Type>> structs =
                List.of(
                        List.of(Type.U8, Type.U64, Type.U16, Type.ULONG, Type.U8),
                        List.of(Type.INT, Type.U8, Type.UINT, Type.U16, Type.U32),
                        List.of(Type.U16));
        for (Type tag : Interfaces.TAGS) {
            RecordSchema schema =
                    RecordSchema.of(Interfaces.of(tag, structs), compiler.dialect().abi());
            List<Message> messages =
                    schema.operations().values().stream()
                            .map(op -> Interfaces.example(schema, op, VALUES).message())
                            .map(Message.class::cast)
                            .toList();

            assertThat(compiled(compiler, schema, messages)).isEqualTo(encoded(schema, messages));
        }
    }

    private static final List<Long> VALUES =
            List.of(
                    0xf1f2_f3f4_f5f6_f7f8L,
                    0x0102_0304_0506_0708L,
                    0x1112_1314_1516_1718L,
                    0xe1e2_e3e4_e5e6_e7e8L,
                    -1L);

    private static List<String> encoded(RecordSchema schema, List<Message> messages) {
        SchemaCodec codec =
                new SchemaCodec(
                        DynamicMessage.getDefaultInstance(schema.descriptor()), schema.abi());
        return messages.stream()
                .map(
                        message -> {
                            ByteBuf out = Unpooled.buffer();
                            codec.encode(message, out);
                            return ByteBufUtil.hexDump(out);
                        })
                .toList();
    }

    private static List<String> compiled(
            CCompiler compiler, RecordSchema schema, List<Message> messages) {
        StringBuilder source = new StringBuilder(CStructs.declare(schema));
        for (int i = 0; i < messages.size(); i++) {
            source.append(
                    "static const struct %s x%d = %s;\n"
                            .formatted(
                                    CStructs.name(schema),
                                    i,
                                    CStructs.initialiser(schema, messages.get(i))));
        }
        int size = schema.recordSize();
        List<String> questions =
                IntStream.range(0, messages.size() * size)
                        .mapToObj(
                                i ->
                                        "((const unsigned char *)&x%d)[%d]"
                                                .formatted(i / size, i % size))
                        .toList();
        List<Long> answers = compiler.constants(source.toString(), questions);
        return IntStream.range(0, messages.size())
                .mapToObj(i -> hex(answers.subList(i * size, (i + 1) * size)))
                .toList();
    }

    private static String hex(List<Long> bytes) {
        StringBuilder hex = new StringBuilder();
        bytes.forEach(b -> hex.append("%02x".formatted(b & 0xff)));
        return hex.toString();
    }
}
