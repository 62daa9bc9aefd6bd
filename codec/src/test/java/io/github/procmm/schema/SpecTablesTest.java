package io.github.procmm.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.ProtocolMessageEnum;
import io.github.procmm.proto.v1.MapFlag;
import io.github.procmm.proto.v1.ProcMmOp;
import io.github.procmm.proto.v1.Prot;
import io.github.procmm.proto.v1.PtraceExFaultinfo;
import io.github.procmm.proto.v1.PtraceFaultinfo;
import io.github.procmm.proto.v1.PtraceLdt;
import io.github.procmm.proto.wire.Type;
import io.github.procmm.wire.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the layout tables of SPEC.md against the description that the codec runs. */
class SpecTablesTest {

    private static final List<Dialect> NARROW = List.of(Dialect.I386, Dialect.ARM, Dialect.POWERPC);
    private static final List<Dialect> WIDE = List.of(Dialect.X86_64, Dialect.S390X);

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void theDialectsAreThoseOfTable21(Dialect dialect) throws IOException {
        String order = dialect.abi().bigEndian() ? "big-endian" : "little-endian";
        String row =
                String.format(
                        Locale.ROOT,
                        "| %s | %s | 4 | %d | %d bytes |",
                        dialect,
                        order,
                        dialect.abi().wordSize(),
                        dialect.recordSize());

        assertThat(table("Table 2.1.")).contains(row).hasSize(2 + Dialect.values().length);
    }

    @Test
    void V1_WIRE_2_theFieldsLieWhereTable22SaysInEveryDialect() throws IOException {
        for (Dialect narrow : NARROW) {
            for (Dialect wide : WIDE) {
                assertThat(table("Table 2.2.").subList(2, 15)).isEqualTo(fields(narrow, wide));
            }
        }
    }

    @Test
    void V1_WIRE_4_theOperationsNeedTheBytesOfTable23InEveryDialect() throws IOException {
        for (Dialect narrow : NARROW) {
            for (Dialect wide : WIDE) {
                assertThat(table("Table 2.3.").subList(2, 8)).isEqualTo(sizes(narrow, wide));
            }
        }
    }

    @Test
    void theStructuresOfPtraceLieWhereTable92SaysInEveryDialect() throws IOException {
        for (Dialect narrow : NARROW) {
            for (Dialect wide : WIDE) {
                List<String> rows = new ArrayList<>();
                rows.addAll(struct(PtraceFaultinfo.getDescriptor(), narrow, wide));
                rows.addAll(struct(PtraceExFaultinfo.getDescriptor(), narrow, wide));
                rows.addAll(struct(PtraceLdt.getDescriptor(), narrow, wide));
                assertThat(table("Table 9.2.").subList(2, 13)).isEqualTo(rows);
            }
        }
    }

    /** Of the flags those that v1.proto names: it leaves out what one host alone has. */
    @Test
    void V1_WIRE_9_theBitsHaveTheNumbersOfTables51And52() throws IOException {
        assertThat(bits("Table 5.1.")).isEqualTo(numbers(Prot.values(), Prot.PROT_NONE));
        assertThat(bits("Table 5.2."))
                .containsAllEntriesOf(numbers(MapFlag.values(), MapFlag.MAP_FILE));
    }

    private static Map<String, Integer> bits(String caption) throws IOException {
        return table(caption).stream()
                .map(row -> row.split(" *\\| *(?:type )?"))
                .filter(cells -> cells[2].startsWith("0x"))
                .collect(Collectors.toMap(cells -> cells[1], cells -> Integer.decode(cells[2])));
    }

    private static Map<String, Integer> numbers(ProtocolMessageEnum[] names, Enum<?> zero) {
        return Stream.of(names)
                .filter(name -> !name.equals(zero) && !name.toString().equals("UNRECOGNIZED"))
                .collect(Collectors.toMap(Object::toString, ProtocolMessageEnum::getNumber));
    }

    private static List<String> fields(Dialect narrow, Dialect wide) {
        List<String> rows = new ArrayList<>(List.of("| every | | `op` | int | 0, 4 | 0, 4 |"));
        RecordSchema wideSchema = schema(wide);
        for (OperationLayout operation : schema(narrow).operations().values()) {
            OperationLayout other = operationOf(wideSchema, operation.opcode());
            String start = "| " + operation.cOpcode() + " | " + operation.opcode();
            for (int i = 0; i < operation.body().fields().size(); i++) {
                FieldLayout field = operation.body().fields().get(i);
                FieldLayout otherField = other.body().fields().get(i);
                rows.add(
                        start
                                + row(
                                        field,
                                        place(field, schema(narrow).bodyOffset()),
                                        place(otherField, wideSchema.bodyOffset()),
                                        cType(field.type())));
                start = "| |";
            }
        }
        return rows;
    }

    private static List<String> sizes(Dialect narrow, Dialect wide) {
        List<String> rows = new ArrayList<>();
        rows.add("| whole record | " + narrow.recordSize() + " | " + wide.recordSize() + " |");
        for (OperationLayout operation : schema(narrow).operations().values()) {
            rows.add(
                    String.format(
                            Locale.ROOT,
                            "| needed by %s | %d | %d |",
                            operation.cOpcode(),
                            operation.bytesNeeded(),
                            operationOf(schema(wide), operation.opcode()).bytesNeeded()));
        }
        List<StructLayout> narrowStructs = structs(narrow);
        List<StructLayout> wideStructs = structs(wide);
        rows.add(
                "| `struct mm_mmap`, `mm_munmap`, `mm_mprotect` alone | "
                        + sizes(narrowStructs)
                        + " | "
                        + sizes(wideStructs)
                        + " |");
        return rows;
    }

    private static List<String> struct(Descriptor message, Dialect narrow, Dialect wide) {
        StructLayout one = StructLayout.of(message, narrow.abi());
        StructLayout other = StructLayout.of(message, wide.abi());
        List<String> rows = new ArrayList<>();
        String start = "| `" + one.cName() + "`";
        for (int i = 0; i < one.fields().size(); i++) {
            FieldLayout field = one.fields().get(i);
            boolean pointer = field.name().equals("ptr");
            String type = pointer ? "void *" : cType(field.type());
            rows.add(start + row(field, place(field, 0), place(other.fields().get(i), 0), type));
            start = "|";
        }
        rows.add("| | *whole* | | " + one.size() + " | " + other.size() + " |");
        return rows;
    }

    private static String row(FieldLayout field, String narrow, String wide, String type) {
        return " | `" + field.name() + "` | " + type + " | " + narrow + " | " + wide + " |";
    }

    private static String place(FieldLayout field, int base) {
        return base + field.offset() + ", " + field.size();
    }

    private static String cType(Type type) {
        return switch (type) {
            case INT -> "int";
            case UINT -> "unsigned int";
            case ULONG -> "unsigned long";
            default -> throw new AssertionError("v1 has no " + type);
        };
    }

    private static String sizes(List<StructLayout> structs) {
        return String.join(", ", structs.stream().map(s -> String.valueOf(s.size())).toList());
    }

    /** The structs with a name of their own: COPY_SEGMENTS is a bare int. */
    private static List<StructLayout> structs(Dialect dialect) {
        return schema(dialect).operations().values().stream()
                .map(OperationLayout::body)
                .filter(body -> body.cName().startsWith("mm_"))
                .toList();
    }

    private static RecordSchema schema(Dialect dialect) {
        return RecordSchema.of(ProcMmOp.getDescriptor(), dialect.abi());
    }

    private static OperationLayout operationOf(RecordSchema schema, int opcode) {
        return Objects.requireNonNull(schema.operation(opcode));
    }

    /** Returns the lines of the table behind a caption, heading and rule included. */
    private static List<String> table(String caption) throws IOException {
        return spec().lines()
                .dropWhile(line -> !line.startsWith(caption))
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static String spec() throws IOException {
        try (InputStream in = SpecTablesTest.class.getResourceAsStream("/procmm/SPEC.md")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }
}
