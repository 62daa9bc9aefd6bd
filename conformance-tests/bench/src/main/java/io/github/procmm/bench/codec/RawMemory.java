package io.github.procmm.bench.codec;

import org.agrona.UnsafeApi;

/**
 * A block outside the heap, read and written through the JDK's own Unsafe without any check: what
 * no library may do to its users, and so the practical limit of one that checks. Bytes in the
 * host's order.
 *
 * <p>By way of Agrona, whose static methods are Unsafe's own: javac would not let sun.misc.Unsafe
 * pass without a warning, nor would later JDKs at run time.
 */
final class RawMemory {

    private final long address;

    RawMemory(int size) {
        this.address = UnsafeApi.allocateMemory(size);
        UnsafeApi.setMemory(address, size, (byte) 0);
    }

    long getLong(int offset) {
        return UnsafeApi.getLong(address + offset);
    }

    int getInt(int offset) {
        return UnsafeApi.getInt(address + offset);
    }

    void putLong(int offset, long value) {
        UnsafeApi.putLong(address + offset, value);
    }

    void copyTo(RawMemory target, int size) {
        UnsafeApi.copyMemory(address, target.address, size);
    }

    void free() {
        UnsafeApi.freeMemory(address);
    }
}
