package io.github.procmm.trace;

import com.google.protobuf.ByteString;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Mmap;
import io.github.procmm.proto.trace.Write;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** The write that a line of a text trace stands for. Reuses its buffer; for one thread. */
final class LineEncoder {

    /** Text traces are of this host's system calls. */
    static final Dialect DIALECT = Dialect.X86_64;

    static final String FILE = "/proc/mm64";

    static final long PAGE_SIZE = 4096;

    private final RecordEncoder encoder = new RecordEncoder(DIALECT);
    private final ByteBuf record = Unpooled.buffer(DIALECT.recordSize());

    Write write(TextLine line) {
        record.clear();
        encoder.encode(line.op(), record);
        boolean failed = Errno.isError(line.result());
        Write.Builder write =
                Write.newBuilder()
                        .setMm(line.mm())
                        .setRecord(ByteString.copyFrom(ByteBufUtil.getBytes(record)))
                        .setResult(failed ? line.result() : DIALECT.recordSize());
        if (!failed && line.op() instanceof Mmap) {
            write.setAddress(line.result());
        }
        return write.build();
    }
}
