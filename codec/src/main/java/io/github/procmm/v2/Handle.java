package io.github.procmm.v2;

/** The numbers that stand for spaces and objects, and those that stand for results: section 19. */
public final class Handle {

    /** Names nothing. As MAP's object: anonymous memory. */
    public static final long NONE = 0;

    private static final long REFERENCE = Long.MIN_VALUE;

    private Handle() {}

    /**
     * Returns the handle of a slot and how often that has been given before.
     *
     * @param index from 0, unsigned
     * @param generation from 1
     */
    public static long of(int index, int generation) {
        return (long) generation << Integer.SIZE | Integer.toUnsignedLong(index);
    }

    /** Returns the slot of a handle. */
    public static int index(long handle) {
        return (int) handle;
    }

    /** Returns the generation of a handle. */
    public static int generation(long handle) {
        return (int) (handle >>> Integer.SIZE);
    }

    /**
     * Returns what stands in a record for the value of an earlier one.
     *
     * @param record its place in the frame, from 0
     */
    public static long reference(int record) {
        return REFERENCE | Integer.toUnsignedLong(record);
    }

    /** Returns whether a number is a reference rather than a handle. */
    public static boolean isReference(long handle) {
        return handle < 0;
    }

    /**
     * Returns the place in the frame that a reference names, or -1 where bits are set that no
     * reference has.
     */
    public static int referred(long reference) {
        long record = reference & ~REFERENCE;
        return record > Integer.MAX_VALUE ? -1 : (int) record;
    }
}
