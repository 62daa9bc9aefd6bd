package io.github.procmm.bench.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

/** Both do all of the work, and the same. */
class FramePeerTest {

    @Test
    void ourFramesAreThoseWrittenByHandAndAllOfThemPass() {
        FrameWorkload workload = new FrameWorkload();
        ByteBuf ours = Unpooled.directBuffer(FrameBenchmark.ROOM, FrameBenchmark.ROOM);
        ByteBuf theirs = Unpooled.directBuffer(FrameBenchmark.ROOM, FrameBenchmark.ROOM);
        FramePeer peer = new FramePeer(workload, ours);
        RawFrames raw = new RawFrames(workload, theirs.memoryAddress());
        peer.write();
        raw.write();

        theirs.writerIndex(raw.length());
        assertThat(ByteBufUtil.hexDump(ours)).isEqualTo(ByteBufUtil.hexDump(theirs));
        assertThat(peer.walk()).isEqualTo(workload.sum()).isEqualTo(raw.walk());
        assertThat(peer.check()).isEqualTo(FrameWorkload.RECORDS);
        ours.release();
        theirs.release();
    }
}
