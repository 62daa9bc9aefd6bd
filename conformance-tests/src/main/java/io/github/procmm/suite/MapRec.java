package io.github.procmm.suite;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.OpFlags;

/**
 * A MAP that is being said: private and anonymous, readable and writable, exactly there, until it
 * is told otherwise.
 */
final class MapRec extends Rec {

    static final int ADDR = 16;
    static final int LEN = 24;
    static final int OBJECT = 32;
    static final int OFFSET = 40;
    static final int PROT = 48;
    static final int MAX_PROT = 52;
    static final int END = 56;
    static final int ALIGN = 64;

    private static final int OPCODE = 8;
    private static final int SIZE = 72;

    private int flags;

    MapRec(Session session, Num space, long addr, long len) {
        super(session, OPCODE, SIZE, space);
        at(Num.of(addr)).set(LEN, Long.BYTES, len);
        prot(Prot.READ | Prot.WRITE);
    }

    /** Another address, in bytes; it is what a MAP gives that is done. */
    MapRec at(Num addr) {
        set(ADDR, Long.BYTES, addr).usually(addr.expected());
        return this;
    }

    MapRec prot(int bits) {
        set(PROT, Integer.BYTES, bits);
        return this;
    }

    MapRec maxProt(int bits) {
        set(MAX_PROT, Integer.BYTES, bits);
        return this;
    }

    /** Shows an object from one of its pages on, private. */
    MapRec of(Num object, long firstPage) {
        set(OBJECT, Long.BYTES, object).set(OFFSET, Long.BYTES, firstPage * Page.SIZE);
        return this;
    }

    MapRec shared() {
        return more(OpFlags.SHARED);
    }

    MapRec replacing() {
        return more(OpFlags.REPLACE);
    }

    /** Somewhere below a page; the case says where that is. */
    MapRec anywhereBelow(long endPage, long align, long givenPage) {
        set(END, Long.BYTES, Scenario.page(endPage)).set(ALIGN, Long.BYTES, align);
        usually(new ExpectedNumber.Exactly(Scenario.page(givenPage)));
        return more(OpFlags.ANYWHERE);
    }

    private MapRec more(int bits) {
        flags |= bits;
        flags(flags);
        return this;
    }
}
