package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.Op;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Host;
import io.github.procmm.suite.Step;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordDecoder;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record of a history with its meaning and its dialect. */
record WrittenRecord(Op op, Dialect dialect) {

    /** Takes a record apart; null where it is none. */
    static @Nullable WrittenRecord of(List<Step> steps, int process, int fd, ByteString record) {
        Dialect dialect = dialect(steps, process, fd);
        return dialect != null
                        && new RecordDecoder(dialect)
                                        .decode(
                                                Unpooled.wrappedBuffer(
                                                        record.asReadOnlyByteBuffer()))
                                instanceof Op op
                ? new WrittenRecord(op, dialect)
                : null;
    }

    /** Returns the bytes of an operation for a file; null where it has no room for them. */
    static @Nullable ByteString encoded(List<Step> steps, int process, int fd, Op op) {
        Dialect dialect = dialect(steps, process, fd);
        Spot spot =
                dialect == null
                        ? null
                        : WrittenSpots.of(0, Spot.Kind.WRITE, 0, new WrittenRecord(op, dialect));
        return dialect == null || spot == null
                ? null
                : WrittenSpots.with(new WrittenRecord(op, dialect), spot);
    }

    /** Returns the dialect of what was opened there last. */
    private static @Nullable Dialect dialect(List<Step> steps, int process, int fd) {
        Host host = steps.get(0).call().getBoot().getHost();
        Dialect dialect = Dialect.of(host.getDialect());
        if (dialect == null) {
            return null;
        }
        Dialect found = dialect;
        for (Step step : steps) {
            Call call = step.call();
            MmFile file = MmFile.of(call.getOpen().getFile());
            if (call.hasOpen()
                    && call.getOpen().getProcess() == process
                    && call.getOpen().getFd() == fd
                    && file != null) {
                found = file.recordsOn(dialect);
            }
        }
        return found;
    }

    /** Returns whether there is room in the record for a number. */
    boolean holds(long number) {
        return dialect.abi().wordSize() == Long.BYTES || number >>> Integer.SIZE == 0;
    }

    /** Returns the bytes of another operation. */
    ByteString with(Op other) {
        ByteBuf bytes = Unpooled.buffer();
        new RecordEncoder(dialect).encode(other, bytes);
        return ByteString.copyFrom(bytes.nioBuffer());
    }
}
