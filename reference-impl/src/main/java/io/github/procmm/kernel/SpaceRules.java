package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EPERM;

import io.github.procmm.model.Prot;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.OpView;
import io.github.procmm.v2.Rights;
import org.jspecify.annotations.Nullable;

/**
 * What part v2 does to one address space: its rules of section 20, in their order, once a record
 * has passed everything that needs no space. An operation is done whole or not at all.
 *
 * <p>Each method notes in the outcome what has come of it, and returns whether it was done.
 */
final class SpaceRules {

    /** The fields that rules name: table 18.3. */
    private static final int HANDLE = 8;

    private static final int ADDR = 16;
    private static final int LEN = 24;
    private static final int OBJECT = 32;
    private static final int PROT = 32;
    private static final int TO = 32;

    /** No operation makes more areas than this out of what there was. */
    private static final int MOST_NEW_AREAS = 4;

    private final Outcome outcome;

    SpaceRules(Outcome outcome) {
        this.outcome = outcome;
    }

    /**
     * MAP.
     *
     * @param file what {@code object} names, null for anonymous memory
     * @param rights those of {@code object}
     */
    boolean map(Mm mm, OpView op, @Nullable OpenObject file, int rights) {
        AddressSpace space = mm.memory();
        boolean shared = op.has(OpFlags.SHARED);
        int allowed = file == null ? Prot.ACCESS : allowed(rights, shared);
        int asked = op.prot() | op.maxProt();
        if (file != null && ((rights & Rights.READ) == 0 || (asked & ~allowed) != 0)) {
            return outcome.refuse(EACCES, OBJECT, 0); // V2-MAP-2
        }
        if (space.isSealed()) {
            return outcome.refuse(EPERM, HANDLE, 0); // V2-MAP-7
        }
        boolean replace = op.has(OpFlags.REPLACE);
        long len = op.len();
        long addr = op.addr();
        if (op.has(OpFlags.ANYWHERE)) {
            addr = FreeRange.highest(space.map(), addr, op.end(), len, op.align());
            if (addr < 0) {
                return outcome.refuse(ENOMEM, LEN, 0); // V2-MAP-6
            }
        } else if (replace) {
            long sealed = space.firstSealedIn(addr, addr + len);
            if (sealed >= 0) {
                return outcome.refuse(EPERM, ADDR, sealed); // V2-MAP-7
            }
        } else {
            long taken = space.map().firstMappedIn(addr, addr + len);
            if (taken >= 0) {
                return outcome.refuse(EEXIST, ADDR, taken); // V2-MAP-4
            }
        }
        if (exceeds(mm, addr, len)) {
            return outcome.refuse(ENOMEM, HANDLE, 0); // V2-MAP-8
        }
        int max = op.maxProt() == 0 ? allowed : op.maxProt(); // V2-MAP-3
        int bits = Area.bits(op.prot(), shared, max);
        Area area = new Area(addr, addr + len, bits, file, op.offset());
        return change(
                space,
                addr,
                () -> {
                    space.unmap(area.start(), area.end());
                    space.add(area);
                });
    }

    private static int allowed(int rights, boolean shared) {
        boolean writes = !shared || (rights & Rights.WRITE) != 0;
        boolean executes = (rights & Rights.EXEC) != 0;
        return Prot.READ | (writes ? Prot.WRITE : 0) | (executes ? Prot.EXEC : 0);
    }

    private static boolean exceeds(Mm mm, long addr, long len) {
        AddressSpace space = mm.memory();
        long mapped = space.mappedBytes() + len;
        return mm.maxBytes() != 0
                && Long.compareUnsigned(mapped, mm.maxBytes()) > 0
                && Long.compareUnsigned(
                                mapped - space.mappedBytesIn(addr, addr + len), mm.maxBytes())
                        > 0;
    }

    /** UNMAP. */
    boolean unmap(AddressSpace space, OpView op) {
        long end = op.addr() + op.len();
        return mayChange(space, op) // V2-UNMAP-2
                && change(space, 0, () -> space.unmap(op.addr(), end));
    }

    /** PROTECT. */
    boolean protect(AddressSpace space, OpView op) {
        int prot = op.prot();
        if (!mayChangeAll(space, op)) {
            return false; // V2-PROT-2
        }
        long end = op.addr() + op.len();
        long denied = space.map().firstIn(op.addr(), end, area -> !mayBe(area, prot));
        if (denied >= 0) {
            return outcome.refuse(EACCES, PROT, denied); // V2-PROT-2
        }
        return change(space, 0, () -> space.protectAll(op.addr(), end, prot));
    }

    private static boolean mayBe(Area area, int prot) {
        return (prot & ~maxProt(area)) == 0;
    }

    /** Returns the most that an area may be given, by whichever part of the protocol. */
    static int maxProt(Area area) {
        int max = Prot.ACCESS & ~area.denied();
        max &= AddressSpace.mayBeWritten(area) ? max : ~Prot.WRITE;
        return max & (AddressSpace.mayBeExecuted(area) ? max : ~Prot.EXEC);
    }

    /** MOVE. */
    boolean move(AddressSpace space, OpView op) {
        if (!mayChangeAll(space, op)) {
            return false; // V2-MOVE-2
        }
        long end = op.addr() + op.len();
        long to = op.to();
        long toEnd = to + op.len();
        if (op.has(OpFlags.REPLACE)) {
            long sealed = space.firstSealedIn(to, toEnd);
            if (sealed >= 0) {
                return outcome.refuse(EPERM, TO, sealed);
            }
        } else {
            long taken = space.map().firstMappedIn(to, toEnd);
            if (taken >= 0) {
                return outcome.refuse(EEXIST, TO, taken);
            }
        }
        return change(
                space,
                to,
                () -> {
                    space.unmap(to, toEnd);
                    space.move(op.addr(), end, to);
                });
    }

    /** DISCARD. */
    boolean discard(AddressSpace space, OpView op) {
        if (!mayChangeAll(space, op)) {
            return false; // V2-DISCARD-2
        }
        space.discard(op.addr(), op.addr() + op.len());
        return outcome.done(0);
    }

    /** SEAL. */
    boolean seal(AddressSpace space, OpView op) {
        if (op.has(OpFlags.SPACE)) {
            space.seal();
            return outcome.done(0);
        }
        if (space.isSealed()) {
            return outcome.refuse(EPERM, HANDLE, 0); // V2-SEAL-3
        }
        long end = op.addr() + op.len();
        long hole = space.map().firstHoleIn(op.addr(), end);
        if (hole >= 0) {
            return outcome.refuse(ENOMEM, ADDR, hole); // V2-SEAL-3
        }
        return change(space, 0, () -> space.seal(op.addr(), end));
    }

    /** Whether neither the space nor a page of the range is sealed. */
    private boolean mayChange(AddressSpace space, OpView op) {
        if (space.isSealed()) {
            return outcome.refuse(EPERM, HANDLE, 0);
        }
        long sealed = space.firstSealedIn(op.addr(), op.addr() + op.len());
        return sealed < 0 || outcome.refuse(EPERM, ADDR, sealed);
    }

    /** Whether, besides, all of the range is mapped. */
    private boolean mayChangeAll(AddressSpace space, OpView op) {
        if (!mayChange(space, op)) {
            return false;
        }
        long hole = space.map().firstHoleIn(op.addr(), op.addr() + op.len());
        return hole < 0 || outcome.refuse(ENOMEM, ADDR, hole);
    }

    /** Makes a change, and takes it back where it leaves more areas than there may be. */
    private boolean change(AddressSpace space, long result, Runnable change) {
        int most = space.maxMapCount();
        if (space.areaCount() + MOST_NEW_AREAS <= most) {
            change.run();
            return outcome.done(result);
        }
        AddressSpace before = space.snapshot();
        change.run();
        if (space.areaCount() > most) {
            space.become(before);
            return outcome.refuse(ENOMEM, HANDLE, 0); // V2-MAP-8, V2-UNMAP-2, V2-PROT-2, V2-MOVE-2
        }
        return outcome.done(result);
    }
}
