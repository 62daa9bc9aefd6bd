package io.github.procmm.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A record, taken apart.
 *
 * @param dialect by which it is read
 * @param fields what its bytes are, in their order
 */
public record RecordEntry(String dialect, List<Field> fields) {

    /** Copies the list. */
    public RecordEntry {
        fields = List.copyOf(fields);
    }

    /**
     * A run of bytes.
     *
     * @param offset of the first byte, from the record's start
     * @param length in bytes
     * @param kind OPCODE, FIELD, PADDING, IGNORED, MISSING or EXCESS
     * @param name of the field, or empty
     * @param hex the bytes, two digits each; empty where they are missing
     * @param value the number that they hold, as people write it; empty where they hold none
     * @param meaning names of bits, the operation, why bytes do not matter
     */
    public record Field(
            int offset,
            int length,
            String kind,
            String name,
            String hex,
            String value,
            String meaning) {

        /** Returns the name; what the bytes are instead, in parentheses, where they have none. */
        public String label() {
            return name.isEmpty() ? "(" + kind.toLowerCase(Locale.ROOT) + ")" : name;
        }
    }

    /** Returns how many bytes it has. */
    public int length() {
        return fields.stream().mapToInt(field -> field.hex().length() / 2).sum();
    }

    /** Returns it in one line: {@code MM_MUNMAP addr=0x1000 len=0x1}. */
    public String inOneLine() {
        return fields.stream()
                .map(RecordEntry::word)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String word(Field field) {
        return switch (field.kind()) {
            case "OPCODE" ->
                    field.meaning().startsWith("MM_") ? field.meaning() : "op=" + field.value();
            case "FIELD" -> field.name() + "=" + brief(field);
            case "MISSING" -> field.name() + " missing";
            case "EXCESS" -> field.length() + " more bytes";
            default -> "";
        };
    }

    /** Returns a value as {@code procmm encode} takes it: names without their prefix, or -1. */
    private static String brief(Field field) {
        if (field.meaning().isEmpty()) {
            return field.hex().matches("f+") ? "-1" : field.value();
        }
        return field.meaning().replaceAll("(?<![A-Z])[A-Z]+_", "");
    }
}
