package io.github.procmm.replay;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.FaultKind;
import io.github.procmm.proto.trace.Fault;
import io.github.procmm.proto.trace.Probe;
import java.util.Locale;

/** The probes of a trace in the kernel's terms, and in words. */
final class Probes {

    private Probes() {}

    /**
     * Returns what the trace says came of a probe.
     *
     * @throws IllegalArgumentException when it is a fault of no kind that is known
     */
    static AccessResult recorded(Probe probe) {
        return probe.hasFault()
                ? new AccessResult.Fault(kind(probe.getFault()), probe.getFault().getAddr())
                : new AccessResult.Value(probe.getValue());
    }

    private static FaultKind kind(Fault fault) {
        return switch (fault.getKind()) {
            case MAPERR -> FaultKind.MAPERR;
            case ACCERR -> FaultKind.ACCERR;
            case BUS -> FaultKind.BUS;
            case KIND_UNSPECIFIED, UNRECOGNIZED ->
                    throw new IllegalArgumentException("a fault of no kind that is known");
        };
    }

    static String describe(Probe probe) {
        return String.format(
                Locale.ROOT,
                "%s of %d bytes at 0x%x",
                probe.getKind().name().toLowerCase(Locale.ROOT),
                probe.getSize(),
                probe.getAddr());
    }

    static String describe(AccessResult result) {
        return result instanceof AccessResult.Fault fault
                ? fault.kind() + " at 0x" + Long.toHexString(fault.addr())
                : "0x" + Long.toHexString(((AccessResult.Value) result).value());
    }
}
