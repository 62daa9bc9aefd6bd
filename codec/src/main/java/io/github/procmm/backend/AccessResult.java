package io.github.procmm.backend;

/** What came of a load, store or fetch. */
public sealed interface AccessResult {

    /**
     * The bytes.
     *
     * @param value little-endian, zero-extended; after a store what was stored
     */
    record Value(long value) implements AccessResult {}

    /**
     * A signal, and nothing stored.
     *
     * @param kind which
     * @param addr the first byte that could not be accessed
     */
    record Fault(FaultKind kind, long addr) implements AccessResult {}
}
