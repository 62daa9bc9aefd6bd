package io.github.procmm.v2;

/**
 * Where the fields of frames, records and results lie, in bytes: tables 16.1, 17.1, 17.2, 18.3,
 * 21.2 and 22.1. {@code v2.proto} is the source; {@code LayoutTest} holds these against it.
 */
final class Layout {

    static final int MAGIC_NUMBER = 0x324d4d50;
    static final int VERSION_NUMBER = 2;

    /** Every frame, record and result is a multiple of this long. */
    static final int UNIT = 8;

    // Of a frame.
    static final int MAGIC = 0;
    static final int VERSION = 4;
    static final int TYPE = 6;
    static final int LENGTH = 8;
    static final int COUNT = 12;
    static final int SEQUENCE = 16;
    static final int MODE = 24;
    static final int FRAME_RESERVED = 28;
    static final int FRAME_HEADER = 32;

    // Of a record, from its own start.
    static final int OPCODE = 0;
    static final int SIZE = 2;
    static final int FLAGS = 4;
    static final int HANDLE = 8;
    static final int RECORD_HEADER = 16;

    static final int RIGHTS = 16;
    static final int MAX_BYTES = 24;
    static final int BYTES = 16;
    static final int MEMORY_RIGHTS = 24;
    static final int MEMORY_TAG = 32;
    static final int DESCRIPTOR = 16;
    static final int IMPORT_RIGHTS = 20;
    static final int IMPORT_TAG = 24;
    static final int ADDR = 16;
    static final int LEN = 24;
    static final int OBJECT = 32;
    static final int OFFSET = 40;
    static final int PROT = 48;
    static final int MAX_PROT = 52;
    static final int END = 56;
    static final int ALIGN = 64;
    static final int PROTECT_PROT = 32;
    static final int TO = 32;
    static final int MAX = 24;

    // Of a v1 record in a LEGACY frame.
    static final int LEGACY_BYTES = 4;
    static final int LEGACY_RECORD = 16;

    // Of a result, from its own start.
    static final int RESULT_SIZE = 0;
    static final int STATUS = 4;
    static final int VALUE = 8;
    static final int FIELD = 16;
    static final int RESULT_RESERVED = 20;
    static final int RESULT_HEADER = 24;

    // Of a QUERY's data, and of an area in it, each from its own start.
    static final int EPOCH = 0;
    static final int MAPPED = 8;
    static final int AREAS = 16;
    static final int REPORTED = 20;
    static final int QUERY_HEAD = 24;
    static final int AREA_START = 0;
    static final int AREA_END = 8;
    static final int AREA_OFFSET = 16;
    static final int AREA_TAG = 24;
    static final int AREA_PROT = 32;
    static final int AREA_MAX_PROT = 36;
    static final int AREA_KIND = 40;
    static final int AREA_RESERVED = 44;
    static final int QUERY_AREA = 48;

    /** The longest frame before the two sides have agreed, and the least that they may. */
    static final int LEAST_MAX_FRAME = 4096;

    private Layout() {}

    static int padded(int bytes) {
        return (bytes + UNIT - 1) & -UNIT;
    }
}
