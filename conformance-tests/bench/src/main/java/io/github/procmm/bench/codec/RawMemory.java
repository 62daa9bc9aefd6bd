package io.github.procmm.bench.codec;

import java.lang.reflect.Field;
import sun.misc.Unsafe;

/**
 * A block outside the heap, read and written without any check: what no library may do to its
 * users, and so the practical limit of one that checks. Bytes in the host's order.
 */
@SuppressWarnings("sunapi") // The one place where Unsafe is touched: to measure against it.
final class RawMemory {

    private static final Unsafe UNSAFE = theUnsafe();

    private final long address;

    RawMemory(int size) {
        this.address = UNSAFE.allocateMemory(size);
        UNSAFE.setMemory(address, size, (byte) 0);
    }

    long getLong(int offset) {
        return UNSAFE.getLong(address + offset);
    }

    int getInt(int offset) {
        return UNSAFE.getInt(address + offset);
    }

    void putLong(int offset, long value) {
        UNSAFE.putLong(address + offset, value);
    }

    void copyTo(RawMemory target, int size) {
        UNSAFE.copyMemory(address, target.address, size);
    }

    void free() {
        UNSAFE.freeMemory(address);
    }

    private static Unsafe theUnsafe() {
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("sun.misc.Unsafe is out of reach", e);
        }
    }
}
