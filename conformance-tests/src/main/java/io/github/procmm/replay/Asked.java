package io.github.procmm.replay;

import io.github.procmm.model.Op;
import io.github.procmm.proto.trace.Write;
import io.github.procmm.trace.OpWords;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of the trace on its way to the kernel.
 *
 * @param write as the trace has it
 * @param recorded what the trace's record asks for; null where it is malformed
 * @param op the same, but where the trace says that the host chose the address: at that address
 * @param bytes the record of {@code op}, until it is carried out or {@link Way#carryOut} returns
 * @param reason why it is malformed; empty where it is not
 * @param where in the trace
 * @param timeMicros when, in microseconds from the first event, signed
 */
record Asked(
        ReplayedMm mm,
        Write write,
        @Nullable Op recorded,
        @Nullable Op op,
        ByteBuf bytes,
        String reason,
        String where,
        long timeMicros) {

    /** Returns whether the host chose where the mapping went. */
    boolean isPlaced() {
        return !Objects.equals(op, recorded);
    }

    /** Returns what the trace's record asks for, for a person. */
    String words() {
        return recorded == null ? reason : OpWords.of(recorded);
    }
}
