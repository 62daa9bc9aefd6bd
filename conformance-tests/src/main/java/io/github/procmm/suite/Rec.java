package io.github.procmm.suite;

import io.github.procmm.model.Errno;
import org.jspecify.annotations.Nullable;

/**
 * A record of a BATCH frame that is being said, made by hand from tables 18.1 to 18.4. It is sent
 * alone, in a frame of its own, or {@link Frame put into one}.
 */
class Rec {

    private static final int OPCODE = 0;
    private static final int SIZE = 2;
    private static final int FLAGS = 4;
    private static final int HANDLE = 8;

    private final Session session;
    private final FrameBytes bytes;
    private ExpectedNumber usual = new ExpectedNumber.Exactly(0);
    private @Nullable Space watched;

    Rec(Session session, int opcode, int size, Num handle) {
        this.session = session;
        this.bytes = FrameBytes.zeros(size);
        bytes.set(OPCODE, Short.BYTES, opcode);
        bytes.set(SIZE, Short.BYTES, size);
        bytes.set(HANDLE, Long.BYTES, handle);
    }

    FrameBytes bytes() {
        return bytes;
    }

    /** What it gives when it is done; 0 until this is said. */
    final Rec usually(ExpectedNumber value) {
        usual = value;
        return this;
    }

    ExpectedNumber usual() {
        return usual;
    }

    /** Which space has to be as it was where this is refused. */
    final Rec watching(Space space) {
        watched = space;
        return this;
    }

    final Rec flags(long bits) {
        return set(FLAGS, Integer.BYTES, bits);
    }

    final Rec handle(Num handle) {
        bytes.set(HANDLE, Long.BYTES, handle);
        return this;
    }

    /** Puts any number anywhere. */
    final Rec set(int at, int size, long number) {
        bytes.set(at, size, number);
        return this;
    }

    final Rec set(int at, int size, Num number) {
        bytes.set(at, size, number);
        return this;
    }

    /** Says another size than it has. */
    final Rec saysSize(int size) {
        return set(SIZE, Short.BYTES, size);
    }

    /** Makes it longer by these bytes. */
    final Rec with(String hex) {
        bytes.append(hex);
        return saysSize(bytes.size());
    }

    /** Makes it shorter. */
    final Rec cutTo(int size) {
        bytes.cut(size);
        return saysSize(size);
    }

    /** Alone, it is done; its value is the usual one. */
    final Num done() {
        return session.batch(Frame.SEQUENTIAL).does(this).answered().value(0);
    }

    /** Alone, it gives this. */
    final void gives(long value) {
        session.batch(Frame.SEQUENTIAL).gives(this, new ExpectedNumber.Exactly(value)).answered();
    }

    /** Alone, it is refused for a field, and nothing has changed. */
    final void refused(Errno errno, int field) {
        refusedAt(errno, field, 0);
    }

    /** Alone, it is refused for a field at an address, and nothing has changed. */
    final void refusedAt(Errno errno, int field, long addr) {
        Space space = watched;
        int before = space == null ? 0 : space.notes();
        session.batch(Frame.SEQUENTIAL).refusesAt(this, errno, field, addr).answered();
        if (space != null) {
            space.showsWhatItDidAt(before);
        }
    }
}
