package io.github.procmm.v2;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.ProtocolMessageEnum;
import io.github.procmm.model.Errno;
import io.github.procmm.proto.v2.AreaKind;
import io.github.procmm.proto.v2.Constant;
import io.github.procmm.proto.v2.Dialect;
import io.github.procmm.proto.v2.Feature;
import io.github.procmm.proto.v2.FrameHeader;
import io.github.procmm.proto.v2.LegacyRecord;
import io.github.procmm.proto.v2.MapFlag;
import io.github.procmm.proto.v2.Mode;
import io.github.procmm.proto.v2.MoveFlag;
import io.github.procmm.proto.v2.QueryArea;
import io.github.procmm.proto.v2.QueryHead;
import io.github.procmm.proto.v2.Result;
import io.github.procmm.proto.v2.Right;
import io.github.procmm.proto.v2.SealFlag;
import io.github.procmm.proto.v2.Status;
import io.github.procmm.proto.v2.V2;
import io.github.procmm.schema.FieldLayout;
import io.github.procmm.schema.OperationLayout;
import io.github.procmm.schema.RecordSchema;
import io.github.procmm.schema.StructLayout;
import io.github.procmm.wire.Abi;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds every number of the hand-tuned codec of part v2 against v2.proto. */
class LayoutTest {

    private static final RecordSchema RECORD =
            RecordSchema.of(io.github.procmm.proto.v2.Operation.getDescriptor(), Abi.FIXED);

    @Test
    void V2_GEN_1_everyFieldLiesWhereTheDescriptionSays() {
        Map<String, Integer> wanted = new TreeMap<>();
        wanted.put("MAGIC_NUMBER", Constant.MAGIC_VALUE);
        wanted.put("VERSION_NUMBER", Constant.VERSION_VALUE);
        wanted.put("LEAST_MAX_FRAME", Constant.LEAST_MAX_FRAME_VALUE);
        wanted.put("UNIT", 8);
        put(wanted, FrameHeader.getDescriptor(), 0, "MAGIC magic", "VERSION version", "TYPE type");
        put(wanted, FrameHeader.getDescriptor(), 0, "LENGTH length", "COUNT count", "MODE mode");
        put(wanted, FrameHeader.getDescriptor(), 0, "SEQUENCE sequence", "FRAME_RESERVED reserved");
        wanted.put("FRAME_HEADER", struct(FrameHeader.getDescriptor()).size());
        Descriptor head = header();
        put(wanted, head, 0, "OPCODE opcode", "SIZE size", "FLAGS flags", "HANDLE handle");
        wanted.put("RECORD_HEADER", struct(head).size());
        operations(wanted);
        put(wanted, LegacyRecord.getDescriptor(), 0, "LEGACY_BYTES bytes");
        wanted.put("LEGACY_RECORD", struct(LegacyRecord.getDescriptor()).size());
        Descriptor result = Result.getDescriptor();
        put(wanted, result, 0, "RESULT_SIZE size", "STATUS status", "VALUE value", "FIELD field");
        put(wanted, result, 0, "RESULT_RESERVED reserved");
        wanted.put("RESULT_HEADER", struct(result).size());
        Descriptor query = QueryHead.getDescriptor();
        put(wanted, query, 0, "EPOCH epoch", "MAPPED mapped", "AREAS areas", "REPORTED reported");
        wanted.put("QUERY_HEAD", struct(query).size());
        Descriptor area = QueryArea.getDescriptor();
        put(wanted, area, 0, "AREA_START start", "AREA_END end", "AREA_OFFSET offset");
        put(wanted, area, 0, "AREA_TAG tag", "AREA_PROT prot", "AREA_MAX_PROT max_prot");
        put(wanted, area, 0, "AREA_KIND kind", "AREA_RESERVED reserved");
        wanted.put("QUERY_AREA", struct(area).size());

        assertThat(constants(Layout.class)).isEqualTo(wanted);
    }

    /** Constants that several operations share hold for each of them. */
    private static void operations(Map<String, Integer> wanted) {
        for (String name : new String[] {"create", "clone", "duplicate"}) {
            put(wanted, body(name), RECORD.bodyOffset(), "RIGHTS rights");
        }
        put(wanted, body("create"), RECORD.bodyOffset(), "MAX_BYTES max_bytes");
        Descriptor memory = body("memory");
        put(wanted, memory, RECORD.bodyOffset(), "BYTES bytes", "MEMORY_RIGHTS rights");
        put(wanted, memory, RECORD.bodyOffset(), "MEMORY_TAG tag");
        Descriptor imports = body("import");
        put(wanted, imports, RECORD.bodyOffset(), "DESCRIPTOR fd", "IMPORT_RIGHTS rights");
        put(wanted, imports, RECORD.bodyOffset(), "IMPORT_TAG tag");
        for (String name : new String[] {"map", "unmap", "protect", "move", "discard", "seal"}) {
            put(wanted, body(name), RECORD.bodyOffset(), "ADDR addr", "LEN len");
        }
        Descriptor map = body("map");
        put(wanted, map, RECORD.bodyOffset(), "OBJECT object", "OFFSET offset", "PROT prot");
        put(wanted, map, RECORD.bodyOffset(), "MAX_PROT max_prot", "END end", "ALIGN align");
        put(wanted, body("protect"), RECORD.bodyOffset(), "PROTECT_PROT prot");
        put(wanted, body("move"), RECORD.bodyOffset(), "TO to");
        put(wanted, body("query"), RECORD.bodyOffset(), "ADDR addr", "MAX max");
    }

    private static void put(
            Map<String, Integer> wanted, Descriptor message, int base, String... pairs) {
        for (String pair : pairs) {
            String[] names = pair.split(" ", -1);
            int offset = base + field(struct(message), names[1]).offset();
            Integer before = wanted.put(names[0], offset);
            assertThat(before == null ? offset : before).as(names[0]).isEqualTo(offset);
        }
    }

    @Test
    void V2_GEN_1_everyNumberLiesAtAMultipleOfItsWidth() {
        for (Descriptor message : V2.getDescriptor().getMessageTypes()) {
            if (message.getRealOneofs().isEmpty()) {
                assertThat(struct(message).size() % 8).isZero();
                assertThat(struct(message).fields())
                        .allSatisfy(field -> assertThat(field.offset() % field.size()).isZero());
            }
        }
    }

    @Test
    void theOperationsHaveTheNumbersAndSizesOfTheDescription() {
        assertThat(
                        Stream.of(Operation.values())
                                .map(
                                        o ->
                                                o
                                                        + " "
                                                        + o.opcode()
                                                        + " "
                                                        + o.firstSize()
                                                        + " "
                                                        + o.size()))
                .isEqualTo(
                        RECORD.operations().values().stream()
                                .map(
                                        o ->
                                                upper(o.member().getName())
                                                        + " "
                                                        + o.opcode()
                                                        + " "
                                                        + o.bytesNeeded()
                                                        + " "
                                                        + RECORD.sizeOf(o))
                                .toList());
        assertThat(RECORD.operations().values().stream().map(OperationLayout::cOpcode))
                .isEqualTo(Stream.of(Operation.values()).map(o -> "PROCMM_OP_" + o).toList());
    }

    @Test
    void theBitsHaveTheNumbersOfTheDescription() {
        assertThat(without(constants(Rights.class), "OF_SPACE", "OF_OBJECT"))
                .isEqualTo(numbers(Right.values(), "RIGHT_"));
        assertThat(constants(io.github.procmm.v2.AreaKind.class))
                .isEqualTo(numbers(AreaKind.values(), "AREA_"));
        Map<String, Integer> flags = numbers(MapFlag.values(), "MAP_");
        flags.putAll(numbers(MoveFlag.values(), "MOVE_"));
        flags.putAll(numbers(SealFlag.values(), "SEAL_"));
        assertThat(constants(OpFlags.class)).isEqualTo(flags);
        assertThat(without(longs(Features.class), "ALL"))
                .isEqualTo(numbers(Feature.values(), "FEATURE_"));
        assertThat(Features.ALL).isEqualTo(sum(Feature.values()));
        assertThat(Rights.OF_SPACE | Rights.OF_OBJECT).isEqualTo((int) sum(Right.values()));
        assertThat(Rights.OF_OBJECT)
                .isEqualTo(
                        Right.RIGHT_READ_VALUE | Right.RIGHT_WRITE_VALUE | Right.RIGHT_EXEC_VALUE);
    }

    @Test
    void V2_REC_5_theFlagsOfAnOperationAreThoseOfItsEnum() {
        for (Operation operation : Operation.values()) {
            long flags =
                    switch (operation) {
                        case MAP -> sum(MapFlag.values());
                        case MOVE -> sum(MoveFlag.values());
                        case SEAL -> sum(SealFlag.values());
                        default -> 0;
                    };
            assertThat((long) OpFlags.of(operation)).as("%s", operation).isEqualTo(flags);
        }
    }

    @Test
    void theEnumsHaveTheNumbersOfTheDescription() {
        assertThat(Stream.of(FrameType.values()).collect(toMap(Enum::name, FrameType::number)))
                .isEqualTo(numbers(io.github.procmm.proto.v2.FrameType.values(), "FRAME_"));
        Map<String, Integer> modes = numbers(Mode.values(), "MODE_");
        modes.put("SEQUENTIAL", Mode.MODE_SEQUENTIAL_VALUE);
        assertThat(Stream.of(BatchMode.values()).collect(toMap(Enum::name, BatchMode::number)))
                .isEqualTo(modes);
        assertThat(
                        Stream.of(LegacyDialect.values())
                                .collect(toMap(Enum::name, LegacyDialect::number)))
                .isEqualTo(numbers(Dialect.values(), "DIALECT_"));
        Map<String, Integer> errnos =
                Stream.of(Errno.values()).collect(toMap(Enum::name, Errno::number));
        assertThat(errnos).containsAllEntriesOf(numbers(Status.values(), "STATUS_"));
    }

    /** Returns names without their prefix, and numbers; zeros say "none" and are left away. */
    private static Map<String, Integer> numbers(ProtocolMessageEnum[] values, String prefix) {
        Map<String, Integer> numbers = new TreeMap<>();
        for (ProtocolMessageEnum value : values) {
            String name = value.toString();
            if (!name.equals("UNRECOGNIZED") && value.getNumber() != 0) {
                assertThat(name).startsWith(prefix);
                numbers.put(name.substring(prefix.length()), value.getNumber());
            }
        }
        return numbers;
    }

    private static long sum(ProtocolMessageEnum[] bits) {
        return numbers(bits, "").values().stream().mapToLong(Integer::toUnsignedLong).sum();
    }

    private static Map<String, Integer> without(Map<String, Integer> numbers, String... names) {
        numbers.keySet().removeAll(Arrays.asList(names));
        return numbers;
    }

    /** Returns the ints that other classes can see. */
    private static Map<String, Integer> constants(Class<?> type) {
        Map<String, Integer> constants = new TreeMap<>();
        for (Field field : type.getDeclaredFields()) {
            if (field.getType() == int.class) {
                constants.put(field.getName(), ((Number) valueOf(field)).intValue());
            }
        }
        return constants;
    }

    private static Map<String, Integer> longs(Class<?> type) {
        return Stream.of(type.getDeclaredFields())
                .filter(field -> field.getType() == long.class)
                .collect(
                        toMap(
                                Field::getName,
                                field -> ((Number) valueOf(field)).intValue(),
                                (a, b) -> a,
                                TreeMap::new));
    }

    private static Object valueOf(Field constant) {
        try {
            return Objects.requireNonNull(constant.get(null));
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }

    private static StructLayout struct(Descriptor message) {
        return StructLayout.of(message, Abi.FIXED);
    }

    private static Descriptor header() {
        return Objects.requireNonNull(RECORD.header()).struct().descriptor();
    }

    private static Descriptor body(String member) {
        return RECORD.descriptor().findFieldByName(member).getMessageType();
    }

    private static FieldLayout field(StructLayout struct, String name) {
        return struct.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(struct.cName() + " has no " + name));
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
