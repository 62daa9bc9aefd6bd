package io.github.procmm.v2.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.Frames;
import io.github.procmm.fixture.Streams;
import io.github.procmm.fixture.Wire;
import io.github.procmm.v2.Frame;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Any frames, written and cut anyhow, come out as they went in. */
@Domain(Frames.class)
@Domain(DomainContext.Global.class)
class FrameCutsPropertyTest {

    @Property(tries = 300)
    void whatTheEncoderWritesTheDecoderCutsOutHoweverItComes(
            @ForAll @Size(max = 5) List<Frame> frames,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 200) Integer> pieces)
            throws Exception {
        byte[] stream = written(frames);
        FrameDecoder decoder = new FrameDecoder();
        decoder.setMaxFrame(Frames.MAX_FRAME);
        Wire wire = new Wire(decoder);
        List<String> passed = new ArrayList<>();
        int at = 0;
        for (int i = 0; at < stream.length; i++) {
            int end = Math.min(stream.length, at + pieces.get(i % pieces.size()));
            wire.receive(stream, at, end);
            passed.addAll(wire.passedOn());
            at = end;
        }
        assertThat(passed).isEqualTo(Streams.hex(frames));
        wire.close();
    }

    private static byte[] written(List<Frame> frames) throws Exception {
        Wire wire = new Wire(new FrameEncoder());
        wire.channel().writeOutbound(frames.toArray());
        assertThat(wire.sent()).isEqualTo(frames);
        wire.close();
        return Streams.bytes(frames);
    }
}
