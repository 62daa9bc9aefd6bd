package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;

import io.github.procmm.model.Prot;

/**
 * mprotect's walk: it changes areas one after the other until one is missing or refuses, and those
 * before it stay changed (V1-PROT-11 to V1-PROT-14).
 */
final class ProtectWalk {

    private ProtectWalk() {}

    /** Returns 0 or a negative errno. */
    static long run(AddressSpace space, long start, long end, int prot) {
        if (start < 0) {
            return ENOMEM.asResult(); // nothing lies in the upper half
        }
        return below(space, start, end < 0 ? Long.MAX_VALUE : end, prot);
    }

    private static long below(AddressSpace space, long start, long end, int prot) {
        AreaMap areas = space.map();
        long from = start;
        if ((prot & (Prot.GROWSDOWN | Prot.GROWSUP)) != 0) {
            Area first = areas.firstEndingAfter(start);
            if (first == null || first.start() >= end) {
                return ENOMEM.asResult();
            }
            boolean grows = (first.bits() & Area.GROWSDOWN) != 0 && (prot & Prot.GROWSDOWN) != 0;
            if (!grows) {
                boolean hole = (prot & Prot.GROWSDOWN) == 0 && first.start() > start;
                return (hole ? ENOMEM : EINVAL).asResult();
            }
            from = first.start();
        }
        while (from < end) {
            Area area = areas.at(from);
            if (area == null) {
                return ENOMEM.asResult();
            }
            if ((prot & Prot.ACCESS & ~area.maxProt()) != 0) {
                return EACCES.asResult(); // V1-PROT-12; V2-MAP-3
            }
            long until = Math.min(end, area.end());
            if (!change(space, area, area.part(from, until), prot)) {
                return ENOMEM.asResult();
            }
            from = until;
        }
        return 0;
    }

    /** Gives a part of one area another protection; false when that would be an area too many. */
    private static boolean change(AddressSpace space, Area area, Area part, int prot) {
        if (area.prot() == (prot & Prot.ACCESS)) {
            return true;
        }
        Area changed = part.withProt(prot);
        AreaMap areas = space.map();
        int cuts = areas.splitsToChange(area, changed);
        if (cuts > 0 && areas.count() + cuts > space.maxMapCount()) {
            return false;
        }
        areas.remove(changed.start(), changed.end());
        areas.add(changed);
        return true;
    }
}
