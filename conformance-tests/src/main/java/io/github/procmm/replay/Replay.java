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
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.trace.EventSource;
import io.github.procmm.wire.Dialect;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Plays the events of a trace to a fresh kernel, in order.
 *
 * <p>Every write goes through the codec, bytes out and in again, then through the kernel's write;
 * what it answers is held against what the trace recorded. Mutable, for one thread, for one run.
 */
public final class Replay {

    /** Objects keep the descriptors that the trace names; address spaces lie above those. */
    private static final int FIRST_MM_DESCRIPTOR = 1 << 20;

    /** The size of an object of which the trace does not know it: larger than any mapping. */
    private static final long UNKNOWN_SIZE = Long.MAX_VALUE - (Page.SIZE - 1);

    private final EventSource source;
    private final Dialect dialect;
    private final UserProcess writer;
    private final ReplayReport report = new ReplayReport();
    private final IntPredicate reported;
    private final ReplayedWrite writes;
    private final Way way;
    private final Map<Integer, ReplayedMm> mms = new TreeMap<>(Integer::compareUnsigned);

    /** Plays each record as a write. */
    private static final int NO_FRAMES = 0;

    /**
     * Boots a kernel of the last generation for the trace's dialect, to be written to.
     *
     * @param reported which address spaces count in the report; all are played
     * @throws IllegalArgumentException when the trace's page size is not the kernel's
     */
    public Replay(EventSource source, IntPredicate reported) {
        this(source, reported, NO_FRAMES);
    }

    /**
     * Boots such a kernel, to be sent frames of part v2.
     *
     * @param batch how many operations a frame may have, all on one address space and with nothing
     *     in between
     * @param reported which address spaces count in the report; all are played
     * @throws IllegalArgumentException when a frame cannot have so many, or the trace's page size
     *     is not the kernel's
     */
    public static Replay inFrames(EventSource source, int batch, IntPredicate reported) {
        if (batch < 1) {
            throw new IllegalArgumentException(batch + " operations a frame, wanted at least 1");
        }
        return new Replay(source, reported, batch);
    }

    private Replay(EventSource source, IntPredicate reported, int batch) {
        this.source = source;
        this.reported = reported;
        TraceHeader header = source.header();
        if (header.getPageSize() != Page.SIZE) {
            throw new IllegalArgumentException(
                    "the trace has pages of "
                            + Long.toUnsignedString(header.getPageSize())
                            + " bytes, the reference kernel has "
                            + Page.SIZE);
        }
        Dialect named = Dialect.of(header.getDialect());
        if (named == null) {
            throw new IllegalArgumentException("unknown dialect " + header.getDialect());
        }
        this.dialect = named;
        Kernel kernel =
                new Kernel(HostProfile.of(dialect, Generation.DEFAULT, MemoryManager.LINUX_6_18));
        Limits limits = Limits.of(dialect, dialect).withDescriptors(Integer.MAX_VALUE);
        this.writer = kernel.newProcess(dialect, limits);
        this.writes = new ReplayedWrite(report, reported);
        this.way = batch == NO_FRAMES ? new ByWrites(writer, this::judge) : frames(batch);
    }

    private Way frames(int batch) {
        FrameCounts counts = new FrameCounts(batch);
        report.setFrames(counts);
        return new ByFrames(new FrameClient(writer), batch, counts, reported, this::judge);
    }

    private void judge(Asked asked, long got) {
        writes.judge(asked, got, way);
    }

    /**
     * Plays the trace, or its first {@code operations} writes.
     *
     * @throws IOException when the trace ends in an error; what was played before it is reported
     * @throws IllegalArgumentException when an event asks for what the host or the kernel has not;
     *     what was played before it is reported
     */
    public void run(long operations) throws IOException {
        long start = System.nanoTime();
        try {
            long left = operations;
            while (left > 0) {
                TraceEvent event = source.next();
                if (event == null) {
                    return;
                }
                play(event);
                left -= event.hasWrite() ? 1 : 0;
            }
        } finally {
            way.finish();
            report.setNanos(System.nanoTime() - start);
        }
    }

    /** Returns what came of it so far. */
    public ReplayReport report() {
        return report;
    }

    /** Returns the address spaces that are open now, by the trace's numbers, ascending. */
    public Map<Integer, AddressSpace> addressSpaces() {
        Map<Integer, AddressSpace> open = new TreeMap<>(Integer::compareUnsigned);
        mms.forEach((number, mm) -> open.put(number, mm.memory()));
        return open;
    }

    private void play(TraceEvent event) {
        switch (event.getEventCase()) {
            case OPEN -> open(event.getOpen());
            case WRITE -> {
                writes.play(mm(event.getWrite().getMm()), event.getWrite(), where(), way);
                report.addPlayed();
            }
            case CLOSE -> close(event.getClose().getMm());
            case OBJECT_CREATED -> create(event.getObjectCreated());
            case PROBE -> probe(mm(event.getProbe().getMm()), event.getProbe());
            case END, EVENT_NOT_SET -> {}
        }
    }

    private void open(Open open) {
        MmFile file = MmFile.of(open.getFile());
        int fd = file == null ? Errno.ENOENT.asResult() : writer.open(file);
        if (fd < 0) {
            throw new IllegalArgumentException(
                    where()
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
        way.opened(mm);
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
                    where()
                            + ": object with descriptor "
                            + Integer.toUnsignedString(fd)
                            + ", a replay has room for 0 to "
                            + (FIRST_MM_DESCRIPTOR - 1));
        }
        long size = created.hasSize() ? created.getSize() : UNKNOWN_SIZE;
        if (size < 0) {
            throw new IllegalArgumentException(
                    where()
                            + ": object of "
                            + Long.toUnsignedString(size)
                            + " bytes, over 2^63 - 1");
        }
        AccessMode mode = mode(created.getAccess());
        way.finish(); // what was asked for names what the descriptor named before
        writer.openAt(fd, MemoryObject.regular("fd:" + fd, size), mode);
        way.created(fd, mode);
    }

    private void probe(ReplayedMm mm, Probe probe) {
        way.finish();
        AddressSpace memory = mm.memory();
        AccessResult got =
                switch (probe.getKind()) {
                    case LOAD -> memory.load(probe.getAddr(), probe.getSize());
                    case STORE -> memory.store(probe.getAddr(), probe.getSize(), probe.getValue());
                    case FETCH -> memory.fetch(probe.getAddr(), probe.getSize());
                    case UNRECOGNIZED ->
                            throw new IllegalArgumentException(
                                    where() + ": a probe of no kind that is known");
                };
        AccessResult recorded = recorded(probe);
        if (!reported.test(mm.number())) {
            return;
        }
        report.addProbe();
        if (!got.equals(recorded)) {
            report.addDifference(
                    new Difference(
                            Difference.Cause.UNEXPLAINED,
                            where(),
                            mm.number(),
                            Probes.describe(probe),
                            Probes.describe(recorded),
                            Probes.describe(got)));
        }
    }

    private AccessResult recorded(Probe probe) {
        try {
            return Probes.recorded(probe);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(where() + ": " + unknown.getMessage(), unknown);
        }
    }

    private ReplayedMm mm(int number) {
        ReplayedMm mm = mms.get(number);
        if (mm == null) {
            throw new IllegalArgumentException(
                    where() + ": mm " + Integer.toUnsignedString(number) + " is not open");
        }
        return mm;
    }

    private String where() {
        return source.where();
    }

    private AccessMode mode(Access access) {
        return switch (access) {
            case READ_ONLY -> AccessMode.READ_ONLY;
            case WRITE_ONLY -> AccessMode.WRITE_ONLY;
            case READ_WRITE -> AccessMode.READ_WRITE;
            case UNRECOGNIZED ->
                    throw new IllegalArgumentException(
                            where() + ": an object of no access that is known");
        };
    }
}
