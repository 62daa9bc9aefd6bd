package io.github.procmm.kernel;

/**
 * Bytes as choices: few pages, sizes near a page, small numbers. What is asked for behind the last
 * byte is zero. Mutable.
 */
final class Chooser {

    private static final long BASE = 0x1000_0000L;
    private static final int PAGES = 12;

    /** Where off-by-one errors live, in bytes. */
    private static final long[] NEAR = {0, 0, 0, 0, 1, -1, 8, Page.SIZE / 2};

    private final byte[] bytes;
    private int next;

    Chooser(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean isOver() {
        return next >= bytes.length;
    }

    private int octet() {
        return next < bytes.length ? bytes[next++] & 0xff : 0;
    }

    /** Returns a number from 0 to below {@code bound}, at most 256. */
    int below(int bound) {
        return octet() % bound;
    }

    /** Returns one of at most 256 values. */
    @SafeVarargs
    final <T> T oneOf(T... values) {
        return values[below(values.length)];
    }

    /** Returns an address: mostly of a page among a few, or one at the end of all addresses. */
    long addr() {
        int choice = octet();
        long page = choice % PAGES;
        long near = NEAR[(choice / PAGES) % NEAR.length];
        return switch (choice >> 5) {
            case 6 -> -page * Page.SIZE + near;
            case 7 -> (0x7fff_ffff_f000L - page * Page.SIZE) + near;
            default -> BASE + page * Page.SIZE + near;
        };
    }

    /** Returns a length: mostly of a few pages, or one that wraps. */
    long len() {
        int choice = octet();
        long near = NEAR[(choice >> 3) % NEAR.length];
        return choice < 248 ? (choice % 8) * (long) Page.SIZE + near : -1L << (choice - 200);
    }

    /** Returns eight bytes as they are. */
    long any() {
        long any = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            any = (any << Byte.SIZE) | octet();
        }
        return any;
    }

    /** Returns as many bytes as the next one says, less where the input ends. */
    byte[] some() {
        int length = Math.min(octet(), bytes.length - next);
        byte[] some = new byte[length];
        System.arraycopy(bytes, next, some, 0, length);
        next += length;
        return some;
    }
}
