package io.github.procmm.command;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import io.github.procmm.schema.FieldLayout;
import io.github.procmm.schema.OperationLayout;
import io.github.procmm.schema.SchemaCodec;
import io.github.procmm.wire.FieldRangeException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An operation of any described interface as words: its name, then field=value. */
final class OperationWords {

    private final SchemaCodec codec;

    OperationWords(SchemaCodec codec) {
        this.codec = codec;
    }

    Message parse(List<String> words) {
        OperationLayout operation = operation(words.get(0));
        Message.Builder union = codec.newMessageBuilder();
        Message.Builder body = union.newBuilderForField(operation.member());
        Set<String> given = new HashSet<>();
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("'" + word + "', wanted field=value");
            }
            FieldLayout field = field(operation, word.substring(0, equals));
            if (!given.add(field.name())) {
                throw new IllegalArgumentException("field '" + field.name() + "' is given twice");
            }
            long value = value(field, word.substring(equals + 1));
            if ((value & ~allOnes(field)) != 0) {
                throw new FieldRangeException(field.name(), value, allOnes(field));
            }
            body.setField(field.descriptor(), field.toProtobuf(value));
        }
        return union.setField(operation.member(), body.build()).build();
    }

    private OperationLayout operation(String name) {
        for (OperationLayout operation : codec.schema().operations().values()) {
            if (operation.member().getName().equals(name)) {
                return operation;
            }
        }
        String names =
                codec.schema().operations().values().stream()
                        .map(operation -> operation.member().getName())
                        .collect(Collectors.joining(", "));
        throw new IllegalArgumentException("operation '" + name + "', wanted one of " + names);
    }

    private static FieldLayout field(OperationLayout operation, String name) {
        for (FieldLayout field : operation.body().fields()) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        String names =
                operation.body().fields().stream()
                        .map(FieldLayout::name)
                        .collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                operation.member().getName() + " has no field '" + name + "', it has " + names);
    }

    private static long value(FieldLayout field, String text) {
        long value = 0;
        for (String part : text.split("\\|", -1)) {
            value |= part(field, part);
        }
        return value;
    }

    private static long part(FieldLayout field, String part) {
        try {
            if (part.startsWith("0x")) {
                return Long.parseUnsignedLong(part.substring(2), 16);
            }
            if (part.equals("-1")) {
                return allOnes(field);
            }
            return Long.parseUnsignedLong(part);
        } catch (NumberFormatException notANumber) {
            Long bits = bits(field, part);
            if (bits == null) {
                throw new IllegalArgumentException(
                        field.name() + " '" + part + "', wanted " + wanted(field), notANumber);
            }
            return bits;
        }
    }

    private static long allOnes(FieldLayout field) {
        return -1L >>> (Long.SIZE - field.size() * Byte.SIZE);
    }

    private static String wanted(FieldLayout field) {
        EnumDescriptor names = field.bitNames();
        String number = "a decimal or 0x number of 64 bits or -1";
        if (names == null) {
            return number;
        }
        return names.getValues().stream()
                .map(value -> withoutPrefix(value.getName()))
                .collect(Collectors.joining("|", "names joined by | (", ") or " + number));
    }

    private static String withoutPrefix(String name) {
        return name.substring(name.indexOf('_') + 1);
    }

    /** Returns the bits of a name, with or without its prefix, or null. */
    private static @Nullable Long bits(FieldLayout field, String name) {
        EnumDescriptor names = field.bitNames();
        if (names == null) {
            return null;
        }
        String wanted = name.toUpperCase(Locale.ROOT);
        for (EnumValueDescriptor value : names.getValues()) {
            String full = value.getName();
            if (full.equals(wanted) || withoutPrefix(full).equals(wanted)) {
                return Integer.toUnsignedLong(value.getNumber());
            }
        }
        return null;
    }
}
