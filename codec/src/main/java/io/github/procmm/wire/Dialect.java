package io.github.procmm.wire;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a file's records: that of the host it lives on, or of that host's 32-bit programs.
 *
 * <p>A dialect belongs to the file, not to the writer: on x86_64, {@code /proc/mm} speaks {@link
 * #I386} and {@code /proc/mm64} speaks {@link #X86_64} (V1-FILE-3, V1-FILE-4).
 */
public enum Dialect {
    /** Also the 32-bit record of an x86_64 host. */
    I386(new Abi(4, 4, LITTLE_ENDIAN)),
    /** The EABI. */
    ARM(new Abi(4, 8, LITTLE_ENDIAN)),
    /** 32 bits, big-endian. */
    POWERPC(new Abi(4, 8, BIG_ENDIAN)),
    /** The native record of an x86_64 host. */
    X86_64(new Abi(8, 8, LITTLE_ENDIAN)),
    /** 64 bits, big-endian. */
    S390X(new Abi(8, 8, BIG_ENDIAN));

    private final Abi abi;

    Dialect(Abi abi) {
        this.abi = abi;
    }

    /** Returns the ABI whose C rules lay out the record. */
    public Abi abi() {
        return abi;
    }

    /** Returns the size of the whole record in bytes: 28 or 56. */
    public int recordSize() {
        return RecordLayout.recordSize(abi);
    }

    /** Returns the name that users write: {@code i386}, {@code arm}, {@code powerpc}, ... */
    public String readableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the dialect of that readable name, or null when there is none. */
    public static @Nullable Dialect of(String readableName) {
        for (Dialect dialect : values()) {
            if (dialect.readableName().equals(readableName)) {
                return dialect;
            }
        }
        return null;
    }

    /** Returns the names of all dialects, for a message that says what would have done. */
    public static String names() {
        return Arrays.stream(values()).map(Dialect::readableName).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return readableName();
    }
}
