package io.github.procmm.suite;

import io.github.procmm.model.Errno;
import io.github.procmm.wire.Dialect;

/** A record of a LEGACY frame that is being said, made by hand from table 22.1. */
final class LegacyRec extends Rec {

    private static final int RECORD = 16;
    private static final int BYTES = 4;

    private final HandMade v1;

    private LegacyRec(Session session, int dialect, Num handle, HandMade v1) {
        super(session, dialect, RECORD, handle);
        this.v1 = v1;
    }

    /** Of the native records of an x86_64 host. */
    static LegacyRec x86(Session session, Space space) {
        return of(session, Dialect.X86_64, space.handle());
    }

    static LegacyRec of(Session session, Dialect dialect, Num handle) {
        return new LegacyRec(session, number(dialect), handle, HandMade.on(dialect));
    }

    /** Table 22.1. */
    static int number(Dialect dialect) {
        return switch (dialect) {
            case I386 -> 1;
            case ARM -> 2;
            case POWERPC -> 3;
            case X86_64 -> 4;
            case S390X -> 5;
        };
    }

    LegacyRec mmap(long addr, long len, long prot, long flags, long fd, long offset) {
        return bytes(v1.mmap(addr, len, prot, flags, fd, offset));
    }

    LegacyRec unmap(long addr, long len) {
        return bytes(v1.munmap(addr, len));
    }

    LegacyRec protect(long addr, long len, long prot) {
        return bytes(v1.mprotect(addr, len, prot));
    }

    LegacyRec copySegments(int from) {
        return bytes(v1.copySegments(from));
    }

    /** Any v1 record, two digits a byte; it returns its size. */
    LegacyRec bytes(String hex) {
        int size = hex.length() / 2;
        with(hex + "00".repeat(-size & 7));
        set(BYTES, Integer.BYTES, size);
        usually(new ExpectedNumber.Exactly(size));
        return this;
    }

    /** Returns what comes of it where its write returns an errno. */
    ExpectedResult errno(Errno errno) {
        return returns(errno.asResult(), errno.number());
    }

    /** Returns what comes of it where its write returns this. */
    ExpectedResult returns(long result, int status) {
        return new ExpectedResult(status, new ExpectedNumber.Exactly(result), 0, null);
    }
}
