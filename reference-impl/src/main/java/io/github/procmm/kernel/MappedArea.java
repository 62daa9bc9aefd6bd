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
        String columns =
                String.format("%08x-%08x %s %08x 00:00 0 ", start, end, permissions(), offset);
        if (object.isEmpty()) {
            return columns;
        }
        return columns + " ".repeat(Math.max(0, NAME_COLUMN - columns.length())) + object;
    }
}
