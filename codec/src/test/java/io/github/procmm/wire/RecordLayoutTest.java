package io.github.procmm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.model.Opcode;
import io.github.procmm.proto.v1.ProcMmOp;
import io.github.procmm.schema.FieldLayout;
import io.github.procmm.schema.OperationLayout;
import io.github.procmm.schema.RecordSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of the hand-tuned codec against v1.proto, for every dialect. */
class RecordLayoutTest {

    private static final Map<Opcode, Map<String, Integer>> WORDS =
            Map.of(
                    Opcode.MMAP,
                    Map.of(
                            "addr", RecordLayout.ADDR,
                            "len", RecordLayout.LEN,
                            "prot", RecordLayout.PROT,
                            "flags", RecordLayout.FLAGS,
                            "fd", RecordLayout.FD,
                            "offset", RecordLayout.OFFSET),
                    Opcode.MUNMAP,
                    Map.of("addr", RecordLayout.ADDR, "len", RecordLayout.LEN),
                    Opcode.MPROTECT,
                    Map.of(
                            "addr", RecordLayout.ADDR,
                            "len", RecordLayout.LEN,
                            "prot", RecordLayout.PROT),
                    Opcode.COPY_SEGMENTS,
                    Map.of("from", RecordLayout.FROM));

    @ParameterizedTest
    @EnumSource
    void theTableIsWhatTheSchemaLaysOut(Dialect dialect) {
        RecordSchema schema = schema(dialect);
        for (Opcode opcode : Opcode.values()) {
            OperationLayout operation =
                    Objects.requireNonNull(schema.operation(opcode.number()), opcode::name);
            Map<String, Integer> wanted = new LinkedHashMap<>();
            for (FieldLayout field : operation.body().fields()) {
                int offset = schema.bodyOffset() + field.offset();
                wanted.put(field.name(), offset / dialect.abi().wordSize());
                assertThat(offset % dialect.abi().wordSize()).isZero();
            }
            assertThat(WORDS.get(opcode)).as("%s", opcode).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSizesAreThoseOfTheSchema(Dialect dialect) {
        Map<Opcode, Integer> needed =
                Stream.of(Opcode.values())
                        .collect(
                                Collectors.toMap(
                                        opcode -> opcode,
                                        opcode ->
                                                RecordLayout.bytesNeeded(
                                                        opcode, dialect.abi().wordSize())));
        Map<Opcode, Integer> wanted =
                schema(dialect).operations().values().stream()
                        .collect(
                                Collectors.toMap(
                                        operation ->
                                                Objects.requireNonNull(
                                                        Opcode.of(operation.opcode())),
                                        OperationLayout::bytesNeeded));
        assertThat(needed).isEqualTo(wanted);
        assertThat(dialect.recordSize()).isEqualTo(schema(dialect).recordSize());
    }

    @ParameterizedTest
    @EnumSource
    void theNamesOfTheOpcodesAreThoseOfC(Opcode opcode) {
        OperationLayout operation =
                Objects.requireNonNull(schema(Dialect.I386).operation(opcode.number()));
        assertThat(operation.cOpcode()).isEqualTo("MM_" + opcode.name());
    }

    private static RecordSchema schema(Dialect dialect) {
        return RecordSchema.of(ProcMmOp.getDescriptor(), dialect.abi());
    }
}
