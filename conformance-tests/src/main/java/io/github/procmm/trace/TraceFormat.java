package io.github.procmm.trace;

/** The numbers of the .procmm format (SPEC.md, TRACE). */
final class TraceFormat {

    static final int VERSION = 1;

    /** Of a trace whose events are calls of the testee protocol. */
    static final int VERSION_OF_CALLS = 2;

    /** No message is longer, in bytes; a length that says so is not believed. */
    static final int MAX_MESSAGE = 1 << 20;

    /** A varint of 64 bits has at most this many bytes. */
    static final int MAX_VARINT = 10;

    private static final byte[] MAGIC = {(byte) 0x89, 'p', 'r', 'o', 'c', 'm', 'm', '\n'};

    private TraceFormat() {}

    static byte[] magic() {
        return MAGIC.clone();
    }
}
