package io.github.procmm.replay;

import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.kernel.MappedArea;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordDecoder;
import io.github.procmm.wire.RecordEncoder;

/** One of the trace's address spaces while it is played: its descriptor, its codec, its memory. */
final class ReplayedMm {

    private final int number;
    private final int descriptor;
    private final AddressSpace memory;
    private final KnownMemory known = new KnownMemory();
    private final Dialect dialect;
    private final RecordDecoder decoder;
    private final RecordEncoder encoder;
    private final RecordEncoder otherEncoder;
    private final RecordDecoder otherDecoder;

    ReplayedMm(int number, int descriptor, AddressSpace memory, Dialect dialect) {
        this.number = number;
        this.descriptor = descriptor;
        this.memory = memory;
        this.dialect = dialect;
        this.decoder = new RecordDecoder(dialect);
        this.encoder = new RecordEncoder(dialect);
        this.otherEncoder = new RecordEncoder(otherWidth(dialect));
        this.otherDecoder = new RecordDecoder(otherWidth(dialect));
    }

    /** Returns the little-endian dialect whose words have the other width. */
    static Dialect otherWidth(Dialect dialect) {
        return dialect.abi().wordSize() == Integer.BYTES ? Dialect.X86_64 : Dialect.I386;
    }

    int number() {
        return number;
    }

    int descriptor() {
        return descriptor;
    }

    Dialect dialect() {
        return dialect;
    }

    AddressSpace memory() {
        return memory;
    }

    KnownMemory known() {
        return known;
    }

    RecordDecoder decoder() {
        return decoder;
    }

    RecordEncoder encoder() {
        return encoder;
    }

    RecordEncoder otherEncoder() {
        return otherEncoder;
    }

    RecordDecoder otherDecoder() {
        return otherDecoder;
    }

    /**
     * Returns the first address of {@code [start, end)} where nothing is mapped, or {@code end}.
     */
    long firstHole(long start, long end) {
        long at = start;
        for (MappedArea area : memory.areas()) {
            if (area.start() > at) {
                break;
            }
            at = Math.max(at, area.end());
        }
        return Math.min(at, end);
    }
}
