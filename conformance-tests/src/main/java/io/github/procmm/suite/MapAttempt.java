package io.github.procmm.suite;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.ObjectKind;
import java.util.Set;

/** A MM_MMAP with some facts about it, over an area of four pages. */
final class MapAttempt {

    private static final int UNKNOWN_FLAG = 0x200;
    private static final long PAGES = 4;

    private final Scenario s;
    private final Set<MapFact> facts;

    MapAttempt(Scenario s, Set<MapFact> facts) {
        this.s = s;
        this.facts = facts;
    }

    /** Makes what it takes, writes it and says what has to come of it. */
    void comesTo(MapCause cause) {
        Mm mm = target();
        MapCall call = call(mm);
        Errno errno = cause.errnoIn(s.host().generation());
        if (errno == null) {
            int before = mm.notes();
            answersWithItsAddress(call); // V1-MAP-36
            mm.showsWhatItDidAt(before);
        } else if (cause.late()) {
            call.fails(errno); // V1-MAP-37
            mm.shows();
        } else {
            call.refused(errno);
        }
    }

    private static void answersWithItsAddress(MapCall call) {
        Mmap op = call.op();
        if (op.addr() % Page.SIZE == 0) {
            call.done();
            return;
        }
        call.returns(op.addr()); // V1-WRITE-9
    }

    /** Returns the address space as whoever writes has it open. */
    private Mm target() {
        if (facts.contains(MapFact.ONE_AREA_ALLOWED)) {
            s.limitMapCount(1);
        }
        Mm mm = s.openMm();
        mm.map(0, PAGES).done();
        if (facts.contains(MapFact.TWO_AREAS)) {
            mm.map(PAGES + 2, 1).done();
        }
        return facts.contains(MapFact.ONE_PAGE_ALLOWED)
                ? s.writer().send(mm, s.newWriterLimitedTo(Page.SIZE))
                : mm;
    }

    private MapCall call(Mm mm) {
        boolean middle = facts.contains(MapFact.MIDDLE);
        MapCall call = mm.map(middle ? 1 : 0, middle ? 1 : PAGES);
        if (facts.contains(MapFact.HIGH)) {
            call.at(s.taskSize() + Page.SIZE);
        }
        if (facts.contains(MapFact.UNALIGNED)) {
            call.at(call.op().addr() + 1);
        }
        return call.length(length(call.op().len()))
                .prot(prot())
                .flags(flags())
                .fd(descriptor(mm.writer()))
                .offset(offset());
    }

    private long length(long usual) {
        if (facts.contains(MapFact.NO_LENGTH)) {
            return 0;
        }
        if (facts.contains(MapFact.WRAPPING_LENGTH)) {
            return s.maxWord();
        }
        return facts.contains(MapFact.LONG) ? s.taskSize() + Page.SIZE : usual;
    }

    private long prot() {
        return Prot.READ
                | (facts.contains(MapFact.WRITABLE) ? Prot.WRITE : 0)
                | (facts.contains(MapFact.EXECUTABLE) ? Prot.EXEC : 0);
    }

    private long flags() {
        return type()
                | (facts.contains(MapFact.NOT_FIXED) ? 0 : MapFlags.FIXED)
                | (facts.contains(MapFact.NOREPLACE) ? MapFlags.FIXED_NOREPLACE : 0)
                | (facts.contains(MapFact.GROWSDOWN) ? MapFlags.GROWSDOWN : 0)
                | (facts.contains(MapFact.UNKNOWN_FLAG) ? UNKNOWN_FLAG : 0);
    }

    private int type() {
        if (facts.contains(MapFact.NO_TYPE)) {
            return 0;
        }
        if (facts.contains(MapFact.VALIDATING)) {
            return MapFlags.SHARED_VALIDATE;
        }
        return facts.contains(MapFact.SHARED) ? MapFlags.SHARED : MapFlags.PRIVATE;
    }

    private long offset() {
        return (facts.contains(MapFact.LAST_OFFSET) ? -Page.SIZE & s.maxWord() : 0)
                + (facts.contains(MapFact.UNALIGNED_OFFSET) ? 1 : 0);
    }

    private int descriptor(Writer writer) {
        return facts.contains(MapFact.NOT_OPEN)
                ? writer.unusedFd()
                : writer.open(object(), mode()).fd();
    }

    /** Pipes lie where nothing may be executed; so do sockets, which refuse with ENODEV. */
    private ObjectRef object() {
        if (facts.contains(MapFact.UNMAPPABLE)) {
            return s.newObject(ObjectKind.PIPE, 0);
        }
        if (facts.contains(MapFact.REFUSING)) {
            return mode() == AccessMode.READ_WRITE
                    ? s.newObject(ObjectKind.SOCKET, 0)
                    : s.newRefusingObject(Errno.ENODEV);
        }
        boolean executable = !facts.contains(MapFact.NOT_EXECUTABLE);
        ObjectKind kind = executable ? ObjectKind.REGULAR : ObjectKind.NOT_EXECUTABLE;
        return s.newObject(kind, PAGES * Page.SIZE);
    }

    private AccessMode mode() {
        if (facts.contains(MapFact.FOR_WRITING_ONLY)) {
            return AccessMode.WRITE_ONLY;
        }
        boolean half =
                facts.contains(MapFact.FOR_READING_ONLY) || facts.contains(MapFact.UNMAPPABLE);
        return half ? AccessMode.READ_ONLY : AccessMode.READ_WRITE;
    }
}
