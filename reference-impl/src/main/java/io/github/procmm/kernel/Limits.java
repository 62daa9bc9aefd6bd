package io.github.procmm.kernel;

import io.github.procmm.wire.Dialect;

/**
 * What a writer may do to any address space: the limits are those of whoever writes, not of the
 * space that is written to (V1-MAP-20, V1-MAP-32).
 *
 * @param taskSize the first address that cannot be mapped, in bytes; page-aligned, below 2^63
 * @param addressSpaceBytes RLIMIT_AS: how much one address space may map, in bytes; unsigned
 * @param descriptors how many descriptors may be open at a time
 */
public record Limits(long taskSize, long addressSpaceBytes, int descriptors) {

    private static final long UNLIMITED = -1L;
    private static final int DESCRIPTORS = 1024;
    private static final long STACK_ROOM = 0x800_0000;

    /** A 32-bit program on an x86_64 host has all but the last two pages of 4 GiB. */
    private static final long COMPAT_TASK_SIZE = 0xffff_e000L;

    /** Checks the ranges. */
    public Limits {
        if (taskSize <= 0 || !Page.aligned(taskSize)) {
            throw new IllegalArgumentException(
                    "taskSize 0x" + Long.toHexString(taskSize) + ", wanted whole pages below 2^63");
        }
        if (descriptors < 0) {
            throw new IllegalArgumentException("descriptors " + descriptors + ", wanted 0 or more");
        }
    }

    /** Returns the limits of a program that nobody limited, on a host of its own kind or x86_64. */
    public static Limits of(Dialect program, Dialect host) {
        boolean compat = program == Dialect.I386 && host == Dialect.X86_64;
        return new Limits(compat ? COMPAT_TASK_SIZE : taskSize(program), UNLIMITED, DESCRIPTORS);
    }

    /** Returns these limits with another RLIMIT_AS, in bytes. */
    public Limits withAddressSpaceBytes(long bytes) {
        return new Limits(taskSize, bytes, descriptors);
    }

    /** Returns these limits with another task size, in bytes. */
    public Limits withTaskSize(long bytes) {
        return new Limits(bytes, addressSpaceBytes, descriptors);
    }

    /** Returns these limits with another number of descriptors. */
    public Limits withDescriptors(int number) {
        return new Limits(taskSize, addressSpaceBytes, number);
    }

    /** Returns the end of where room for a mapping is looked for first (V1-MAP-15), in bytes. */
    long topDownBase() {
        return taskSize - STACK_ROOM;
    }

    private static long taskSize(Dialect program) {
        return switch (program) {
            case I386, POWERPC -> 0xc000_0000L;
            case ARM -> 0xbf00_0000L;
            case X86_64 -> 0x7fff_ffff_f000L;
            case S390X -> 0x400_0000_0000L;
        };
    }
}
