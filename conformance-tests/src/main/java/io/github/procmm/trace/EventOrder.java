package io.github.procmm.trace;

import io.github.procmm.proto.trace.Asked;
import io.github.procmm.proto.trace.Fill;
import io.github.procmm.proto.trace.Open;
import io.github.procmm.proto.trace.Probe;
import io.github.procmm.proto.trace.TraceEvent;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which event may follow which, and what has to be in it (TRACE). */
final class EventOrder {

    private final Set<Integer> open = new HashSet<>();
    private final boolean calls;
    private int asked;

    /**
     * Begins.
     *
     * @param calls whether the events are calls, or none of them is
     */
    EventOrder(boolean calls) {
        this.calls = calls;
    }

    /** Returns what is wrong with the next event, or null; a refused event has not happened. */
    @Nullable String check(TraceEvent event) {
        if (event.hasAsked() != calls && !event.hasEnd()) {
            return calls
                    ? "an event other than Asked in a trace of calls"
                    : "an event Asked in a trace of another version";
        }
        return switch (event.getEventCase()) {
            case ASKED -> checkAsked(event.getAsked());
            case OPEN -> checkOpen(event.getOpen());
            case WRITE -> checkIsOpen(event.getWrite().getMm());
            case CLOSE -> checkClose(event.getClose().getMm());
            case OBJECT_CREATED, END -> null;
            case PROBE -> checkProbe(event.getProbe());
            case EVENT_NOT_SET -> "an event of no kind that is known";
        };
    }

    private @Nullable String checkAsked(Asked event) {
        if (event.getCall().hasBoot() != (asked == 0)) {
            return asked == 0 ? "the first call is no Boot" : "a Boot that is not the first call";
        }
        for (Fill fill : event.getFillsList()) {
            if (fill.getEvent() < 0 || fill.getEvent() >= asked) {
                return "a fill from event "
                        + Integer.toUnsignedString(fill.getEvent())
                        + ", which is not before this one";
            }
        }
        asked++;
        return null;
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
