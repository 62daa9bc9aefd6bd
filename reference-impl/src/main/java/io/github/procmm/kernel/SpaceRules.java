package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EPERM;

import io.github.procmm.model.MapFlags;
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

    private static final long NO_LIMIT = -1;

    /** No operation makes more areas than this out of what there was. */
    private static final int MOST_NEW_AREAS = 4;

    private final Outcome outcome;

    SpaceRules(Outcome outcome) {
        this.outcome = outcome;
    }

    /** MAP; {@code object} is what it names, null for anonymous memory. */
    boolean map(AddressSpace space, OpView op, Held.@Nullable Memory object) {
        boolean shared = op.has(OpFlags.SHARED);
        int allowed = object == null ? Prot.ACCESS : allowed(object.rights(), shared);
        boolean reads = object == null || (object.rights() & Rights.READ) != 0;
        if (!reads || ((op.prot() | op.maxProt()) & ~allowed) != 0) {
            return outcome.refuse(EACCES, OBJECT); // V2-MAP-2
        }
        if (space.isSealed()) {
            return outcome.refuse(EPERM, HANDLE); // V2-MAP-7
        }
        long len = op.len();
        long addr = op.addr();
        if (op.has(OpFlags.ANYWHERE)) {
            addr = FreeRange.highest(space.map(), addr, op.end(), len, op.align());
            if (addr < 0) {
                return outcome.refuse(ENOMEM, LEN); // V2-MAP-6
            }
        } else if (!isFor(op.has(OpFlags.REPLACE), space, addr, len, ADDR)) {
            return false; // V2-MAP-7, V2-MAP-4
        }
        if (space.exceeds(NO_LIMIT, addr, addr + len)) {
            return outcome.refuse(ENOMEM, HANDLE); // V2-MAP-8
        }
        int max = op.maxProt() == 0 ? allowed : op.maxProt(); // V2-MAP-3
        OpenObject file = object == null ? null : object.file();
        int bits = Area.bits(op.prot(), shared ? MapFlags.SHARED : MapFlags.PRIVATE);
        Area area = new Area(addr, addr + len, bits, file, op.offset()).withMaxProt(max);
        AddressSpace.Saved before = savedWhereNearlyFull(space);
        space.unmap(addr, addr + len);
        space.add(area);
        return keep(space, before, addr);
    }

    /**
     * Whether a range may take what is to go there: its seals, or else its pages, are in the way.
     */
    private boolean isFor(boolean replace, AddressSpace space, long addr, long len, int field) {
        if (replace) {
            long sealed = space.firstSealedIn(addr, addr + len);
            return sealed < 0 || outcome.refuse(EPERM, field, sealed); // V2-MAP-7, V2-MOVE-2
        }
        long taken = space.map().firstMappedIn(addr, addr + len);
        return taken < 0 || outcome.refuse(EEXIST, field, taken); // V2-MAP-4, V2-MOVE-2
    }

    private static int allowed(int rights, boolean shared) {
        boolean writes = !shared || (rights & Rights.WRITE) != 0;
        boolean executes = (rights & Rights.EXEC) != 0;
        return Prot.READ | (writes ? Prot.WRITE : 0) | (executes ? Prot.EXEC : 0);
    }

    /** UNMAP. */
    boolean unmap(AddressSpace space, OpView op) {
        if (!mayChange(space, op)) {
            return false; // V2-UNMAP-2
        }
        AddressSpace.Saved before = savedWhereNearlyFull(space);
        space.unmap(op.addr(), op.addr() + op.len());
        return keep(space, before, 0);
    }

    /** PROTECT. */
    boolean protect(AddressSpace space, OpView op) {
        if (!mayChangeAll(space, op)) {
            return false; // V2-PROT-2
        }
        int prot = op.prot();
        long end = op.addr() + op.len();
        long denied = space.map().firstDenyingIn(op.addr(), end, prot);
        if (denied >= 0) {
            return outcome.refuse(EACCES, PROT, denied); // V2-PROT-2
        }
        AddressSpace.Saved before = savedWhereNearlyFull(space);
        space.protectAll(op.addr(), end, prot);
        return keep(space, before, 0);
    }

    /** MOVE. */
    boolean move(AddressSpace space, OpView op) {
        boolean replace = op.has(OpFlags.REPLACE);
        if (!mayChangeAll(space, op) || !isFor(replace, space, op.to(), op.len(), TO)) {
            return false; // V2-MOVE-2
        }
        AddressSpace.Saved before = savedWhereNearlyFull(space);
        space.unmap(op.to(), op.to() + op.len());
        space.move(op.addr(), op.addr() + op.len(), op.to());
        return keep(space, before, op.to());
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
            return outcome.refuse(EPERM, HANDLE); // V2-SEAL-3
        }
        long end = op.addr() + op.len();
        long hole = space.map().firstHoleIn(op.addr(), end);
        if (hole >= 0) {
            return outcome.refuse(ENOMEM, ADDR, hole); // V2-SEAL-3
        }
        AddressSpace.Saved before = savedWhereNearlyFull(space);
        space.seal(op.addr(), end);
        return keep(space, before, 0);
    }

    /** Whether neither the space nor a page of the range is sealed. */
    private boolean mayChange(AddressSpace space, OpView op) {
        if (space.isSealed()) {
            return outcome.refuse(EPERM, HANDLE);
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

    /** Returns what a change that could leave too many areas may have to go back to; else null. */
    private static AddressSpace.@Nullable Saved savedWhereNearlyFull(AddressSpace space) {
        boolean room = space.map().count() + MOST_NEW_AREAS <= space.maxMapCount();
        return room ? null : space.save();
    }

    /** Keeps a change, or takes it back where there are more areas than there may be. */
    private boolean keep(AddressSpace space, AddressSpace.@Nullable Saved before, long result) {
        if (before != null && space.map().count() > space.maxMapCount()) {
            space.become(before);
            return outcome.refuse(ENOMEM, HANDLE); // V2-MAP-8, V2-UNMAP-2, V2-PROT-2, V2-MOVE-2
        }
        return outcome.done(result);
    }
}
