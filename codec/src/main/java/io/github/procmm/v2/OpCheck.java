package io.github.procmm.v2;

import static io.github.procmm.model.Errno.E2BIG;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOSYS;
import static io.github.procmm.model.Errno.EOPNOTSUPP;

import io.github.procmm.model.Errno;
import io.github.procmm.model.Prot;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a record without knowing a handle or a space: V2-REC-2 to V2-REC-6, in their
 * order. Mutable, for one thread.
 */
public final class OpCheck {

    /** A session in which everything is allowed that some session allows. */
    private static final Welcome ANY =
            new Welcome(2, -1, Features.ALL, -1, 4096, 0, -4096L, -1, -1, Long.MAX_VALUE);

    private final Welcome session;
    private final long pageMask;
    private int field;

    /**
     * Makes the check of one session.
     *
     * @param session what was agreed: features, page size, bounds, limits
     */
    public OpCheck(Welcome session) {
        this.session = session;
        this.pageMask = session.pageSize() - 1L;
    }

    /** Returns a check of what is refused in every session. */
    public static OpCheck ofAnySession() {
        return new OpCheck(ANY);
    }

    /** Returns why a record is refused, or null where nothing is wrong with it so far. */
    public @Nullable Errno refusal(OpView op) {
        Operation operation = op.operation();
        if (operation == null) {
            return at(Layout.OPCODE, ENOSYS); // V2-REC-2
        }
        if (!has(operation.feature())) {
            return at(Layout.OPCODE, EOPNOTSUPP); // V2-REC-2
        }
        if (op.size() < operation.firstSize()) {
            return at(Layout.SIZE, EINVAL); // V2-REC-3
        }
        int tail = op.firstNonZero(operation.size());
        if (tail >= 0) {
            return at(tail, E2BIG); // V2-REC-4
        }
        Errno unknown = unknown(operation, op); // V2-REC-5
        return unknown == null ? outside(operation, op) : unknown; // V2-REC-6
    }

    /** Returns the offset of the field for which the last record was refused. */
    public int field() {
        return field;
    }

    private @Nullable Errno at(int offset, Errno errno) {
        field = offset;
        return errno;
    }

    private boolean has(long feature) {
        return (session.features() & feature) == feature;
    }

    private @Nullable Errno unknown(Operation operation, OpView op) {
        if ((op.flags() & ~OpFlags.of(operation)) != 0) {
            return at(Layout.FLAGS, EOPNOTSUPP);
        }
        return switch (operation) {
            case CREATE, CLONE, DUPLICATE -> unknownRights(op, Layout.RIGHTS, Layout.RIGHTS + 4);
            case MEMORY -> unknownRights(op, Layout.MEMORY_RIGHTS, Layout.MEMORY_RIGHTS + 4);
            case IMPORT -> unknownRights(op, Layout.IMPORT_RIGHTS, Layout.IMPORT_RIGHTS);
            case MAP -> {
                if ((op.prot() & ~Prot.ACCESS) != 0) {
                    yield at(Layout.PROT, EOPNOTSUPP);
                }
                boolean agreed = op.maxProt() == 0 || has(Features.MAX_PROT);
                yield agreed && (op.maxProt() & ~Prot.ACCESS) == 0
                        ? null
                        : at(Layout.MAX_PROT, EOPNOTSUPP);
            }
            case PROTECT ->
                    (op.prot() & ~Prot.ACCESS) == 0
                            ? reserved(op, Layout.PROTECT_PROT + 4)
                            : at(Layout.PROTECT_PROT, EOPNOTSUPP);
            case QUERY -> reserved(op, Layout.MAX + 4);
            case DESTROY, RELEASE, UNMAP, MOVE, DISCARD, SEAL -> null;
        };
    }

    /** Checks the rights, and the reserved field at {@code reserved} if that is another one. */
    private @Nullable Errno unknownRights(OpView op, int rights, int reserved) {
        if ((op.rights() & ~(Rights.OF_SPACE | Rights.OF_OBJECT)) != 0) {
            return at(rights, EOPNOTSUPP);
        }
        return reserved == rights ? null : reserved(op, reserved);
    }

    private @Nullable Errno reserved(OpView op, int offset) {
        return op.u32(offset) == 0 ? null : at(offset, EOPNOTSUPP);
    }

    private @Nullable Errno outside(Operation operation, OpView op) {
        if (operation == Operation.MAP && contradicts(op)) {
            return at(Layout.FLAGS, EINVAL);
        }
        if (operation.isWithoutHandle() && op.handle() != Handle.NONE) {
            return at(Layout.HANDLE, EINVAL);
        }
        return switch (operation) {
            case CREATE, CLONE -> rights(op, Layout.RIGHTS, Rights.OF_SPACE);
            case DUPLICATE -> rights(op, Layout.RIGHTS, -1);
            case IMPORT -> rights(op, Layout.IMPORT_RIGHTS, -1);
            case MEMORY ->
                    op.bytes() == 0 || Long.compareUnsigned(op.bytes(), session.maxObject()) > 0
                            ? at(Layout.BYTES, EINVAL)
                            : rights(op, Layout.MEMORY_RIGHTS, Rights.OF_OBJECT);
            case MAP -> map(op);
            case UNMAP, DISCARD, PROTECT -> range(op);
            case SEAL -> op.has(OpFlags.SPACE) ? noRange(op) : range(op);
            case MOVE -> move(op);
            case QUERY -> op.max() == 0 ? at(Layout.MAX, EINVAL) : null;
            case DESTROY, RELEASE -> null;
        };
    }

    private static boolean contradicts(OpView map) {
        boolean both = map.has(OpFlags.REPLACE) && map.has(OpFlags.ANYWHERE);
        return both || (map.has(OpFlags.SHARED) && map.object() == Handle.NONE);
    }

    private @Nullable Errno rights(OpView op, int offset, int allowed) {
        boolean fits = op.rights() != 0 && (op.rights() & ~allowed) == 0;
        return fits ? null : at(offset, EINVAL);
    }

    private @Nullable Errno range(OpView op) {
        if (!isPage(op.addr())) {
            return at(Layout.ADDR, EINVAL);
        }
        return fits(op.addr(), op.len()) ? null : at(Layout.LEN, EINVAL);
    }

    private @Nullable Errno noRange(OpView op) {
        if (op.addr() != 0) {
            return at(Layout.ADDR, EINVAL);
        }
        return op.len() == 0 ? null : at(Layout.LEN, EINVAL);
    }

    private @Nullable Errno move(OpView op) {
        Errno wrong = range(op);
        if (wrong != null) {
            return wrong;
        }
        long distance = op.to() - op.addr();
        boolean apart =
                Long.compareUnsigned(distance, op.len()) >= 0
                        && Long.compareUnsigned(-distance, op.len()) >= 0;
        return isPage(op.to()) && fits(op.to(), op.len()) && apart ? null : at(Layout.TO, EINVAL);
    }

    private @Nullable Errno map(OpView op) {
        Errno wrong = range(op);
        if (wrong != null) {
            return wrong;
        }
        boolean offsetFits =
                op.object() == Handle.NONE
                        ? op.offset() == 0
                        : (op.offset() & pageMask) == 0
                                && op.offset() >= 0
                                && op.offset() <= Long.MAX_VALUE - pageMask - op.len();
        if (!offsetFits) {
            return at(Layout.OFFSET, EINVAL);
        }
        if (op.maxProt() != 0 && (op.prot() & ~op.maxProt()) != 0) {
            return at(Layout.MAX_PROT, EINVAL);
        }
        return op.has(OpFlags.ANYWHERE) ? anywhere(op) : exactly(op);
    }

    private @Nullable Errno exactly(OpView op) {
        if (op.end() != 0) {
            return at(Layout.END, EINVAL);
        }
        return op.align() == 0 ? null : at(Layout.ALIGN, EINVAL);
    }

    private @Nullable Errno anywhere(OpView op) {
        long room = op.end() - op.addr();
        boolean endFits =
                (op.end() & pageMask) == 0
                        && Long.compareUnsigned(op.end(), session.high()) <= 0
                        && Long.compareUnsigned(op.end(), op.addr()) > 0
                        && Long.compareUnsigned(room, op.len()) >= 0;
        if (!endFits) {
            return at(Layout.END, EINVAL);
        }
        long align = op.align();
        boolean power = align == 0 || (Long.bitCount(align) == 1 && (align & pageMask) == 0);
        return power ? null : at(Layout.ALIGN, EINVAL);
    }

    /** Returns whether an address is that of a page within the bounds. */
    private boolean isPage(long addr) {
        return (addr & pageMask) == 0
                && Long.compareUnsigned(addr, session.low()) >= 0
                && Long.compareUnsigned(addr, session.high()) < 0;
    }

    /** Returns whether whole pages from an address within the bounds stay within them. */
    private boolean fits(long addr, long len) {
        return len != 0
                && (len & pageMask) == 0
                && Long.compareUnsigned(len, session.high() - addr) <= 0;
    }
}
