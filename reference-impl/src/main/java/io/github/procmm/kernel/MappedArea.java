package io.github.procmm.kernel;

import io.github.procmm.model.Prot;

/**
 * One area as a program can see it.
 *
 * @param start the first address, in bytes
 * @param end the first address behind it
 * @param prot bits of {@link Prot}
 * @param shared whether stores reach the object
 * @param object the name of the object shown, or empty for private anonymous memory
 * @param offset where in the object it starts, in bytes
 */
public record MappedArea(
        long start, long end, int prot, boolean shared, String object, long offset) {

    /** Of an address or an offset, in hexadecimal; there are more where they are needed. */
    private static final int LEAST_DIGITS = 8;

    private static final int DIGIT = 4;
    private static final int RADIX = 1 << DIGIT;

    /** Where the kernel's own columns end and the name begins. */
    private static final int NAME_COLUMN = 73;

    static MappedArea of(Area area) {
        OpenObject file = area.file();
        String name = file == null ? "" : file.object().name();
        return new MappedArea(
                area.start(), area.end(), area.prot(), area.isShared(), name, area.offset());
    }

    /** Returns the four letters of the third column: {@code rw-p}. */
    public String permissions() {
        return ((prot & Prot.READ) != 0 ? "r" : "-")
                + ((prot & Prot.WRITE) != 0 ? "w" : "-")
                + ((prot & Prot.EXEC) != 0 ? "x" : "-")
                + (shared ? "s" : "p");
    }

    /** Returns the line of /proc/PID/maps, without its end. Device and inode are 0. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        appendTo(line);
        return line.toString();
    }

    /** Appends that line: what a host is asked for most often. */
    void appendTo(StringBuilder lines) {
        int begun = lines.length();
        appendHex(start, lines);
        appendHex(end, lines.append('-'));
        appendHex(offset, lines.append(' ').append(permissions()).append(' '));
        lines.append(" 00:00 0 ");
        if (!object.isEmpty()) {
            int columns = lines.length() - begun;
            lines.append(" ".repeat(Math.max(0, NAME_COLUMN - columns))).append(object);
        }
    }

    private static void appendHex(long number, StringBuilder out) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(number);
        int digits = Math.max(LEAST_DIGITS, (bits + DIGIT - 1) / DIGIT);
        for (int i = digits - 1; i >= 0; i--) {
            out.append(Character.forDigit((int) (number >>> (i * DIGIT)) & (RADIX - 1), RADIX));
        }
    }
}
