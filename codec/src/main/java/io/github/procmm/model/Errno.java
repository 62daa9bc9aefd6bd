package io.github.procmm.model;

import org.jspecify.annotations.Nullable;

/** The reasons for which an operation or a call is refused, by their Linux numbers. */
public enum Errno {
    /** The object lies where nothing may be executed. */
    EPERM(1),
    /** The host has no such file. */
    ENOENT(2),
    /** Memory that a ptrace request names cannot be read or written. */
    EIO(5),
    /** A record is longer than what is known of it, and what is unknown is not zero. */
    E2BIG(7),
    /** The descriptor is not open, or not open for this; a handle names nothing. */
    EBADF(9),
    /**
     * The range lies outside the address space, part of it is not mapped, or a limit is reached.
     */
    ENOMEM(12),
    /** The object was not opened with the access that the mapping asks for. */
    EACCES(13),
    /** The bytes to write cannot be read. */
    EFAULT(14),
    /** Something is mapped where nothing may be replaced. */
    EEXIST(17),
    /** The object cannot be mapped. */
    ENODEV(19),
    /** The record is malformed, or a field of it has a value that the operation does not define. */
    EINVAL(22),
    /** The table of descriptors or handles is full. */
    EMFILE(24),
    /** The request does not exist on this host. */
    ENOSYS(38),
    /** A frame does not follow the protocol. */
    EPROTO(71),
    /** The mapping would reach past the largest offset that an object can have. */
    EOVERFLOW(75),
    /** A frame, or the reply to it, is longer than was agreed. */
    EMSGSIZE(90),
    /** No version that both sides speak. */
    EPROTONOSUPPORT(93),
    /** A flag that MAP_SHARED_VALIDATE does not know; a bit that a newer backend may know. */
    EOPNOTSUPP(95),
    /** Not carried out, because another record was refused. */
    ECANCELED(125);

    /** Linux returns numbers from here to -1 as errors, anything else as a result. */
    private static final long LOWEST_RESULT = -4095;

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /** Returns the positive number in the Linux headers. */
    public int number() {
        return number;
    }

    /** Returns what a system call gives back for this: the number, negative. */
    public int asResult() {
        return -number;
    }

    /** Returns whether {@code result} of a call is an error rather than a count or an address. */
    public static boolean isError(long result) {
        return result < 0 && result >= LOWEST_RESULT;
    }

    /**
     * Returns the reason that {@code result} of a call stands for, or null when it is none of
     * these.
     */
    public static @Nullable Errno ofResult(long result) {
        for (Errno errno : values()) {
            if (result == errno.asResult()) {
                return errno;
            }
        }
        return null;
    }

    /**
     * Returns {@code result} as a person reads it: a count or address in decimal, or an errno's
     * name.
     */
    public static String describe(long result) {
        Errno errno = ofResult(result);
        return errno == null ? Long.toString(result) : errno.name();
    }
}
