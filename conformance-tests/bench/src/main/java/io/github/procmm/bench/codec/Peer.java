package io.github.procmm.bench.codec;

import io.github.procmm.model.Decoded;
import java.util.function.Consumer;

/**
 * One way to write a workload to a buffer of its own and to read it back.
 *
 * <p>Both ways of encoding leave the same bytes; decoding looks at every opcode and needs them
 * there.
 */
interface Peer extends AutoCloseable {

    /** Writes every operation from plain numbers, or from messages that were built before. */
    void encode();

    /** Writes every operation from its record. */
    void encodeRecords();

    /** Reads every field of every operation where it lies and returns the sum. */
    long decode();

    /** Reads every operation as one of our records; the sink takes what our decoder gives. */
    void decodeRecords(Consumer<? super Decoded> sink);

    @Override
    void close();
}
