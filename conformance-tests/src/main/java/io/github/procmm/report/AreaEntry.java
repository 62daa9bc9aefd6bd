package io.github.procmm.report;

import io.github.procmm.suite.ExpectedArea;

/**
 * An area of an address space.
 *
 * @param start the first address, in hexadecimal with 0x
 * @param end the first address behind it, in the same way
 * @param permissions four letters as maps prints them
 * @param object what is shown: {@code object 0}, {@code shared memory}; empty where it is private
 *     memory
 * @param offset where in the object it starts, as an address; empty without one
 */
public record AreaEntry(
        String start, String end, String permissions, String object, String offset) {

    static AreaEntry of(ExpectedArea area) {
        String object =
                switch (area.object()) {
                    case ExpectedArea.ANONYMOUS -> "";
                    case ExpectedArea.SHARED_MEMORY -> "shared memory";
                    default -> "object " + area.object();
                };
        return new AreaEntry(
                Hex.of(area.start()),
                Hex.of(area.end()),
                area.permissions(),
                object,
                object.isEmpty() ? "" : Hex.of(area.offset()));
    }

    /** Returns what it is apart from where it lies: {@code rw-s object 0 + 0x1000}. */
    public String what() {
        return permissions
                + (object.isEmpty() ? "" : " " + object)
                + (offset.isEmpty() || offset.equals("0x0") ? "" : " + " + offset);
    }
}
