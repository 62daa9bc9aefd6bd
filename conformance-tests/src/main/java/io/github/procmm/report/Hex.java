package io.github.procmm.report;

/** Addresses in reports: {@code 0x10000000}, so that no reader rounds them. */
public final class Hex {

    private static final String PREFIX = "0x";

    private Hex() {}

    static String of(long value) {
        return PREFIX + Long.toHexString(value);
    }

    /**
     * Returns the number that a text stands for, unsigned.
     *
     * @throws IllegalArgumentException when it stands for none
     */
    public static long parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("'" + text + "', wanted 0x and digits");
        }
        return Long.parseUnsignedLong(text.substring(PREFIX.length()), 16);
    }
}
