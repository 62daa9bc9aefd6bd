package io.github.procmm.v2;

import org.jspecify.annotations.Nullable;

/** What a record of a BATCH frame asks for: table 18.2. */
public enum Operation {
    CREATE(1, 24, 32, 0, 0),
    CLONE(2, 24, 24, Rights.CLONE, Features.CLONE),
    DESTROY(3, 16, 16, Rights.DESTROY, 0),
    RELEASE(4, 16, 16, 0, 0),
    DUPLICATE(5, 24, 24, 0, 0),
    MEMORY(6, 40, 40, 0, 0),
    IMPORT(7, 32, 32, 0, Features.IMPORT),
    MAP(8, 56, 72, Rights.CHANGE, 0),
    UNMAP(9, 32, 32, Rights.CHANGE, 0),
    PROTECT(10, 40, 40, Rights.CHANGE, 0),
    MOVE(11, 40, 40, Rights.CHANGE, Features.MOVE),
    DISCARD(12, 32, 32, Rights.CHANGE, 0),
    SEAL(13, 32, 32, Rights.SEAL, Features.SEAL),
    QUERY(14, 32, 32, Rights.QUERY, 0);

    private static final Operation[] BY_OPCODE = byOpcode();

    private final int opcode;
    private final int firstSize;
    private final int size;
    private final int right;
    private final long feature;

    Operation(int opcode, int firstSize, int size, int right, long feature) {
        this.opcode = opcode;
        this.firstSize = firstSize;
        this.size = size;
        this.right = right;
        this.feature = feature;
    }

    private static Operation[] byOpcode() {
        Operation[] table = new Operation[values().length + 1];
        for (Operation operation : values()) {
            table[operation.opcode] = operation;
        }
        return table;
    }

    /** Returns the number on the wire. */
    public int opcode() {
        return opcode;
    }

    /** Returns the size of its record as it was first published, in bytes: no shorter one is. */
    public int firstSize() {
        return firstSize;
    }

    /** Returns the size of its record in this version, in bytes. */
    public int size() {
        return size;
    }

    /** Returns the right that it wants of its handle, of {@link Rights}; 0 for none. */
    public int right() {
        return right;
    }

    /** Returns the feature that has to be agreed, of {@link Features}; 0 for none. */
    public long feature() {
        return feature;
    }

    /** Returns whether its handle names nothing and has to be 0. */
    public boolean isWithoutHandle() {
        return this == CREATE || this == MEMORY || this == IMPORT;
    }

    /** Returns whether its value is a handle, which a later record may refer to. */
    public boolean givesHandle() {
        return isWithoutHandle() || this == CLONE || this == DUPLICATE;
    }

    /** Returns the operation of that number, or null where there is none. */
    public static @Nullable Operation of(int opcode) {
        return opcode > 0 && opcode < BY_OPCODE.length ? BY_OPCODE[opcode] : null;
    }
}
