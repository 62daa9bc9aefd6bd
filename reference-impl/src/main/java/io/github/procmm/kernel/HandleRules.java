package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EMFILE;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.model.Errno.ENOMEM;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.v2.OpView;
import io.github.procmm.v2.Rights;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What makes and ends handles: sections 19 and 20.1, once a record has passed everything that can
 * be said before. Each method notes in the outcome what has come of it, and returns whether it was
 * done.
 */
final class HandleRules {

    private static final int NO_FIELD = 0;
    private static final int RIGHTS = 16;
    private static final int DESCRIPTOR = 16;
    private static final int IMPORT_RIGHTS = 20;

    private final Kernel kernel;
    private final UserProcess client;
    private final HandleTable handles;
    private final Outcome outcome;

    HandleRules(Kernel kernel, UserProcess client, HandleTable handles, Outcome outcome) {
        this.kernel = kernel;
        this.client = client;
        this.handles = handles;
        this.outcome = outcome;
    }

    /** CREATE. */
    boolean create(OpView op, @Nullable Undo undo) {
        return newSpace(kernel.newMemory(op.maxBytes()), null, op.rights(), undo);
    }

    /** CLONE. */
    boolean cloneOf(Mm source, OpView op, @Nullable Undo undo) {
        AddressSpace copy = source.memory().copyOnWrite(); // V2-SPACE-2
        return newSpace(copy, source.ldt(), op.rights(), undo); // V2-SPACE-3
    }

    private boolean newSpace(
            AddressSpace memory, @Nullable Ldt ldt, int rights, @Nullable Undo undo) {
        if (handles.isFull()) {
            return outcome.refuse(EMFILE, NO_FIELD); // V2-HANDLE-10
        }
        Mm mm =
                undo == null
                        ? kernel.newMm(memory, ldt, 0, 0)
                        : kernel.newMm(memory, ldt, undo.spareSpaces(), undo.spareEntries());
        if (mm == null) {
            return outcome.refuse(ENOMEM, NO_FIELD); // V2-SPACE-4
        }
        return given(new Held.Space(mm, rights), undo);
    }

    /** Gives a handle; a space that it names has been held for it. */
    private boolean given(Held held, @Nullable Undo undo) {
        long handle = handles.add(held);
        if (held instanceof Held.Space space) {
            space.mm().addName(new Mm.Name(handles, handle));
        }
        if (undo != null) {
            undo.add(() -> takeBack(handle, held));
        }
        return outcome.done(handle);
    }

    private void takeBack(long handle, Held held) {
        handles.takeBack(handle);
        if (held instanceof Held.Space space) {
            space.mm().removeName(new Mm.Name(handles, handle));
            space.mm().release();
        }
    }

    /** DESTROY: handles end everywhere; whoever else holds the space keeps it, empty. */
    boolean destroy(Mm mm, @Nullable Undo undo) {
        mm.memory().clear();
        for (Mm.Name name : mm.takeNames()) {
            if (name.table() == handles) {
                end(mm, name, undo);
            } else if (undo == null) {
                endElsewhere(mm, name);
            } else {
                undo.add(() -> mm.addName(name));
                undo.atTheEnd(() -> name.table().remove(name.handle()));
                undo.releaseAtTheEnd(mm);
            }
        }
        return outcome.done(0);
    }

    private static void endElsewhere(Mm mm, Mm.Name name) {
        if (name.table().remove(name.handle()) != null) {
            mm.release();
        }
    }

    /** Ends a handle of this session, whose name the mm has forgotten. */
    private void end(Mm mm, Mm.Name name, @Nullable Undo undo) {
        Held held = Objects.requireNonNull(handles.remove(name.handle()));
        if (undo == null) {
            mm.release();
            return;
        }
        undo.add(
                () -> {
                    handles.putBack(name.handle(), held);
                    mm.addName(name);
                });
        undo.releaseAtTheEnd(mm);
    }

    /** RELEASE (V2-HANDLE-5). */
    boolean release(long handle, Held held, @Nullable Undo undo) {
        if (held instanceof Held.Space space) {
            Mm.Name name = new Mm.Name(handles, handle);
            space.mm().removeName(name);
            end(space.mm(), name, undo);
        } else {
            handles.remove(handle);
            if (undo != null) {
                undo.add(() -> handles.putBack(handle, held));
            }
        }
        return outcome.done(0);
    }

    /** DUPLICATE. */
    boolean duplicate(Held held, OpView op, @Nullable Undo undo) {
        int kind = held instanceof Held.Space ? Rights.OF_SPACE : Rights.OF_OBJECT;
        if ((op.rights() & ~kind) != 0) {
            return outcome.refuse(EINVAL, RIGHTS); // V2-HANDLE-3
        }
        if ((op.rights() & ~held.rights()) != 0) {
            return outcome.refuse(EACCES, RIGHTS); // V2-HANDLE-4
        }
        if (handles.isFull()) {
            return outcome.refuse(EMFILE, NO_FIELD); // V2-HANDLE-10
        }
        if (held instanceof Held.Space space) {
            space.mm().hold();
        }
        return given(held.with(op.rights()), undo);
    }

    /** MEMORY. */
    boolean memory(OpView op, @Nullable Undo undo) {
        if (handles.isFull()) {
            return outcome.refuse(EMFILE, NO_FIELD); // V2-HANDLE-10
        }
        MemoryObject object = MemoryObject.regular("memory", op.bytes());
        OpenObject opening = new OpenObject(object, AccessMode.READ_WRITE);
        return given(new Held.Memory(opening.tagged(op.tag()), op.rights()), undo);
    }

    /** IMPORT (V2-HANDLE-9). */
    boolean importFile(OpView op, @Nullable Undo undo) {
        OpenFile file = client.file(op.descriptor());
        if (file == null) {
            return outcome.refuse(EBADF, DESCRIPTOR);
        }
        if (file instanceof OpenMm open) {
            return importSpace(open, op, undo);
        }
        OpenObject open = file instanceof OpenObject some ? some : null;
        if (open == null || !open.object().isMappable() || open.object().refusal() != null) {
            return outcome.refuse(ENODEV, DESCRIPTOR);
        }
        return importObject(open, op, undo);
    }

    private boolean importSpace(OpenMm open, OpView op, @Nullable Undo undo) {
        if ((op.rights() & ~Rights.OF_SPACE) != 0) {
            return outcome.refuse(EINVAL, IMPORT_RIGHTS);
        }
        int allowed = open.mode().writes() ? Rights.OF_SPACE : Rights.QUERY;
        if ((op.rights() & ~allowed) != 0) {
            return outcome.refuse(EACCES, IMPORT_RIGHTS);
        }
        if (handles.isFull()) {
            return outcome.refuse(EMFILE, NO_FIELD); // V2-HANDLE-10
        }
        Mm mm = open.mm();
        mm.lock().lock();
        try {
            return mm.holdIfAlive()
                    ? given(new Held.Space(mm, op.rights()), undo)
                    : outcome.refuse(EBADF, DESCRIPTOR);
        } finally {
            mm.lock().unlock();
        }
    }

    private boolean importObject(OpenObject open, OpView op, @Nullable Undo undo) {
        if ((op.rights() & ~Rights.OF_OBJECT) != 0) {
            return outcome.refuse(EINVAL, IMPORT_RIGHTS);
        }
        int allowed = open.mode().reads() ? Rights.READ : 0;
        allowed |= open.mode().reads() && open.mode().writes() ? Rights.WRITE : 0;
        allowed |= open.mode().reads() && open.isExecutable() ? Rights.EXEC : 0;
        if ((op.rights() & ~allowed) != 0) {
            return outcome.refuse(EACCES, IMPORT_RIGHTS);
        }
        if (handles.isFull()) {
            return outcome.refuse(EMFILE, NO_FIELD); // V2-HANDLE-10
        }
        return given(new Held.Memory(open.tagged(op.tag()), op.rights()), undo);
    }
}
