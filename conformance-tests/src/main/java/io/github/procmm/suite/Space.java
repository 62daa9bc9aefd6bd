package io.github.procmm.suite;

import io.github.procmm.proto.testee.Handle;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import java.util.List;

/**
 * An address space of a case by a handle of a session: takes records, shows its areas, can be
 * touched. One by a reference takes records only, in the frame that it is of.
 */
final class Space extends Memory {

    private static final int CLONE = 2;
    private static final int DESTROY = 3;
    private static final int UNMAP = 9;
    private static final int PROTECT = 10;
    private static final int MOVE = 11;
    private static final int DISCARD = 12;
    private static final int SEAL = 13;
    private static final int QUERY = 14;
    private static final int MANY = 100;

    private final Session session;
    private final Num handle;

    Space(Scenario scenario, Session session, Num handle) {
        super(scenario, mm(session, handle), fills(handle));
        this.session = session;
        this.handle = handle;
    }

    private static Mm mm(Session session, Num handle) {
        return Mm.newBuilder()
                .setHandle(
                        Handle.newBuilder().setSession(session.number()).setHandle(handle.known()))
                .build();
    }

    static List<Fill> fills(Num handle) {
        Fill answered = handle.answered();
        return answered == null ? List.of() : List.of(answered.to(Fill.HANDLE));
    }

    Session session() {
        return session;
    }

    Num handle() {
        return handle;
    }

    /** Begins a MAP of whole pages from {@code page(firstPage)} on. */
    MapRec map(long firstPage, long pages) {
        return mapBytes(Scenario.page(firstPage), pages * PAGE);
    }

    MapRec mapBytes(long addr, long len) {
        MapRec map = new MapRec(session, handle, addr, len);
        map.watching(this);
        return map;
    }

    Rec unmap(long firstPage, long pages) {
        return range(UNMAP, 32, firstPage, pages);
    }

    Rec protect(long firstPage, long pages, int prot) {
        return range(PROTECT, 40, firstPage, pages).set(32, Integer.BYTES, prot);
    }

    Rec move(long firstPage, long pages, long toPage) {
        return range(MOVE, 40, firstPage, pages)
                .set(32, Long.BYTES, Scenario.page(toPage))
                .usually(new ExpectedNumber.Exactly(Scenario.page(toPage)));
    }

    Rec discard(long firstPage, long pages) {
        return range(DISCARD, 32, firstPage, pages);
    }

    Rec seal(long firstPage, long pages) {
        return range(SEAL, 32, firstPage, pages);
    }

    /** SEAL of the whole space. */
    Rec seal() {
        return record(SEAL, 32).flags(OpFlags.SPACE);
    }

    private Rec range(int opcode, int size, long firstPage, long pages) {
        return record(opcode, size)
                .set(16, Long.BYTES, Scenario.page(firstPage))
                .set(24, Long.BYTES, pages * PAGE);
    }

    private Rec record(int opcode, int size) {
        return new Rec(session, opcode, size, handle).watching(this);
    }

    Rec copy(int rights) {
        return record(CLONE, 24)
                .set(16, Integer.BYTES, rights)
                .usually(new ExpectedNumber.NewHandle());
    }

    /** Clones it, with all rights. */
    Space copied() {
        return session.on(copy(Rights.OF_SPACE).done());
    }

    Rec destroy() {
        return new Rec(session, DESTROY, 16, handle);
    }

    Rec release() {
        return session.release(handle);
    }

    Rec duplicate(int rights) {
        return session.duplicate(handle, rights).watching(this);
    }

    /** Returns another handle of it with only some rights. */
    Space with(int rights) {
        return session.on(duplicate(rights).done());
    }

    Rec query(long addr, long max) {
        return record(QUERY, 32).set(16, Long.BYTES, addr).set(24, Integer.BYTES, max);
    }

    /** QUERY reports exactly these areas. */
    Frame.Sent reports(AreaSeen... areas) {
        return session.batch(Frame.SEQUENTIAL)
                .reports(query(0, MANY), 0, AreaSeen.all(areas))
                .answered();
    }
}
