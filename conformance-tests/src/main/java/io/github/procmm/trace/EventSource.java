package io.github.procmm.trace;

import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A stream of a trace's events. End is not among them: it is checked where the format has it.
 *
 * <p>Mutable, for one thread; closing it closes what it reads.
 */
public interface EventSource extends Closeable {

    /** Returns what the trace says of itself. */
    TraceHeader header();

    /**
     * Returns the next event, or null behind the last.
     *
     * @throws TraceException when what follows is no event; the events before it stand
     */
    @Nullable TraceEvent next() throws IOException;

    /** Returns where the last event came from, for a person: {@code line 12}, {@code event 12}. */
    String where();
}
