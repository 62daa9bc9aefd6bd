package io.github.procmm.kernel.frames;

import static io.github.procmm.kernel.frames.Verdict.done;
import static io.github.procmm.kernel.frames.Verdict.gives;
import static io.github.procmm.kernel.frames.Verdict.refused;
import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.ECANCELED;
import static io.github.procmm.model.Errno.EINVAL;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Errno;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Operation;
import io.github.procmm.v2.Rights;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One frame of one session, record by record: sections 18 and 19 as they are written. */
final class ModelFrame {

    private static final int HANDLE = 8;
    private static final int ADDR = 16;
    private static final int RIGHTS = 16;
    private static final int DESCRIPTOR = 16;
    private static final int IMPORT_RIGHTS = 20;
    private static final int OBJECT = 32;

    private final ModelHost host;
    private final Map<Long, ModelHandle> handles;

    /** Handles that this frame has given, under their references. */
    private final Map<Long, ModelHandle> given = new HashMap<>();

    private final Set<Long> everGiven = new HashSet<>();
    private int number = -1;
    private @Nullable Verdict refusal;

    ModelFrame(ModelHost host, int session) {
        this.host = host;
        this.handles = host.sessions.get(session);
    }

    /** Returns what the handles of this frame are once their numbers are known. */
    void name(int record, long handle) {
        ModelHandle unnamed = given.get(Handle.reference(record));
        if (unnamed != null) {
            handles.put(handle, unnamed);
        }
    }

    private @Nullable ModelHandle find(long handle, int field) {
        boolean reference = handle < 0;
        ModelHandle found = reference ? given.get(handle) : handles.get(handle);
        if (found == null) {
            boolean released = everGiven.contains(handle);
            refusal = refused(reference && !released ? ECANCELED : EBADF, field);
        }
        return found;
    }

    /** Returns what comes of the next record. */
    Verdict next(Command command) {
        number++;
        Verdict verdict = carryOut(command);
        ModelHandle handle = verdict.gives();
        if (handle != null) {
            given.put(Handle.reference(number), handle);
            everGiven.add(Handle.reference(number));
        }
        return verdict;
    }

    private Verdict carryOut(Command command) {
        if (command instanceof Command.Create create) {
            return gives(ModelHandle.of(new ModelSpace(create.maxBytes()), create.rights()));
        }
        if (command instanceof Command.Memory memory) {
            ModelObject object = new ModelObject((int) (memory.bytes() / Page.SIZE));
            return gives(ModelHandle.of(object, memory.tag(), memory.rights()));
        }
        if (command instanceof Command.Import imports) {
            return importFile(imports);
        }
        if (command instanceof Command.Release release) {
            ModelHandle handle = find(release.handle(), HANDLE);
            if (handle == null) {
                return Objects.requireNonNull(refusal);
            }
            (release.handle() < 0 ? given : handles).remove(release.handle());
            return done(0);
        }
        if (command instanceof Command.Duplicate duplicate) {
            return duplicate(duplicate);
        }
        return inSpace(command);
    }

    private Verdict importFile(Command.Import imports) {
        int fd = imports.descriptor();
        int object = fd - ModelHost.FILES;
        if (fd < 0 || object >= host.objects.size()) {
            return refused(EBADF, DESCRIPTOR);
        }
        int kind = object < 0 ? Rights.OF_SPACE : Rights.OF_OBJECT;
        if ((imports.rights() & ~kind) != 0) {
            return refused(EINVAL, IMPORT_RIGHTS);
        }
        return gives(
                object < 0
                        ? ModelHandle.of(host.files.get(fd), imports.rights())
                        : ModelHandle.of(
                                host.objects.get(object), imports.tag(), imports.rights()));
    }

    private Verdict duplicate(Command.Duplicate duplicate) {
        ModelHandle handle = find(duplicate.handle(), HANDLE);
        if (handle == null) {
            return Objects.requireNonNull(refusal);
        }
        int kind = handle.space() == null ? Rights.OF_OBJECT : Rights.OF_SPACE;
        if ((duplicate.rights() & ~kind) != 0) {
            return refused(EINVAL, RIGHTS);
        }
        boolean more = (duplicate.rights() & ~handle.rights()) != 0;
        return more ? refused(EACCES, RIGHTS) : gives(handle.with(duplicate.rights()));
    }

    private Verdict inSpace(Command command) {
        if (Fields.addr(command) % Page.SIZE != 0) {
            return refused(EINVAL, ADDR);
        }
        ModelHandle handle = find(Fields.space(command), HANDLE);
        if (handle == null) {
            return Objects.requireNonNull(refusal);
        }
        ModelSpace space = handle.space();
        if (space == null) {
            return refused(EBADF, HANDLE);
        }
        ModelHandle object = null;
        if (command instanceof Command.Map map && map.object() != Handle.NONE) {
            object = find(map.object(), OBJECT);
            if (object == null) {
                return Objects.requireNonNull(refusal);
            }
            if (object.object() == null) {
                return refused(EBADF, OBJECT);
            }
        }
        if ((handle.rights() & command.operation().right()) == 0) {
            return refused(EACCES, HANDLE);
        }
        return command instanceof Command.Map map
                ? space.map(map, object)
                : inSpace(command, space);
    }

    private Verdict inSpace(Command command, ModelSpace space) {
        if (command instanceof Command.CloneSpace clone) {
            return gives(ModelHandle.of(space.cloneSpace(), clone.rights()));
        }
        if (command instanceof Command.Destroy) {
            space.clear();
            given.values().removeIf(handle -> handle.space() == space);
            host.sessions.forEach(all -> all.values().removeIf(handle -> handle.space() == space));
            return done(0);
        }
        if (command instanceof Command.Unmap unmap) {
            return space.unmap(unmap);
        }
        if (command instanceof Command.Protect protect) {
            return space.protect(protect);
        }
        if (command instanceof Command.Move move) {
            return space.move(move);
        }
        if (command instanceof Command.Discard discard) {
            return space.discard(discard);
        }
        if (command instanceof Command.Seal seal) {
            return space.seal(seal);
        }
        if (command.operation() == Operation.QUERY) {
            return done(0);
        }
        throw new AssertionError("no model of " + command);
    }

    /** Returns the space that a handle or reference names now, or null where it names none. */
    @Nullable ModelSpace space(long handle) {
        ModelHandle found = find(handle, HANDLE);
        return found == null ? null : found.space();
    }

    /** Returns what comes of a v1 record of a LEGACY frame. */
    Verdict legacy(long handle, LegacyCall call, int recordSize) {
        number++;
        ModelHandle found = find(handle, HANDLE);
        if (found == null) {
            return Objects.requireNonNull(refusal);
        }
        ModelSpace space = found.space();
        if (space == null) {
            return refused(EBADF, HANDLE);
        }
        if ((found.rights() & Rights.CHANGE) == 0) {
            return refused(EACCES, HANDLE);
        }
        long result = space.legacy(call);
        return result == 0
                ? done(recordSize)
                : refused(Objects.requireNonNull(Errno.ofResult(result)), 0, result);
    }
}
