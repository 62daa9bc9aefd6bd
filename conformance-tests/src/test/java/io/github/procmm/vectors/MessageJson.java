package io.github.procmm.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * A call as JSON: fields by their names in testee.proto; bytes as hexadecimal, 64-bit numbers as
 * strings of 0x and hexadecimal, enums by name. Every field is there that does not say "optional".
 */
final class MessageJson {

    private MessageJson() {}

    static ObjectNode toJson(Message message) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isRepeated()) {
                ArrayNode all = object.putArray(field.getName());
                ((List<?>) message.getField(field)).forEach(one -> all.add(toJson(field, one)));
            } else if (!field.hasPresence() || message.hasField(field)) {
                object.set(field.getName(), toJson(field, message.getField(field)));
            }
        }
        return object;
    }

    private static JsonNode toJson(FieldDescriptor field, Object value) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (field.getJavaType()) {
            case INT -> make.numberNode(Integer.toUnsignedLong((Integer) value));
            case LONG -> make.textNode("0x" + Long.toHexString((Long) value));
            case STRING -> make.textNode((String) value);
            case BYTE_STRING ->
                    make.textNode(HexFormat.of().formatHex(((ByteString) value).toByteArray()));
            case ENUM -> make.textNode(((EnumValueDescriptor) value).getName());
            case MESSAGE -> toJson((Message) value);
            case FLOAT, DOUBLE, BOOLEAN -> throw new AssertionError(field.getFullName());
        };
    }

    static Message fromJson(JsonNode object, Message.Builder builder) {
        for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
            JsonNode value = object.get(field.getName());
            if (value == null) {
                continue;
            }
            if (field.isRepeated()) {
                value.forEach(
                        one -> builder.addRepeatedField(field, fromJson(field, one, builder)));
            } else {
                builder.setField(field, fromJson(field, value, builder));
            }
        }
        return builder.build();
    }

    private static Object fromJson(FieldDescriptor field, JsonNode value, Message.Builder builder) {
        return switch (field.getJavaType()) {
            case INT -> (int) value.longValue();
            case LONG -> Long.parseUnsignedLong(value.textValue().substring(2), 16);
            case STRING -> value.textValue();
            case BYTE_STRING -> ByteString.fromHex(value.textValue());
            case ENUM ->
                    Objects.requireNonNull(field.getEnumType().findValueByName(value.textValue()));
            case MESSAGE -> fromJson(value, builder.newBuilderForField(field));
            case FLOAT, DOUBLE, BOOLEAN -> throw new AssertionError(field.getFullName());
        };
    }
}
