package io.github.procmm.trace;

import io.github.procmm.proto.trace.Open;
import io.github.procmm.proto.trace.Probe;
import io.github.procmm.proto.trace.TraceEvent;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which event may follow which, and what has to be in it (TRACE). */
final class EventOrder {

    private final Set<Integer> open = new HashSet<>();

    /** Returns what is wrong with the next event, or null; a refused event has not happened. */
    @Nullable String check(TraceEvent event) {
        return switch (event.getEventCase()) {
            case OPEN -> checkOpen(event.getOpen());
            case WRITE -> checkIsOpen(event.getWrite().getMm());
            case CLOSE -> checkClose(event.getClose().getMm());
            case OBJECT_CREATED, END -> null;
            case PROBE -> checkProbe(event.getProbe());
            case EVENT_NOT_SET -> "an event of no kind that is known";
        };
    }

    private @Nullable String checkOpen(Open event) {
        return open.add(event.getMm())
                ? null
                : "open of mm " + name(event.getMm()) + ", which is open already";
    }

    private @Nullable String checkClose(int mm) {
        String refusal = checkIsOpen(mm);
        open.remove(mm);
        return refusal;
    }

    private @Nullable String checkProbe(Probe probe) {
        int size = probe.getSize();
        if (Integer.bitCount(size) != 1 || size < 0 || size > Long.BYTES) {
            return "a probe of " + Integer.toUnsignedString(size) + " bytes, wanted 1, 2, 4 or 8";
        }
        return checkIsOpen(probe.getMm());
    }

    private @Nullable String checkIsOpen(int mm) {
        return open.contains(mm) ? null : "mm " + name(mm) + " is not open";
    }

    private static String name(int mm) {
        return Integer.toUnsignedString(mm);
    }
}
