package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.ECANCELED;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EOPNOTSUPP;

import io.github.procmm.backend.MmFile;
import io.github.procmm.model.Errno;
import io.github.procmm.v2.FrameType;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.LegacyDialect;
import io.github.procmm.v2.LegacyView;
import io.github.procmm.v2.OpCheck;
import io.github.procmm.v2.OpView;
import io.github.procmm.v2.Operation;
import io.github.procmm.v2.ReplyWriter;
import io.github.procmm.v2.Rights;
import io.github.procmm.v2.Welcome;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the records of a session's frames, one by one, each after the checks of section 18 in
 * their order. Mutable, for one thread.
 */
final class RecordRun {

    private static final int HANDLE = 8;
    private static final int OBJECT = 32;
    private static final int LEGACY_BYTES = 4;

    /** What a result takes in a reply, in bytes, and what a QUERY takes besides. */
    private static final int RESULT = 24;

    private static final int QUERY_BESIDES = 72;

    private final Kernel kernel;
    private final UserProcess client;
    private final HandleTable handles;
    private final long maxReply;
    private final ReplyWriter replies;
    private final Outcome outcome = new Outcome();
    private final HandleRules handleRules;
    private final SpaceRules spaceRules = new SpaceRules(outcome);
    private final OpCheck check;
    private final OpView op = new OpView();
    private final LegacyView legacy = new LegacyView();

    /** The handles that records of this frame have given; 0 for every other one. */
    private long[] given = new long[0];

    private int number;
    private int count;
    private int queriesAhead;
    private @Nullable Undo undo;

    RecordRun(
            Kernel kernel,
            UserProcess client,
            HandleTable handles,
            Hello hello,
            Welcome session,
            ReplyWriter replies) {
        this.kernel = kernel;
        this.client = client;
        this.handles = handles;
        this.maxReply = Integer.toUnsignedLong(hello.maxFrame());
        this.replies = replies;
        this.handleRules = new HandleRules(kernel, client, handles, outcome);
        this.check = new OpCheck(session);
    }

    /** Begins a frame; {@code takeBack} is null where what is done stays done. */
    void begin(FrameView frame, @Nullable Undo takeBack) {
        count = frame.count();
        if (given.length < count) {
            given = new long[count];
        }
        Arrays.fill(given, 0, count, Handle.NONE);
        undo = takeBack;
        queriesAhead = frame.type() == FrameType.BATCH ? queriesIn(frame) : 0;
    }

    private int queriesIn(FrameView frame) {
        int queries = 0;
        while (frame.next()) {
            op.wrap(frame);
            queries += op.operation() == Operation.QUERY ? 1 : 0;
        }
        frame.rewind();
        return queries;
    }

    /** Returns the address spaces that a frame can name, but for those that it makes itself. */
    Set<Mm> spacesIn(FrameView frame) {
        Set<Mm> spaces = new HashSet<>();
        while (frame.next()) {
            op.wrap(frame);
            boolean imports = frame.type() == FrameType.BATCH && op.operation() == Operation.IMPORT;
            if (imports && client.file(op.descriptor()) instanceof OpenMm open) {
                spaces.add(open.mm());
            } else if (handles.get(op.handle()) instanceof Held.Space space) {
                spaces.add(space.mm());
            }
        }
        frame.rewind();
        return spaces;
    }

    /** Carries out the record to which a BATCH frame has stepped; returns whether it was done. */
    boolean record(FrameView frame) {
        number = frame.number();
        op.wrap(frame);
        Operation operation = op.operation();
        queriesAhead -= operation == Operation.QUERY ? 1 : 0;
        Errno refusal = check.refusal(op); // V2-REC-2 to V2-REC-6
        boolean done =
                refusal == null
                        ? carryOut(Objects.requireNonNull(operation))
                        : outcome.refuse(refusal, check.field());
        if (!done) {
            repeatRefusal();
        } else if (operation != null && operation != Operation.QUERY) {
            replies.done(outcome.value());
            given[number] = operation.givesHandle() ? outcome.value() : Handle.NONE;
        }
        return done;
    }

    /** Appends the refusal that was noted last. */
    void repeatRefusal() {
        Errno errno = Objects.requireNonNull(outcome.errno());
        replies.refused(errno, outcome.field(), outcome.value());
    }

    private boolean carryOut(Operation operation) {
        return switch (operation) {
            case CREATE -> handleRules.create(op, undo);
            case MEMORY -> handleRules.memory(op, undo);
            case IMPORT -> handleRules.importFile(op, undo);
            case RELEASE, DUPLICATE -> withHandle(operation);
            case CLONE, DESTROY, MAP, UNMAP, PROTECT, MOVE, DISCARD, SEAL, QUERY ->
                    inSpace(operation);
        };
    }

    private boolean withHandle(Operation operation) {
        Held held = find(op.handle(), HANDLE);
        if (held == null) {
            return false; // V2-REC-7
        }
        return operation == Operation.RELEASE
                ? handleRules.release(resolved(op.handle()), undo)
                : handleRules.duplicate(held, op, undo);
    }

    private boolean inSpace(Operation operation) {
        Held.Space space = findSpace(op.handle());
        Held.Memory object = null;
        if (space != null && operation == Operation.MAP && op.object() != Handle.NONE) {
            object = findObject(op.object());
            space = object == null ? null : space;
        }
        if (space == null) {
            return false; // V2-REC-7
        }
        if ((space.rights() & operation.right()) == 0) {
            return outcome.refuse(EACCES, HANDLE); // V2-REC-8
        }
        Mm mm = space.mm();
        mm.lock().lock();
        try {
            return inSpace(operation, mm, object);
        } finally {
            mm.lock().unlock();
        }
    }

    private boolean inSpace(Operation operation, Mm mm, Held.@Nullable Memory object) {
        if (undo != null && operation != Operation.QUERY && operation != Operation.CLONE) {
            undo.save(mm);
        }
        AddressSpace space = mm.memory();
        return switch (operation) {
            case CLONE -> handleRules.cloneOf(mm, op, undo);
            case DESTROY -> handleRules.destroy(mm, undo);
            case MAP ->
                    spaceRules.map(
                            mm,
                            op,
                            object == null ? null : object.file(),
                            object == null ? 0 : object.rights());
            case UNMAP -> spaceRules.unmap(space, op);
            case PROTECT -> spaceRules.protect(space, op);
            case MOVE -> spaceRules.move(space, op);
            case DISCARD -> spaceRules.discard(space, op);
            case SEAL -> spaceRules.seal(space, op);
            case QUERY -> query(space);
            case CREATE, RELEASE, DUPLICATE, MEMORY, IMPORT ->
                    throw new IllegalArgumentException(operation + " is not done in a space");
        };
    }

    private boolean query(AddressSpace space) {
        long others = (count - number - 1L) * RESULT + (long) queriesAhead * QUERY_BESIDES;
        long room = Math.min(Integer.MAX_VALUE, maxReply) - replies.length() - others;
        QueryRun.answer(space, op, replies, (int) room);
        return outcome.done(0);
    }

    /** Carries out the record to which a LEGACY frame has stepped (V2-LEGACY-1 to V2-LEGACY-3). */
    boolean legacy(FrameView frame) {
        number = frame.number();
        legacy.wrap(frame);
        MmFile file = fileFor(legacy.dialect());
        if (file == null) {
            outcome.refuse(EOPNOTSUPP, 0);
            repeatRefusal();
            return false;
        }
        if (!legacy.fits()) {
            outcome.refuse(EINVAL, LEGACY_BYTES);
            repeatRefusal();
            return false;
        }
        Held.Space space = findSpace(legacy.handle());
        boolean may = space != null && (space.rights() & Rights.CHANGE) != 0;
        if (space != null && !may) {
            outcome.refuse(EACCES, HANDLE);
        }
        if (!may) {
            repeatRefusal();
            return false;
        }
        return write(file, Objects.requireNonNull(space).mm());
    }

    private boolean write(MmFile file, Mm mm) {
        mm.lock().lock();
        try {
            if (undo != null) {
                undo.save(mm);
            }
            long result = client.handler().write(file, mm, legacy.record());
            replies.legacy(result); // V2-LEGACY-2
            Errno errno = Errno.ofResult(result);
            return errno == null ? outcome.done(result) : outcome.refuse(errno, 0, result);
        } finally {
            mm.lock().unlock();
        }
    }

    private @Nullable MmFile fileFor(@Nullable LegacyDialect dialect) {
        for (MmFile file : MmFile.of(kernel.profile().dialect())) {
            boolean same =
                    dialect != null
                            && file.recordsOn(kernel.profile().dialect()) == dialect.dialect();
            if (same) {
                return file;
            }
        }
        return null;
    }

    private Held.@Nullable Space findSpace(long handle) {
        Held held = find(handle, HANDLE);
        if (held != null && !(held instanceof Held.Space)) {
            outcome.refuse(EBADF, HANDLE);
        }
        return held instanceof Held.Space space ? space : null;
    }

    private Held.@Nullable Memory findObject(long handle) {
        Held held = find(handle, OBJECT);
        if (held != null && !(held instanceof Held.Memory)) {
            outcome.refuse(EBADF, OBJECT);
        }
        return held instanceof Held.Memory memory ? memory : null;
    }

    /** Returns what a handle or reference stands for, or notes why it stands for nothing. */
    private @Nullable Held find(long handle, int field) {
        long resolved = resolved(handle);
        if (resolved == Handle.NONE && Handle.isReference(handle)) {
            outcome.refuse(ECANCELED, field); // V2-REC-7
            return null;
        }
        Held held = handles.get(resolved);
        boolean ended =
                undo != null && held instanceof Held.Space space && undo.hasEnded(space.mm());
        if (held == null || ended) {
            outcome.refuse(EBADF, field); // V2-REC-7
            return null;
        }
        return held;
    }

    private long resolved(long handle) {
        if (!Handle.isReference(handle)) {
            return handle;
        }
        int record = Handle.referred(handle);
        return record >= 0 && record < number ? given[record] : Handle.NONE; // V2-HANDLE-8
    }
}
