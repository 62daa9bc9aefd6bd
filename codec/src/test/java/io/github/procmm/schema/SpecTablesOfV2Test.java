package io.github.procmm.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.ProtocolMessageEnum;
import io.github.procmm.proto.v2.AreaKind;
import io.github.procmm.proto.v2.Dialect;
import io.github.procmm.proto.v2.Feature;
import io.github.procmm.proto.v2.FrameHeader;
import io.github.procmm.proto.v2.FrameType;
import io.github.procmm.proto.v2.Hello;
import io.github.procmm.proto.v2.LegacyRecord;
import io.github.procmm.proto.v2.MapFlag;
import io.github.procmm.proto.v2.Mode;
import io.github.procmm.proto.v2.MoveFlag;
import io.github.procmm.proto.v2.Operation;
import io.github.procmm.proto.v2.OperationHeader;
import io.github.procmm.proto.v2.QueryArea;
import io.github.procmm.proto.v2.QueryHead;
import io.github.procmm.proto.v2.Refused;
import io.github.procmm.proto.v2.Result;
import io.github.procmm.proto.v2.Right;
import io.github.procmm.proto.v2.SealFlag;
import io.github.procmm.proto.v2.Welcome;
import io.github.procmm.wire.Abi;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the tables of part v2 of SPEC.md against the description that the codec runs. */
class SpecTablesOfV2Test {

    private static final int FRAME = 32;

    private static final RecordSchema RECORD =
            RecordSchema.of(Operation.getDescriptor(), Abi.FIXED);

    static Stream<Arguments> structs() {
        return Stream.of(
                Arguments.of("Table 16.1.", 0, List.of(FrameHeader.getDescriptor())),
                Arguments.of("Table 16.3.", FRAME, List.of(Refused.getDescriptor())),
                Arguments.of("Table 17.1.", FRAME, List.of(Hello.getDescriptor())),
                Arguments.of("Table 17.2.", FRAME, List.of(Welcome.getDescriptor())),
                Arguments.of("Table 18.1.", 0, List.of(OperationHeader.getDescriptor())),
                Arguments.of(
                        "Table 20.1.",
                        0,
                        List.of(QueryHead.getDescriptor(), QueryArea.getDescriptor())),
                Arguments.of("Table 21.2.", 0, List.of(Result.getDescriptor())),
                Arguments.of("Table 22.1.", 0, List.of(LegacyRecord.getDescriptor())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("structs")
    void V2_GEN_1_theFieldsLieWhereTheTableSays(String caption, int base, List<Descriptor> structs)
            throws IOException {
        List<String> rows =
                cells(caption).stream()
                        .filter(row -> !row.get(1).isEmpty()) // what follows has no type
                        .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(2))
                        .toList();
        List<String> wanted = new ArrayList<>();
        for (Descriptor struct : structs) {
            wanted.addAll(fields(StructLayout.of(struct, Abi.FIXED), base));
        }
        assertThat(rows).isEqualTo(wanted);
    }

    @Test
    void theOperationsHaveTheNumbersAndSizesOfTable182() throws IOException {
        List<String> rows =
                cells("Table 18.2.").stream()
                        .filter(row -> !row.get(4).isEmpty()) // but not those for proposals
                        .map(
                                row ->
                                        String.join(
                                                " ",
                                                row.get(0),
                                                row.get(1),
                                                row.get(4),
                                                row.get(5)))
                        .toList();
        assertThat(rows)
                .isEqualTo(
                        RECORD.operations().values().stream()
                                .map(
                                        o ->
                                                "%d %s %d %d"
                                                        .formatted(
                                                                o.opcode(),
                                                                upper(o),
                                                                o.bytesNeeded(),
                                                                RECORD.sizeOf(o)))
                                .toList());
    }

    @Test
    void V2_GEN_1_theFieldsOfTheRecordsLieWhereTable183Says() throws IOException {
        Set<String> rows = new TreeSet<>();
        String operations = "";
        for (List<String> row : cells("Table 18.3.")) {
            operations = row.get(0).isEmpty() ? operations : row.get(0);
            String[] offsets = row.get(1).split(", ", -1);
            String[] names = row.get(3).split(", ", -1);
            for (String operation : operations.split(", ", -1)) {
                for (int i = 0; i < names.length; i++) {
                    rows.add(operation + " " + offsets[i] + " " + row.get(2) + " " + names[i]);
                }
            }
        }
        Set<String> wanted = new TreeSet<>();
        for (OperationLayout operation : RECORD.operations().values()) {
            fields(operation.body(), RECORD.bodyOffset())
                    .forEach(field -> wanted.add(upper(operation) + " " + field));
        }
        assertThat(rows).isEqualTo(wanted);
    }

    @Test
    void theNamesHaveTheNumbersOfTheTables() throws IOException {
        assertThat(pairs("Table 16.2.", 1, 0)).isEqualTo(numbers(FrameType.values()));
        assertThat(pairs("Table 18.4.", 1, 2))
                .isEqualTo(numbers(MapFlag.values(), MoveFlag.values(), SealFlag.values()));
        List<String> modes = new ArrayList<>(List.of("SEQUENTIAL 0"));
        modes.addAll(numbers(Mode.values()));
        assertThat(pairs("Table 21.1.", 1, 0)).isEqualTo(modes);
        assertThat(
                        cells("Table 17.3.").stream()
                                .map(row -> row.get(1) + " " + (1 << Integer.parseInt(row.get(0))))
                                .toList())
                .isEqualTo(numbers(Feature.values()));
        List<String> rights = new ArrayList<>(pairs("Table 19.1.", 0, 1));
        rights.addAll(pairs("Table 19.1.", 4, 5).stream().filter(row -> !row.equals(" ")).toList());
        assertThat(rights).isEqualTo(numbers(Right.values()));
    }

    /** Of these the tables speak in a sentence. */
    @Test
    void theNumbersOfAreasAndDialectsAreNamedInTheirTables() throws IOException {
        String kinds = String.join(" ", cells("Table 20.1.").get(10));
        assertThat(numbers(AreaKind.values())).allMatch(kinds::contains);
        String dialects = cells("Table 22.1.").get(0).get(3);
        assertThat(
                        Stream.of(Dialect.values())
                                .filter(d -> d != Dialect.UNRECOGNIZED && d.getNumber() != 0)
                                .map(
                                        d ->
                                                d.getNumber()
                                                        + " "
                                                        + d.name()
                                                                .replace("DIALECT_", "")
                                                                .toLowerCase(Locale.ROOT)))
                .allMatch(dialects::contains);
    }

    private static List<String> fields(StructLayout struct, int base) {
        return struct.fields().stream()
                .map(
                        field ->
                                "%d %s `%s`"
                                        .formatted(
                                                base + field.offset(),
                                                field.type().name().toLowerCase(Locale.ROOT),
                                                field.name()))
                .toList();
    }

    private static List<String> pairs(String caption, int name, int number) throws IOException {
        return cells(caption).stream()
                .map(row -> row.get(name) + " " + decimal(row.get(number)))
                .toList();
    }

    private static String decimal(String number) {
        return number.startsWith("0x") ? String.valueOf(Integer.decode(number)) : number;
    }

    private static List<String> numbers(ProtocolMessageEnum[]... enums) {
        return Stream.of(enums)
                .flatMap(Stream::of)
                .filter(value -> !value.toString().equals("UNRECOGNIZED"))
                .filter(value -> value.getNumber() != 0)
                .map(
                        value ->
                                value.toString().replaceFirst("^[A-Z]+_", "")
                                        + " "
                                        + value.getNumber())
                .toList();
    }

    private static String upper(OperationLayout operation) {
        return operation.member().getName().toUpperCase(Locale.ROOT);
    }

    /** Returns the cells of the table behind a caption, without its heading. */
    private static List<List<String>> cells(String caption) throws IOException {
        return spec().lines()
                .dropWhile(line -> !line.startsWith(caption))
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> List.of(line.substring(1).split(" *\\|", -1)))
                .map(row -> row.stream().map(SpecTablesOfV2Test::text).toList())
                .toList();
    }

    /** The field of IMPORT has a name in the text that no generated class could have. */
    private static String text(String cell) {
        return cell.strip().replace("`descriptor`", "`fd`");
    }

    private static String spec() throws IOException {
        try (InputStream in = SpecTablesOfV2Test.class.getResourceAsStream("/procmm/SPEC.md")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }
}
