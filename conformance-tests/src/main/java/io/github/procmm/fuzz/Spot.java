package io.github.procmm.fuzz;

/**
 * Where in a history memory is named.
 *
 * @param step number of the call
 * @param kind what of it
 * @param at where there: number of a segment, or where the record begins among the bytes sent
 * @param addr in bytes, unsigned
 * @param len in bytes, unsigned; 0 where only an address is named
 * @param prot {@link #NONE} where there is none
 * @param offset in the object that is mapped, in bytes; {@link #NONE} where none is
 */
record Spot(int step, Kind kind, int at, long addr, long len, long prot, long offset) {

    /** Where no protection is named, or no object. */
    static final long NONE = -1;

    /** What names memory. */
    enum Kind {
        WRITE,
        SEGMENT,
        ACCESS,
        RECORD,
        /** Where MOVE moves to. */
        DESTINATION
    }

    boolean isRange() {
        return len != 0;
    }

    /** Returns the first byte behind the range, in bytes, unsigned. */
    long end() {
        return addr + len;
    }

    /** Returns whether an address lies in the range. */
    boolean has(long place) {
        return Long.compareUnsigned(place - addr, len) < 0;
    }

    /** Returns where a record moves this range to. */
    Spot to(long place) {
        return new Spot(step, Kind.DESTINATION, at, place, len, NONE, NONE);
    }

    /** Returns the same so many bytes away. */
    Spot moved(long distance) {
        return new Spot(step, kind, at, addr + distance, len, prot, offset);
    }

    /** Returns the same with another range, at each address of which the same is mapped. */
    Spot at(long otherAddr, long otherLen) {
        long start = offset == NONE ? NONE : offset + (otherAddr - addr);
        return new Spot(step, kind, at, otherAddr, otherLen, prot, start);
    }

    /** Returns the same with another protection. */
    Spot with(long otherProt) {
        return new Spot(step, kind, at, addr, len, otherProt, offset);
    }
}
