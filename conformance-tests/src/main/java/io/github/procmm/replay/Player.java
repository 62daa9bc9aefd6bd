package io.github.procmm.replay;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.kernel.Kernel;
import io.github.procmm.kernel.Limits;
import io.github.procmm.kernel.MemoryObject;
import io.github.procmm.kernel.Page;
import io.github.procmm.kernel.UserProcess;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Generation;
import io.github.procmm.proto.trace.Access;
import io.github.procmm.proto.trace.ObjectCreated;
import io.github.procmm.proto.trace.Open;
import io.github.procmm.proto.trace.Probe;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.wire.Dialect;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.ObjLongConsumer;

/**
 * Plays the events of a trace to a kernel of its own, in one way. Mutable, for one thread, for one
 * run.
 */
final class Player {

    /** Objects keep the descriptors that the trace names; address spaces lie above those. */
    private static final int FIRST_MM_DESCRIPTOR = 1 << 20;

    /** The size of an object of which the trace does not know it: larger than any mapping. */
    private static final long UNKNOWN_SIZE = Long.MAX_VALUE - (Page.SIZE - 1);

    private final Dialect dialect;
    private final UserProcess writer;
    private final ReplayReport report;
    private final IntPredicate reported;
    private final Listener listener;
    private final ReplayedWrite writes;
    private final Way way;
    private final Map<Integer, ReplayedMm> mms = new TreeMap<>(Integer::compareUnsigned);
    private String where = "";

    /** Makes the way to a kernel, that of a writer, for who judges answers. */
    interface Road {
        Way to(UserProcess writer, ObjLongConsumer<Asked> judge);
    }

    /**
     * Boots a kernel of the last generation.
     *
     * @param reported which address spaces count in the report; all are played
     * @param listener hears each answer before it is judged
     */
    Player(
            Dialect dialect,
            ReplayReport report,
            IntPredicate reported,
            Road road,
            Listener listener) {
        this.dialect = dialect;
        this.report = report;
        this.reported = reported;
        Kernel kernel =
                new Kernel(HostProfile.of(dialect, Generation.DEFAULT, MemoryManager.LINUX_6_18));
        Limits limits = Limits.of(dialect, dialect).withDescriptors(Integer.MAX_VALUE);
        this.writer = kernel.newProcess(dialect, limits);
        this.listener = listener;
        this.writes = new ReplayedWrite(report, reported);
        this.way = road.to(writer, this::judge);
    }

    private void judge(Asked asked, long got) {
        listener.answered(asked, got);
        writes.judge(asked, got, way);
    }

    /**
     * Plays an event.
     *
     * @param where in the trace, for messages
     * @throws IllegalArgumentException when it asks for what the host or the kernel has not
     */
    void play(TraceEvent event, String where) {
        this.where = where;
        if (!event.hasWrite()) {
            way.finish(); // nothing goes in a frame with what lies behind this
        }
        switch (event.getEventCase()) {
            case OPEN -> open(event.getOpen());
            case WRITE -> {
                writes.play(mm(event.getWrite().getMm()), event, where, way);
                report.addPlayed();
            }
            case CLOSE -> close(event.getClose().getMm());
            case OBJECT_CREATED -> create(event.getObjectCreated());
            case PROBE -> probe(mm(event.getProbe().getMm()), event.getProbe());
            case ASKED, END, EVENT_NOT_SET -> {}
        }
    }

    /** Carries out what still waits for its frame. */
    void finish() {
        way.finish();
    }

    /** Returns the address spaces that are open now, by the trace's numbers, ascending. */
    Map<Integer, AddressSpace> addressSpaces() {
        Map<Integer, AddressSpace> open = new TreeMap<>(Integer::compareUnsigned);
        mms.forEach((number, mm) -> open.put(number, mm.memory()));
        return open;
    }

    private void open(Open open) {
        MmFile file = MmFile.of(open.getFile());
        int fd = file == null ? Errno.ENOENT.asResult() : writer.open(file);
        if (fd < 0) {
            throw new IllegalArgumentException(
                    where
                            + ": open of '"
                            + open.getFile()
                            + "' on a host of dialect "
                            + dialect
                            + ": "
                            + Errno.describe(fd));
        }
        int descriptor = writer.dup(fd, FIRST_MM_DESCRIPTOR);
        writer.close(fd);
        AddressSpace memory = writer.addressSpace(descriptor);
        if (file == null || memory == null) {
            throw new AssertionError("descriptor " + descriptor + " is no address space");
        }
        ReplayedMm mm = new ReplayedMm(open.getMm(), descriptor, memory, file.recordsOn(dialect));
        mms.put(open.getMm(), mm);
        granted(() -> way.opened(mm));
        if (reported.test(open.getMm())) {
            report.addAddressSpace();
        }
    }

    private void close(int number) {
        ReplayedMm mm = mm(number);
        way.closed(mm);
        writer.close(mm.descriptor());
        mms.remove(number);
    }

    private void create(ObjectCreated created) {
        int fd = created.getFd();
        if (fd < 0 || fd >= FIRST_MM_DESCRIPTOR) {
            throw new IllegalArgumentException(
                    where
                            + ": object with descriptor "
                            + Integer.toUnsignedString(fd)
                            + ", a replay has room for 0 to "
                            + (FIRST_MM_DESCRIPTOR - 1));
        }
        long size = created.hasSize() ? created.getSize() : UNKNOWN_SIZE;
        if (size < 0) {
            throw new IllegalArgumentException(
                    where + ": object of " + Long.toUnsignedString(size) + " bytes, over 2^63 - 1");
        }
        AccessMode mode = mode(created.getAccess());
        writer.openAt(fd, MemoryObject.regular("fd:" + fd, size), mode);
        granted(() -> way.created(fd, mode));
    }

    private void probe(ReplayedMm mm, Probe probe) {
        AddressSpace memory = mm.memory();
        AccessResult got =
                switch (probe.getKind()) {
                    case LOAD -> memory.load(probe.getAddr(), probe.getSize());
                    case STORE -> memory.store(probe.getAddr(), probe.getSize(), probe.getValue());
                    case FETCH -> memory.fetch(probe.getAddr(), probe.getSize());
                    case UNRECOGNIZED ->
                            throw new IllegalArgumentException(
                                    where + ": a probe of no kind that is known");
                };
        listener.probed(mm.number(), where, probe, got);
        AccessResult recorded = recorded(probe);
        if (!reported.test(mm.number())) {
            return;
        }
        report.addProbe();
        if (!got.equals(recorded)) {
            report.addDifference(
                    new Difference(
                            Difference.Cause.UNEXPLAINED,
                            where,
                            mm.number(),
                            Probes.describe(probe),
                            Probes.describe(recorded),
                            Probes.describe(got)));
        }
    }

    private void granted(Runnable request) {
        try {
            request.run();
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(where + ": " + refused.getMessage(), refused);
        }
    }

    private AccessResult recorded(Probe probe) {
        try {
            return Probes.recorded(probe);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(where + ": " + unknown.getMessage(), unknown);
        }
    }

    private ReplayedMm mm(int number) {
        ReplayedMm mm = mms.get(number);
        if (mm == null) {
            throw new IllegalArgumentException(
                    where + ": mm " + Integer.toUnsignedString(number) + " is not open");
        }
        return mm;
    }

    private AccessMode mode(Access access) {
        return switch (access) {
            case READ_ONLY -> AccessMode.READ_ONLY;
            case WRITE_ONLY -> AccessMode.WRITE_ONLY;
            case READ_WRITE -> AccessMode.READ_WRITE;
            case UNRECOGNIZED ->
                    throw new IllegalArgumentException(
                            where + ": an object of no access that is known");
        };
    }
}
