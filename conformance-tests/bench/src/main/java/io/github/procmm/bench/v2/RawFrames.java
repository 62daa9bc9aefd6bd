package io.github.procmm.bench.v2;

import static io.github.procmm.bench.v2.FrameWorkload.MAP;
import static io.github.procmm.bench.v2.FrameWorkload.NUMBERS;
import static io.github.procmm.bench.v2.FrameWorkload.RECORDS_PER_FRAME;
import static io.github.procmm.bench.v2.FrameWorkload.UNMAP;

import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/**
 * The same frames by hand, with the JDK's Unsafe and without a check: what code could do at best
 * that trusts its peer.
 */
final class RawFrames {

    private static final int FRAME_HEADER = 32;
    private static final int RECORD_HEADER = 16;
    private static final int MAP_SIZE = 72;
    private static final int UNMAP_SIZE = 32;
    private static final int PROTECT_SIZE = 40;
    private static final long MAGIC_VERSION_TYPE = 0x0004_0002_324d_4d50L;

    private final long[] numbers;
    private final long address;
    private long end;

    /** Writes to and reads from memory that somebody else owns. */
    RawFrames(FrameWorkload workload, long address) {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalStateException("raw stores are little-endian on such hosts only");
        }
        this.numbers = workload.numbers();
        this.address = address;
    }

    void write() {
        long[] n = numbers;
        long at = address;
        for (int first = 0; first < n.length; first += RECORDS_PER_FRAME * NUMBERS) {
            long base = at;
            at += FRAME_HEADER;
            for (int i = first; i < first + RECORDS_PER_FRAME * NUMBERS; i += NUMBERS) {
                at += put(at, n, i);
            }
            UnsafeApi.putLong(base, MAGIC_VERSION_TYPE);
            UnsafeApi.putLong(base + 8, at - base | (long) RECORDS_PER_FRAME << Integer.SIZE);
            UnsafeApi.putLong(base + 16, first);
            UnsafeApi.putLong(base + 24, 0);
        }
        end = at;
    }

    private static int put(long at, long[] n, int i) {
        int opcode = (int) n[i];
        int size = opcode == MAP ? MAP_SIZE : opcode == UNMAP ? UNMAP_SIZE : PROTECT_SIZE;
        UnsafeApi.putLong(at, opcode | (long) size << Short.SIZE | n[i + 1] << Integer.SIZE);
        UnsafeApi.putLong(at + 8, n[i + 2]);
        UnsafeApi.putLong(at + 16, n[i + 3]);
        UnsafeApi.putLong(at + 24, n[i + 4]);
        if (opcode == MAP) {
            UnsafeApi.putLong(at + 32, n[i + 5]);
            UnsafeApi.putLong(at + 40, n[i + 6]);
            UnsafeApi.putLong(at + 48, n[i + 7]);
            UnsafeApi.putLong(at + 56, 0);
            UnsafeApi.putLong(at + 64, 0);
        } else if (opcode != UNMAP) {
            UnsafeApi.putLong(at + 32, n[i + 7]);
        }
        return size;
    }

    long walk() {
        long sum = 0;
        long at = address;
        while (at < end) {
            long behind = at + UnsafeApi.getInt(at + 8);
            at += FRAME_HEADER;
            while (at < behind) {
                sum += sumOfRecord(at);
                at += UnsafeApi.getShort(at + 2) & 0xffff;
            }
        }
        return sum;
    }

    private static long sumOfRecord(long at) {
        long sum = UnsafeApi.getInt(at + 4) + UnsafeApi.getLong(at + 8);
        sum += UnsafeApi.getLong(at + RECORD_HEADER) + UnsafeApi.getLong(at + 24);
        int opcode = UnsafeApi.getShort(at);
        if (opcode == MAP) {
            return sum
                    + UnsafeApi.getLong(at + 32)
                    + UnsafeApi.getLong(at + 40)
                    + UnsafeApi.getInt(at + 48)
                    + UnsafeApi.getInt(at + 52)
                    + UnsafeApi.getLong(at + 56)
                    + UnsafeApi.getLong(at + 64);
        }
        return opcode == UNMAP ? sum : sum + UnsafeApi.getInt(at + 32);
    }

    /** Returns how many bytes have been written. */
    int length() {
        return (int) (end - address);
    }
}
