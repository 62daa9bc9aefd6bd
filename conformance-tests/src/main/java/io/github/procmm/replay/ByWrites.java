package io.github.procmm.replay;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.kernel.UserProcess;
import io.netty.buffer.ByteBuf;
import java.util.function.IntPredicate;
import java.util.function.ObjLongConsumer;

/** Part v1: one write for each record. */
final class ByWrites implements Way {

    private final UserProcess writer;
    private final Traffic traffic;
    private final IntPredicate reported;
    private final ObjLongConsumer<Asked> judge;

    /**
     * Makes a way.
     *
     * @param reported of which address spaces the traffic is counted
     * @param judge is told what each write has returned
     */
    ByWrites(
            UserProcess writer,
            Traffic traffic,
            IntPredicate reported,
            ObjLongConsumer<Asked> judge) {
        this.writer = writer;
        this.traffic = traffic;
        this.reported = reported;
        this.judge = judge;
    }

    @Override
    public void opened(ReplayedMm mm) {}

    @Override
    public void closed(ReplayedMm mm) {}

    @Override
    public void created(int descriptor, AccessMode mode) {}

    @Override
    public void carryOut(Asked asked) {
        if (reported.test(asked.mm().number())) {
            traffic.addOperation();
            traffic.addEntry(1, asked.bytes().readableBytes(), 0);
        }
        judge.accept(asked, insert(asked.mm(), asked.bytes()));
    }

    @Override
    public long insert(ReplayedMm mm, ByteBuf record) {
        return writer.write(mm.descriptor(), record);
    }

    @Override
    public void finish() {}
}
