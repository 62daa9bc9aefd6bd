package io.github.procmm.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.github.procmm.proto.wire.Wire;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The bits of a field by the names that its description gives them. */
public final class BitNames {

    private BitNames() {}

    /** Returns {@code PROT_READ|PROT_EXEC|0x10}, or an empty string when the bits have no names. */
    static String describe(FieldDescriptor field, long value) {
        EnumDescriptor names = namesOf(field);
        return names == null ? "" : describe(names, value);
    }

    /** Returns the same by the names of an enum. */
    public static String describe(EnumDescriptor names, long value) {
        if (value == 0) {
            EnumValueDescriptor none = names.findValueByNumber(0);
            return none == null ? "" : none.getName();
        }
        StringJoiner joined = new StringJoiner("|");
        long rest = value;
        for (EnumValueDescriptor name : names.getValues()) {
            long bits = Integer.toUnsignedLong(name.getNumber());
            if (bits != 0 && (rest & bits) == bits) {
                joined.add(name.getName());
                rest &= ~bits;
            }
        }
        if (rest != 0) {
            joined.add("0x" + Long.toHexString(rest));
        }
        return joined.toString();
    }

    /** Returns the enum of the bits' names, or null when the description names none. */
    static @Nullable EnumDescriptor namesOf(FieldDescriptor field) {
        String fullName = field.getOptions().getExtension(Wire.bits);
        if (fullName.isEmpty()) {
            return null;
        }
        return find(field.getFile(), fullName);
    }

    /** Refuses a description whose names of bits are nowhere to be found. */
    static void requireKnown(FieldDescriptor field) {
        String fullName = field.getOptions().getExtension(Wire.bits);
        if (!fullName.isEmpty() && namesOf(field) == null) {
            throw new SchemaException(
                    field.getFullName(),
                    "names its bits by " + fullName + ", which is no enum here");
        }
    }

    private static @Nullable EnumDescriptor find(FileDescriptor file, String fullName) {
        EnumDescriptor here = among(file.getEnumTypes(), fullName);
        if (here == null) {
            here = nested(file.getMessageTypes(), fullName);
        }
        if (here != null) {
            return here;
        }
        for (FileDescriptor imported : file.getDependencies()) {
            EnumDescriptor found = find(imported, fullName);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable EnumDescriptor nested(List<Descriptor> messages, String fullName) {
        for (Descriptor message : messages) {
            EnumDescriptor found = among(message.getEnumTypes(), fullName);
            if (found == null) {
                found = nested(message.getNestedTypes(), fullName);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable EnumDescriptor among(List<EnumDescriptor> enums, String fullName) {
        for (EnumDescriptor candidate : enums) {
            if (candidate.getFullName().equals(fullName)) {
                return candidate;
            }
        }
        return null;
    }
}
