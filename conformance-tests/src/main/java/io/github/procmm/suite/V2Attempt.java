package io.github.procmm.suite;

import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import java.util.Set;

/**
 * A record with which some things are wrong, in a space of its own.
 *
 * <pre>
 *   page      0   1   2   3   4   5   6   7   ...  12  13  14  15
 *   there     |---------------------------|
 *   range             |===============|            of MAP: |===|
 *   HOLE                  .           DENIED is page 4, sealed is page 5
 *   target                                         |===|===|===|   13: mapped, or sealed
 * </pre>
 */
final class V2Attempt {

    /** How many areas a space may have. */
    static final int MAX_AREAS = 12;

    private static final long PAGE = Page.SIZE;
    private static final long MAX_PAGES = 16;
    private static final long FIRST = 2;
    private static final long COUNT = 4;
    private static final long TARGET = 12;
    private static final int ALL = Prot.READ | Prot.WRITE | Prot.EXEC;

    private final Session session;
    private final V2Op op;
    private final Set<V2Fact> facts;
    private int areas = 1;

    V2Attempt(Session session, V2Op op, Set<V2Fact> facts) {
        this.session = session;
        this.op = op;
        this.facts = facts;
    }

    /** Begins a session in which the facts of an operation can be brought about. */
    static Session session(Scenario s, V2Op op, Set<V2Fact> facts) {
        boolean agreed = !facts.contains(V2Fact.NOT_AGREED);
        long feature =
                switch (op) {
                    case CLONE -> Features.CLONE;
                    case MOVE -> Features.MOVE;
                    case IMPORT -> Features.IMPORT;
                    default -> 0;
                };
        long maxProt = op == V2Op.MAP || op == V2Op.PROTECT ? Features.MAX_PROT : 0;
        return agreed ? s.session(feature, Features.SEAL, maxProt) : s.session();
    }

    private boolean is(V2Fact fact) {
        return facts.contains(fact);
    }

    void comesTo(V2Cause cause) {
        long at = cause.atPage() == V2Cause.NOWHERE ? 0 : page(cause.atPage());
        record().refusedAt(cause.errno(), cause.field(), at);
    }

    private Rec record() {
        boolean limited = is(V2Fact.TOO_MANY_BYTES);
        Rec create = session.create(Rights.OF_SPACE, limited ? MAX_PAGES * PAGE : 0);
        Space space = session.on(create.done());
        lay(space);
        Rec record = record(space);
        wrongNames(record, space);
        wrongFields(record);
        if (is(V2Fact.SHORT)) {
            record.cutTo(op.firstSize() - 8);
        }
        if (is(V2Fact.TAIL)) {
            record.with("01" + "00".repeat(7));
        }
        return record;
    }

    private void lay(Space space) {
        space.map(0, 8).done();
        if (is(V2Fact.HOLE)) {
            space.unmap(3, 1).done();
            areas++;
        }
        if (is(V2Fact.DENIED)) {
            space.map(4, 1).prot(Prot.READ).maxProt(Prot.READ).replacing().done();
            areas += 2;
        }
        if (is(V2Fact.TARGET_MAPPED) || is(V2Fact.MAPPED) || is(V2Fact.NO_ROOM)) {
            space.map(TARGET + 1, 1).done();
            areas++;
        }
        if (is(V2Fact.TARGET_SEALED) || is(V2Fact.REPLACED_SEALED)) {
            space.map(TARGET + 1, 1).done();
            space.seal(TARGET + 1, 1).done();
            areas++;
        }
        if (is(V2Fact.TOO_MANY_BYTES)) {
            space.map(50, MAX_PAGES - 8 - (areas - 1)).done(); // page 13, if it is mapped
        }
        if (is(V2Fact.SEALED_PAGE)) {
            space.seal(5, 1).done();
            areas += 2;
        }
        if (is(V2Fact.TOO_MANY_AREAS)) {
            for (long some = 100; areas < MAX_AREAS; some += 2) {
                space.map(some, 1).done();
                areas++;
            }
        }
        if (is(V2Fact.SEALED_SPACE)) {
            space.seal().done();
        }
    }

    private Rec record(Space space) {
        return switch (op) {
            case MAP -> map(space);
            case UNMAP -> space.unmap(FIRST, COUNT);
            case PROTECT -> space.protect(FIRST, COUNT, ALL);
            case MOVE -> {
                Rec move = space.move(FIRST, COUNT, TARGET);
                yield is(V2Fact.TARGET_SEALED) ? move.flags(OpFlags.REPLACE) : move;
            }
            case DISCARD -> space.discard(FIRST, COUNT);
            case SEAL -> space.seal(FIRST, COUNT);
            case CREATE, CLONE, DESTROY, RELEASE, DUPLICATE, MEMORY, IMPORT, QUERY ->
                    op.record(space);
        };
    }

    private Rec map(Space space) {
        MapRec map = space.map(TARGET, COUNT);
        if (is(V2Fact.REPLACED_SEALED)) {
            map.replacing();
        }
        if (is(V2Fact.CONTRADICTING_FLAGS)) {
            map.replacing().anywhereBelow(TARGET + 8, 0, TARGET);
        }
        if (is(V2Fact.NO_ROOM)) {
            map.anywhereBelow(TARGET + COUNT + 1, 0, TARGET);
        }
        return map;
    }

    private void wrongNames(Rec record, Space space) {
        if (is(V2Fact.LACKING)) {
            record.handle(space.duplicate(Rights.OF_SPACE & ~op.right()).done());
        }
        if (is(V2Fact.BAD_HANDLE)) {
            record.handle(space.handle().plus(1L << 32));
        }
        if (is(V2Fact.HANDLE_SET)) {
            record.handle(space.handle());
        }
        if (is(V2Fact.BAD_OBJECT)) {
            record.set(MapRec.OBJECT, Long.BYTES, space.handle());
        }
        if (is(V2Fact.UNREADABLE)) {
            Num object = session.memory(8 * PAGE, Rights.WRITE | Rights.EXEC, 0).done();
            record.set(MapRec.OBJECT, Long.BYTES, object);
        }
        if (is(V2Fact.CLOSED)) {
            record.set(16, Integer.BYTES, 99);
        }
    }

    private void wrongFields(Rec record) {
        for (V2Fact fact : facts) {
            switch (fact) {
                case UNKNOWN_FLAG -> record.flags(0x100);
                case UNKNOWN_RIGHT -> record.set(rights(), 4, 0x1040);
                case NO_RIGHTS -> record.set(rights(), 4, 0);
                case UNKNOWN_PROT -> record.set(op == V2Op.MAP ? 48 : 32, 4, 0x8);
                case UNKNOWN_MAX_PROT -> record.set(MapRec.MAX_PROT, 4, 0xf);
                case SMALL_MAX_PROT -> record.set(MapRec.MAX_PROT, 4, Prot.READ);
                case RESERVED -> record.set(reserved(), 4, 1);
                case NO_BYTES -> record.set(16, 8, 0);
                case UNALIGNED -> record.set(16, 8, page(FIRST) + 8);
                case NO_LENGTH -> record.set(24, 8, 0);
                case WRONG_OFFSET -> record.set(MapRec.OFFSET, 8, PAGE);
                case END_SET -> record.set(MapRec.END, 8, page(40));
                case ALIGN_SET -> record.set(MapRec.ALIGN, 8, PAGE);
                case WRONG_TO -> record.set(32, 8, page(FIRST + 1));
                case NO_AREAS -> record.set(24, 4, 0);
                default -> {}
            }
        }
    }

    private int rights() {
        return switch (op) {
            case MEMORY -> 24;
            case IMPORT -> 20;
            default -> 16;
        };
    }

    private int reserved() {
        return switch (op) {
            case MEMORY, QUERY -> 28;
            case PROTECT -> 36;
            default -> 20;
        };
    }
}
