package io.github.procmm.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.schema.ByteSpan;
import io.github.procmm.v2.FrameCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a stream is, every byte of it is said once, in order, and nothing is thrown. */
class FrameStreamPropertyTest {

    private static final byte[] SAMPLE = SampleStream.bytes();

    @Example
    void everyCutOfTheSampleIsTakenApart() {
        for (int length = 1; length <= SAMPLE.length; length++) {
            byte[] cut = Arrays.copyOf(SAMPLE, length);
            List<DecodedFrame> frames = takenApart(cut);
            DecodedFrame last = frames.get(frames.size() - 1);
            boolean whole = endsAFrame(length);
            assertThat(last.faults()).as("cut at %s", length).hasSize(whole ? 0 : 1);
            if (!whole) {
                assertThat(last.faults().get(0).rule()).isEqualTo("V2-FRAME-2");
            }
        }
    }

    private static boolean endsAFrame(int length) {
        int end = 0;
        for (int i = 0; i < SampleStream.FRAMES.size(); i++) {
            end += SampleStream.bytes(SampleStream.FRAMES.subList(i, i + 1)).length;
            if (end == length) {
                return true;
            }
        }
        return false;
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void aStreamWithWrongBytesIsTakenApart(@ForAll("changed") byte[] stream) {
        takenApart(stream);
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void theFirstFaultOfAFrameIsWhatTheCodecFinds(@ForAll("changed") byte[] stream) {
        for (DecodedFrame frame : takenApart(stream)) {
            ByteBuf bytes = Unpooled.wrappedBuffer(stream, frame.offset(), frame.length());
            FrameCodec.Decoded decoded = new FrameCodec(-1).decode(bytes);
            if (decoded instanceof FrameCodec.Broken broken && !frame.name().equals("HELLO")) {
                FrameFault first = frame.faults().get(0);
                boolean ofV1 = first.rule().startsWith("V1-"); // which the codec does not look at
                assertThat(ofV1 || first.position() == broken.position()).isTrue();
                assertThat(ofV1 || broken.errno() == first.errno()).isTrue();
            } else if (decoded instanceof FrameCodec.Incomplete) {
                assertThat(frame.faults()).hasSize(1);
            } else if (decoded instanceof FrameCodec.Whole) {
                assertThat(frame.faults())
                        .allMatch(fault -> fault.rule().matches("V1-.*|V2-HELLO-.*"));
            }
        }
    }

    @Provide
    Arbitrary<byte[]> changed() {
        Arbitrary<Integer> places =
                Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.integers().between(0, SAMPLE.length - 1)),
                        Tuple.of(1, headers()));
        Arbitrary<Integer> values =
                Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.of(0, 1, 8, 16, 24, 32, 72, 0x80, 0xff)),
                        Tuple.of(1, Arbitraries.integers().between(0, 255)));
        return Combinators.combine(places, values)
                .as((place, value) -> new int[] {place, value})
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(
                        changes -> {
                            byte[] stream = SAMPLE.clone();
                            changes.forEach(change -> stream[change[0]] = (byte) change[1]);
                            return stream;
                        });
    }

    /** The bytes of headers, where most can go wrong. */
    private static Arbitrary<Integer> headers() {
        List<Integer> places = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < SampleStream.FRAMES.size(); i++) {
            for (int at = 4; at < 40; at++) {
                places.add(start + at);
            }
            start += SampleStream.bytes(SampleStream.FRAMES.subList(i, i + 1)).length;
        }
        return Arbitraries.of(places);
    }

    private static List<DecodedFrame> takenApart(byte[] stream) {
        FrameStream frames = new FrameStream(Unpooled.wrappedBuffer(stream));
        List<DecodedFrame> all = new ArrayList<>();
        StringBuilder hex = new StringBuilder();
        while (frames.hasNext()) {
            DecodedFrame frame = frames.next();
            assertThat(frame.offset() * 2).isEqualTo(hex.length());
            int at = 0;
            for (FrameRow row : frame.rows()) {
                if (row instanceof FrameRow.Bytes bytes
                        && bytes.span().kind() != ByteSpan.Kind.MISSING) {
                    assertThat(bytes.span().offset()).isEqualTo(at);
                    hex.append(bytes.span().hex());
                    at += bytes.span().length();
                }
            }
            assertThat(at).isEqualTo(frame.length());
            for (FrameFault fault : frame.faults()) {
                assertThat(fault.position()).isBetween(0, frame.length());
            }
            all.add(frame);
        }
        assertThat(hex.toString()).isEqualTo(ByteBufUtil.hexDump(stream));
        return all;
    }
}
