package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EOPNOTSUPP;

import io.github.procmm.backend.MmFile;
import io.github.procmm.model.Errno;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.LegacyDialect;
import io.github.procmm.v2.LegacyView;
import io.github.procmm.v2.Rights;
import io.github.procmm.wire.Dialect;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the records of a session's LEGACY frames, one by one: section 22. Mutable, for one
 * thread.
 */
final class LegacyRun {

    private static final int DIALECT = 0;
    private static final int BYTES = 4;
    private static final int HANDLE = 8;

    private final Dialect host;
    private final WriteHandler handler;
    private final Lookup lookup;
    private final Outcome outcome;
    private final LegacyView record = new LegacyView();

    /** Those of one record: its target and what it copies from. */
    private final LockSet spaces = new LockSet();

    private @Nullable Undo undo;

    LegacyRun(Kernel kernel, UserProcess client, Lookup lookup, Outcome outcome) {
        this.host = kernel.profile().dialect();
        this.handler = new WriteHandler(kernel, client);
        this.lookup = lookup;
        this.outcome = outcome;
    }

    /** Begins a frame; {@code takeBack} is null where what is done stays done. */
    void begin(@Nullable Undo takeBack) {
        undo = takeBack;
    }

    /** Adds the spaces that a frame can change or read. */
    void addSpaces(FrameView frame, LockSet all) {
        while (frame.next()) {
            record.wrap(frame);
            MmFile file = fileFor(record.dialect());
            if (file != null && record.fits()) {
                addSpaces(file, all);
            }
        }
        frame.rewind();
    }

    private void addSpaces(MmFile file, LockSet some) {
        if (lookup.peek(record.handle()) instanceof Held.Space space) {
            some.add(space.mm());
        }
        Mm source = handler.sourceOf(file, record.record());
        if (source != null) {
            some.add(source);
        }
    }

    /** Carries out the record to which the frame has stepped; returns whether it was done. */
    boolean run(FrameView frame) {
        record.wrap(frame);
        MmFile file = fileFor(record.dialect());
        if (file == null) {
            return outcome.refuse(EOPNOTSUPP, DIALECT); // V2-LEGACY-3
        }
        if (!record.fits()) {
            return outcome.refuse(EINVAL, BYTES); // V2-LEGACY-3
        }
        Held.Space space = lookup.space(record.handle(), HANDLE);
        if (space == null) {
            return false; // V2-REC-7
        }
        addSpaces(file, spaces);
        spaces.lock();
        try {
            return lookup.isStill(record.handle(), HANDLE, space) && write(file, space);
        } finally {
            spaces.unlock();
        }
    }

    private boolean write(MmFile file, Held.Space space) {
        if ((space.rights() & Rights.CHANGE) == 0) {
            return outcome.refuse(EACCES, HANDLE); // V2-REC-8
        }
        if (undo != null) {
            undo.save(space.mm());
        }
        long result = handler.write(file, space.mm(), record.record());
        if (!Errno.isError(result)) {
            return outcome.done(result);
        }
        return outcome.refuse(Objects.requireNonNull(Errno.ofResult(result)), 0, result);
    }

    private @Nullable MmFile fileFor(@Nullable LegacyDialect dialect) {
        for (MmFile file : MmFile.of(host)) {
            if (dialect != null && file.recordsOn(host) == dialect.dialect()) {
                return file;
            }
        }
        return null;
    }
}
