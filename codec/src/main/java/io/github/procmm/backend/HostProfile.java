package io.github.procmm.backend;

import io.github.procmm.model.Generation;
import io.github.procmm.wire.Dialect;

/**
 * Which host a kernel is: everything in which hosts differ.
 *
 * @param dialect the host's native records
 * @param generation of the host patch: what write does with a record
 * @param manager what lies beneath
 * @param maxMapCount how many areas an address space may have before it is refused more
 * @param maxAddressSpaces how many address spaces may be open before open is refused
 * @param ldtEntries how many LDT entries all address spaces together may have
 */
public record HostProfile(
        Dialect dialect,
        Generation generation,
        MemoryManager manager,
        int maxMapCount,
        int maxAddressSpaces,
        long ldtEntries) {

    private static final int LINUX_MAX_MAP_COUNT = 65530;

    /** An x86_64 host of the last generation on today's memory management. */
    public static final HostProfile DEFAULT =
            of(Dialect.X86_64, Generation.DEFAULT, MemoryManager.LINUX_6_18);

    /** Returns a host without limits of its own, but for Linux's default number of areas. */
    public static HostProfile of(Dialect dialect, Generation generation, MemoryManager manager) {
        return new HostProfile(
                dialect,
                generation,
                manager,
                LINUX_MAX_MAP_COUNT,
                Integer.MAX_VALUE,
                Long.MAX_VALUE);
    }

    /** Returns this host with another limit on areas. */
    public HostProfile withMaxMapCount(int areas) {
        return new HostProfile(dialect, generation, manager, areas, maxAddressSpaces, ldtEntries);
    }

    /** Returns this host with another limit on address spaces. */
    public HostProfile withMaxAddressSpaces(int spaces) {
        return new HostProfile(dialect, generation, manager, maxMapCount, spaces, ldtEntries);
    }

    /** Returns this host with another limit on LDT entries. */
    public HostProfile withLdtEntries(long entries) {
        return new HostProfile(
                dialect, generation, manager, maxMapCount, maxAddressSpaces, entries);
    }

    /**
     * Returns whether an unaligned offset is refused (V1-MAP-11) rather than rounded down
     * (V1-MAP-12).
     */
    public boolean refusesUnalignedOffset() {
        return generation == Generation.SKAS3_V9 && dialect.abi().wordSize() == Long.BYTES;
    }

    /** Returns whether address spaces have LDTs: an x86 matter (V1-LDT-10). */
    public boolean hasLdts() {
        return dialect == Dialect.I386 || dialect == Dialect.X86_64;
    }
}
