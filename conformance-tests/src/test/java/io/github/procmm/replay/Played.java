package io.github.procmm.replay;

import io.github.procmm.fixture.TraceBytes;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.trace.EventSource;
import io.github.procmm.trace.TextTraceReader;
import io.github.procmm.trace.TraceReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Traces of a few lines or events, played. */
final class Played {

    private Played() {}

    static EventSource lines(String... lines) {
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.US_ASCII);
        return new TextTraceReader(new ByteArrayInputStream(text), "test");
    }

    static EventSource events(TraceHeader header, TraceEvent... events) throws IOException {
        byte[] trace = TraceBytes.of(header, List.of(events));
        return new TraceReader(new ByteArrayInputStream(trace));
    }

    /** Plays all of it. */
    static ReplayReport report(EventSource source) throws IOException {
        Replay replay = new Replay(source, mm -> true);
        replay.run(Long.MAX_VALUE);
        return replay.report();
    }
}
