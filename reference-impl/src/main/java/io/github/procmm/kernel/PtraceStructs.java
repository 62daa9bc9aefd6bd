package io.github.procmm.kernel;

import io.github.procmm.proto.v1.PtraceExFaultinfo;
import io.github.procmm.proto.v1.PtraceFaultinfo;
import io.github.procmm.proto.v1.PtraceLdt;
import io.github.procmm.schema.StructCodec;
import io.github.procmm.wire.Abi;
import io.github.procmm.wire.Dialect;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The structs of the requests of the patch, as a tracer lays them out. Immutable. */
record PtraceStructs(
        StructCodec<PtraceFaultinfo> faultinfo,
        StructCodec<PtraceExFaultinfo> exFaultinfo,
        StructCodec<PtraceLdt> ldt) {

    /** Made once: to lay a struct out takes far longer than to read one. */
    private static final Map<Dialect, PtraceStructs> OF = new EnumMap<>(Dialect.class);

    static {
        for (Dialect program : Dialect.values()) {
            OF.put(program, of(program.abi()));
        }
    }

    /** Returns those of a program. */
    static PtraceStructs of(Dialect program) {
        return Objects.requireNonNull(OF.get(program));
    }

    private static PtraceStructs of(Abi abi) {
        return new PtraceStructs(
                new StructCodec<>(PtraceFaultinfo.getDefaultInstance(), abi),
                new StructCodec<>(PtraceExFaultinfo.getDefaultInstance(), abi),
                new StructCodec<>(PtraceLdt.getDefaultInstance(), abi));
    }
}
