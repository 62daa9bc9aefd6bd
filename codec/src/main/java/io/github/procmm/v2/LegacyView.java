package io.github.procmm.v2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * A window on one record of a LEGACY frame: table 22.1. Makes no objects. Mutable, for one thread.
 */
public final class LegacyView {

    private ByteBuf buf = Unpooled.EMPTY_BUFFER;
    private int base;
    private int size;

    /** Makes a window on nothing yet. */
    public LegacyView() {}

    /** Looks at the record to which {@code frame} has stepped; the frame has no misfit. */
    public void wrap(FrameView frame) {
        wrap(frame.buf(), frame.at(), frame.size());
    }

    /** Looks at a record of so many bytes, all of them there: at least those of its head. */
    @SuppressWarnings("ReferenceEquality") // A ByteBuf equals any other of the same content.
    public void wrap(ByteBuf bytes, int index, int length) {
        if (buf != bytes) {
            buf = bytes;
        }
        base = index;
        size = length;
    }

    /** Returns the dialect of the v1 record, or null where the number is none. */
    public @Nullable LegacyDialect dialect() {
        return LegacyDialect.of(buf.getUnsignedShortLE(base + Layout.OPCODE));
    }

    /** Returns the space that it is written to. */
    public long handle() {
        return buf.getLongLE(base + Layout.HANDLE);
    }

    /** Returns how many bytes the v1 record has, unsigned. */
    public int bytes() {
        return buf.getIntLE(base + Layout.LEGACY_BYTES);
    }

    /** Returns where in the buffer the v1 record begins. */
    public int at() {
        return base + Layout.LEGACY_RECORD;
    }

    /** Returns a buffer that shares the bytes of the v1 record, which {@link #fits}. */
    public ByteBuf record() {
        return buf.slice(at(), bytes());
    }

    /** Returns whether the v1 record fits, and nothing but zeros is behind it (V2-LEGACY-3). */
    public boolean fits() {
        int room = size - Layout.LEGACY_RECORD;
        int bytes = bytes();
        if (bytes < 0 || bytes > room || Layout.padded(bytes) != room) {
            return false;
        }
        for (int i = bytes; i < room; i++) {
            if (buf.getByte(at() + i) != 0) {
                return false;
            }
        }
        return true;
    }
}
