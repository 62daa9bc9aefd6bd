package io.github.procmm.fuzz;

import io.github.procmm.model.Mmap;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.suite.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One write that maps what two have mapped beside each other. */
final class MergedMaps {

    private MergedMaps() {}

    /** Returns the write that does what two of a history do; null where they cannot be one. */
    static @Nullable Step of(List<Step> steps, int first, int second) {
        Write one = steps.get(first).call().getWrite();
        Write other = steps.get(second).call().getWrite();
        if (one.getProcess() != other.getProcess() || one.getFd() != other.getFd()) {
            return null;
        }
        WrittenRecord written = written(steps, one);
        WrittenRecord more = written(steps, other);
        if (written == null
                || more == null
                || !(written.op() instanceof Mmap map)
                || !(more.op() instanceof Mmap next)) {
            return null;
        }
        Mmap merged = merged(map, next);
        if (merged == null || !written.holds(merged.len())) {
            return null;
        }
        Step step = steps.get(second);
        Write write = other.toBuilder().setRecord(written.with(merged)).build();
        return new Step(Call.newBuilder().setWrite(write).build(), step.expected(), step.fills());
    }

    private static @Nullable WrittenRecord written(List<Step> steps, Write write) {
        return WrittenRecord.of(steps, write.getProcess(), write.getFd(), write.getRecord());
    }

    private static @Nullable Mmap merged(Mmap one, Mmap other) {
        boolean below = one.addr() + one.len() == other.addr();
        boolean above = other.addr() + other.len() == one.addr();
        boolean alike = one.prot() == other.prot() && one.flags() == other.flags();
        if (!alike || (!below && !above)) {
            return null;
        }
        Mmap first = below ? one : other;
        long len = one.len() + other.len();
        return new Mmap(first.addr(), len, first.prot(), first.flags(), first.fd(), first.offset());
    }
}
