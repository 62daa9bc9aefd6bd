package io.github.procmm.bench.v2;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Kernel;
import io.github.procmm.kernel.MemoryObject;
import io.github.procmm.kernel.UserProcess;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/**
 * One operation as either part of the protocol says it: a page of a shared object is mapped over a
 * page that is mapped, on each of some pages in turn.
 */
final class SessionWorkload {

    /** How many pages there are; what a benchmark divides its time by. */
    static final int OPERATIONS = 128;

    /** The descriptor of the process's space; the object's is the next one. */
    static final int SPACE = 0;

    private static final int PAGE = 4096;
    private static final long BASE = 1L << 20;
    private static final int RW = Prot.READ | Prot.WRITE;

    private SessionWorkload() {}

    /** Returns a process that has a space and an object open. */
    static UserProcess process(Kernel kernel) {
        UserProcess process = kernel.newProcess();
        int space = process.open(MmFile.PROC_MM64);
        MemoryObject memory = MemoryObject.regular("memory", 2L * OPERATIONS * PAGE);
        int object = process.open(memory, AccessMode.READ_WRITE);
        if (space != SPACE || object != SPACE + 1) {
            throw new IllegalStateException("opened as " + space + " and " + object);
        }
        return process;
    }

    /** No page continues what its neighbour shows. */
    private static long offset(int operation) {
        return 2L * operation * PAGE;
    }

    /** Returns the operations as records of part v1, each in a buffer of its own. */
    static List<ByteBuf> records() {
        RecordEncoder encoder = new RecordEncoder(Dialect.X86_64);
        int flags = MapFlags.SHARED | MapFlags.FIXED;
        List<ByteBuf> records = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
            long addr = BASE + (long) i * PAGE;
            ByteBuf record = Unpooled.directBuffer(Dialect.X86_64.recordSize());
            encoder.encode(new Mmap(addr, PAGE, RW, flags, SPACE + 1, offset(i)), record);
            records.add(record);
        }
        return records;
    }

    /** Returns what gives a fresh session the handles that {@link #frames} names. */
    static Frame imports() {
        return new Frame.Batch(
                0,
                BatchMode.ATOMIC,
                List.of(
                        new Command.Import(SPACE, Rights.OF_SPACE, 0),
                        new Command.Import(SPACE + 1, Rights.OF_OBJECT, 1)));
    }

    /** Returns the operations as frames of {@code batch} records each. */
    static ByteBuf frames(BatchMode mode, int batch, long space, long object) {
        ByteBuf frames = Unpooled.directBuffer();
        FrameCodec codec = new FrameCodec(1 << 20);
        for (int i = 0; i < OPERATIONS; i += batch) {
            List<Command> commands = new ArrayList<>();
            for (int j = i; j < i + batch; j++) {
                commands.add(map(space, object, j));
            }
            codec.encode(new Frame.Batch(i, mode, commands), frames);
        }
        return frames;
    }

    private static Command map(long space, long object, int operation) {
        int flags = OpFlags.REPLACE | OpFlags.SHARED;
        long addr = BASE + (long) operation * PAGE;
        return new Command.Map(space, flags, addr, PAGE, object, offset(operation), RW, 0, 0, 0);
    }
}
