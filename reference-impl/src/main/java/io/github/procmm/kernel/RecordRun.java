package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EACCES;

import io.github.procmm.model.Errno;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.OpCheck;
import io.github.procmm.v2.OpView;
import io.github.procmm.v2.Operation;
import io.github.procmm.v2.ReplyWriter;
import io.github.procmm.v2.Welcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the records of a session's BATCH frames, one by one, each after the checks of section
 * 18 in their order. Mutable, for one thread.
 */
final class RecordRun {

    private static final int HANDLE = 8;
    private static final int OBJECT = 32;

    /** What a result takes in a reply, in bytes, and what a QUERY takes besides (V2-QUERY-5). */
    private static final int RESULT = 24;

    private static final int QUERY_BESIDES = 72;

    private final UserProcess client;
    private final long maxReply;
    private final ReplyWriter replies;
    private final Lookup lookup;
    private final Outcome outcome;
    private final HandleRules handleRules;
    private final SpaceRules spaceRules;
    private final OpCheck check;
    private final OpView op = new OpView();

    /** The least that the results behind the current one take, in bytes. */
    private long others;

    private @Nullable Undo undo;

    RecordRun(
            Kernel kernel,
            UserProcess client,
            HandleTable handles,
            Hello hello,
            Welcome session,
            ReplyWriter replies,
            Lookup lookup,
            Outcome outcome) {
        this.client = client;
        this.maxReply = Integer.toUnsignedLong(hello.maxFrame());
        this.replies = replies;
        this.lookup = lookup;
        this.outcome = outcome;
        this.handleRules = new HandleRules(kernel, client, handles, outcome);
        this.spaceRules = new SpaceRules(outcome);
        this.check = new OpCheck(session);
    }

    /** Begins a frame; {@code takeBack} is null where what is done stays done. */
    void begin(FrameView frame, @Nullable Undo takeBack) {
        undo = takeBack;
        others = (long) frame.count() * RESULT;
        while (frame.next()) {
            op.wrap(frame);
            others += op.operation() == Operation.QUERY ? QUERY_BESIDES : 0;
        }
        frame.rewind();
    }

    /** Adds the spaces that a frame can name, but for those that it makes itself. */
    void addSpaces(FrameView frame, LockSet spaces) {
        while (frame.next()) {
            op.wrap(frame);
            if (op.operation() == Operation.IMPORT) {
                if (client.file(op.descriptor()) instanceof OpenMm open) {
                    spaces.add(open.mm());
                }
            } else if (lookup.peek(op.handle()) instanceof Held.Space space) {
                spaces.add(space.mm());
            }
        }
        frame.rewind();
    }

    /**
     * Carries out the record to which the frame has stepped; returns whether it was done. The
     * result of a QUERY is then in the reply, that of every other record is the outcome.
     */
    boolean run(FrameView frame) {
        op.wrap(frame);
        Operation operation = op.operation();
        others -= RESULT + (operation == Operation.QUERY ? QUERY_BESIDES : 0);
        Errno refusal = check.refusal(op); // V2-REC-2 to V2-REC-6
        if (refusal != null) {
            return outcome.refuse(refusal, check.field());
        }
        boolean done = carryOut(Objects.requireNonNull(operation));
        if (done && operation.givesHandle()) {
            lookup.give(outcome.value());
        }
        return done;
    }

    /** Returns whether the last result is in the reply already. */
    boolean hasReplied() {
        return op.operation() == Operation.QUERY;
    }

    private boolean carryOut(Operation operation) {
        return switch (operation) {
            case CREATE -> handleRules.create(op, undo);
            case MEMORY -> handleRules.memory(op, undo);
            case IMPORT -> handleRules.importFile(op, undo);
            case RELEASE, DUPLICATE -> withHandle(operation);
            case CLONE, DESTROY, MAP, UNMAP, PROTECT, MOVE, DISCARD, SEAL -> inSpace(operation);
            case QUERY -> query();
        };
    }

    private boolean withHandle(Operation operation) {
        Held held = lookup.held(op.handle(), HANDLE);
        if (held == null) {
            return false; // V2-REC-7
        }
        if (!(held instanceof Held.Space space)) {
            return withHandle(operation, held);
        }
        Mm mm = space.mm();
        mm.lock().lock();
        try {
            return lookup.isStill(op.handle(), HANDLE, held) && withHandle(operation, held);
        } finally {
            mm.lock().unlock();
        }
    }

    private boolean withHandle(Operation operation, Held held) {
        return operation == Operation.RELEASE
                ? handleRules.release(lookup.resolved(op.handle()), held, undo)
                : handleRules.duplicate(held, op, undo);
    }

    private boolean inSpace(Operation operation) {
        Held.Space space = lookup.space(op.handle(), HANDLE);
        if (space == null) {
            return false; // V2-REC-7
        }
        Mm mm = space.mm();
        mm.lock().lock();
        try {
            return lookup.isStill(op.handle(), HANDLE, space) && inSpace(operation, space);
        } finally {
            mm.lock().unlock();
        }
    }

    private boolean inSpace(Operation operation, Held.Space held) {
        Held.Memory object = null;
        if (operation == Operation.MAP && op.object() != Handle.NONE) {
            object = lookup.object(op.object(), OBJECT);
            if (object == null) {
                return false; // V2-REC-7
            }
        }
        if ((held.rights() & operation.right()) == 0) {
            return outcome.refuse(EACCES, HANDLE); // V2-REC-8
        }
        Mm mm = held.mm();
        if (undo != null && operation != Operation.CLONE) {
            undo.save(mm);
        }
        AddressSpace space = mm.memory();
        return switch (operation) {
            case CLONE -> handleRules.cloneOf(mm, op, undo);
            case DESTROY -> handleRules.destroy(mm, undo);
            case MAP -> spaceRules.map(space, op, object);
            case UNMAP -> spaceRules.unmap(space, op);
            case PROTECT -> spaceRules.protect(space, op);
            case MOVE -> spaceRules.move(space, op);
            case DISCARD -> spaceRules.discard(space, op);
            case SEAL -> spaceRules.seal(space, op);
            case CREATE, RELEASE, DUPLICATE, MEMORY, IMPORT, QUERY ->
                    throw new IllegalArgumentException(operation + " is not done in a space");
        };
    }

    /** Walks over a picture of the areas: who changes them need not wait for that. */
    private boolean query() {
        Held.Space space = lookup.space(op.handle(), HANDLE);
        if (space == null) {
            return false; // V2-REC-7
        }
        AreaMap areas;
        Mm mm = space.mm();
        mm.lock().lock();
        try {
            if (!lookup.isStill(op.handle(), HANDLE, space)) {
                return false; // V2-REC-7
            }
            if ((space.rights() & Operation.QUERY.right()) == 0) {
                return outcome.refuse(EACCES, HANDLE); // V2-REC-8
            }
            areas = mm.memory().map().snapshot();
        } finally {
            mm.lock().unlock();
        }
        long room = Math.min(Integer.MAX_VALUE, maxReply) - replies.length() - others;
        QueryRun.answer(areas, op, replies, (int) room);
        return outcome.done(0);
    }
}
