package io.github.procmm.bench.replay;

import io.github.procmm.model.Op;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.Write;
import io.github.procmm.trace.EventSource;
import io.github.procmm.trace.TraceFiles;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordDecoder;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operations of a trace, in order, and which address space each is for, from 0 up. */
final class RealTrace {

    private final List<Op> ops = new ArrayList<>();
    private final List<Integer> mms = new ArrayList<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();

    private RealTrace() {}

    static RealTrace read(Path file) throws IOException {
        RealTrace trace = new RealTrace();
        RecordDecoder decoder = new RecordDecoder(Dialect.X86_64);
        try (EventSource source = TraceFiles.read(Files.newInputStream(file), file.toString())) {
            for (TraceEvent event = source.next(); event != null; event = source.next()) {
                if (event.hasWrite()) {
                    trace.add(event.getWrite(), decoder);
                }
            }
        }
        return trace;
    }

    private void add(Write write, RecordDecoder decoder) {
        byte[] record = write.getRecord().toByteArray();
        ops.add((Op) decoder.decode(Unpooled.wrappedBuffer(record)));
        mms.add(numbers.computeIfAbsent(write.getMm(), unused -> numbers.size()));
    }

    Op[] ops() {
        return ops.toArray(new Op[0]);
    }

    int[] mms() {
        return mms.stream().mapToInt(Integer::intValue).toArray();
    }

    int mmCount() {
        return numbers.size();
    }
}
