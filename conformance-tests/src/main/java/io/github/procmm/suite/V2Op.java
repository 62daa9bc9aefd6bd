package io.github.procmm.suite;

import io.github.procmm.model.Prot;
import io.github.procmm.v2.Rights;
import java.util.List;
import java.util.Locale;

/** The operations of table 18.2, each as a record with which nothing is wrong. */
enum V2Op {
    CREATE(24, 32, 0, 0x1),
    CLONE(24, 24, Rights.CLONE, 0x1),
    DESTROY(16, 16, Rights.DESTROY, 0x1),
    RELEASE(16, 16, 0, 0x1),
    DUPLICATE(24, 24, 0, 0x1),
    MEMORY(40, 40, 0, 0x1),
    IMPORT(32, 32, 0, 0x1),
    MAP(56, 72, Rights.CHANGE, 0x8),
    UNMAP(32, 32, Rights.CHANGE, 0x1),
    PROTECT(40, 40, Rights.CHANGE, 0x1),
    MOVE(40, 40, Rights.CHANGE, 0x2),
    DISCARD(32, 32, Rights.CHANGE, 0x1),
    SEAL(32, 32, Rights.SEAL, 0x2),
    QUERY(32, 32, Rights.QUERY, 0x1);

    /** Those that change what a range of pages is. */
    static final List<V2Op> WITH_RANGE = List.of(MAP, UNMAP, PROTECT, MOVE, DISCARD, SEAL);

    private final int firstSize;
    private final int size;
    private final int right;
    private final int firstUnknownFlag;

    V2Op(int firstSize, int size, int right, int firstUnknownFlag) {
        this.firstSize = firstSize;
        this.size = size;
        this.right = right;
        this.firstUnknownFlag = firstUnknownFlag;
    }

    /** Returns the name as a sentence in camel case begins with it. */
    String words() {
        return "of" + name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    int firstSize() {
        return firstSize;
    }

    int size() {
        return size;
    }

    /** Returns the right that the handle of the space has to have; 0: none. */
    int right() {
        return right;
    }

    int firstUnknownFlag() {
        return firstUnknownFlag;
    }

    /** Returns whether the record names a space in its header. */
    boolean hasHandle() {
        return this != CREATE && this != MEMORY && this != IMPORT;
    }

    /**
     * Returns a record for a space of which page 0 is mapped and pages 8 on are not. IMPORT names
     * descriptor 3.
     */
    Rec record(Space space) {
        Session session = space.session();
        return switch (this) {
            case CREATE -> session.create();
            case CLONE -> space.copy(Rights.OF_SPACE);
            case DESTROY -> space.destroy();
            case RELEASE -> space.release();
            case DUPLICATE -> space.duplicate(Rights.QUERY);
            case MEMORY -> session.memory(1, Rights.OF_OBJECT, 0);
            case IMPORT -> session.importing(Scenario.FIRST_FD, Rights.READ, 0);
            case MAP -> space.map(8, 1);
            case UNMAP -> space.unmap(0, 1);
            case PROTECT -> space.protect(0, 1, Prot.READ);
            case MOVE -> space.move(0, 1, 12);
            case DISCARD -> space.discard(0, 1);
            case SEAL -> space.seal(0, 1);
            case QUERY -> space.query(0, 1);
        };
    }
}
