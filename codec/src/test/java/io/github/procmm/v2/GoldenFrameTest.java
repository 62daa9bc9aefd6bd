package io.github.procmm.v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.Frames;
import io.github.procmm.model.Errno;
import io.github.procmm.v2.FrameCodec.Whole;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The codec against frames that were written down by hand, field by field, from the tables. */
class GoldenFrameTest {

    private static final long SPACE = 0x1_0000_0000L;

    /** A frame and its bytes, one line a table or record. */
    static Stream<Arguments> frames() {
        return Stream.of(
                Arguments.of(
                        new Frame.Greeting(1, new Hello(2, 2, 0x1_0000, 0x7f)),
                        """
                        504d4d32 0000 0100 38000000 00000000 0100000000000000 00000000 00000000
                        0200 0200 00000100 7f00000000000000 0000000000000000
                        """),
                Arguments.of(
                        new Frame.Welcoming(
                                1,
                                new Welcome(
                                        2,
                                        0x10_0000,
                                        0x7b,
                                        1024,
                                        4096,
                                        0x1_0000,
                                        0x7fff_ffff_f000L,
                                        65_530,
                                        256,
                                        0x4000_0000)),
                        """
                        504d4d32 0000 0200 60000000 00000000 0100000000000000 00000000 00000000
                        0200 0000 00001000 7b00000000000000 00040000 00100000 0000010000000000
                        00f0ffffff7f0000 faff0000 00010000 0000004000000000 0000000000000000
                        """),
                Arguments.of(
                        new Frame.Batch(
                                2,
                                BatchMode.ATOMIC,
                                List.of(
                                        new Command.Create(Rights.OF_SPACE, 0),
                                        new Command.Map(
                                                Handle.reference(0),
                                                0,
                                                0x1_0000,
                                                0x3000,
                                                Handle.NONE,
                                                0,
                                                3,
                                                0,
                                                0,
                                                0))),
                        """
                        504d4d32 0200 0400 88000000 02000000 0200000000000000 02000000 00000000
                        0100 2000 00000000 0000000000000000 3f000000 00000000 0000000000000000
                        0800 4800 00000000 0000000000000080 0000010000000000 0030000000000000
                        0000000000000000 0000000000000000 03000000 00000000 0000000000000000
                        0000000000000000
                        """),
                Arguments.of(
                        new Frame.Reply(
                                2,
                                BatchMode.ATOMIC,
                                List.of(
                                        new Frame.Result(0, SPACE, 0, null),
                                        new Frame.Result(0, 0x1_0000, 0, null))),
                        """
                        504d4d32 0200 0500 50000000 02000000 0200000000000000 02000000 00000000
                        18000000 00000000 0000000001000000 00000000 00000000
                        18000000 00000000 0000010000000000 00000000 00000000
                        """),
                Arguments.of(
                        new Frame.Refusal(3, new Refused(93, 4, 2, 2)),
                        """
                        504d4d32 0000 0300 30000000 00000000 0300000000000000 00000000 00000000
                        5d000000 04000000 0200 0200 00000000
                        """),
                Arguments.of(
                        new Frame.Legacy(
                                4,
                                BatchMode.SEQUENTIAL,
                                List.of(
                                        new Frame.LegacyRecord(
                                                LegacyDialect.I386,
                                                SPACE,
                                                "37000000008004080030000000000000"
                                                        + "000000000000000000000000"))),
                        """
                        504d4d32 0200 0600 50000000 01000000 0400000000000000 00000000 00000000
                        0100 3000 1c000000 0000000001000000
                        37000000 00800408 00300000 00000000 00000000 00000000 00000000 00000000
                        """),
                Arguments.of(
                        new Frame.Batch(
                                5,
                                BatchMode.INDEPENDENT,
                                List.of(new Command.Query(SPACE, 0x1_2000, 16))),
                        """
                        504d4d32 0200 0400 40000000 01000000 0500000000000000 01000000 00000000
                        0e00 2000 00000000 0000000001000000 0020010000000000 10000000 00000000
                        """),
                Arguments.of(
                        new Frame.Reply(
                                5,
                                BatchMode.INDEPENDENT,
                                List.of(
                                        new Frame.Result(
                                                0,
                                                0,
                                                0,
                                                new Frame.QueryAnswer(
                                                        9,
                                                        0x3000,
                                                        1,
                                                        List.of(
                                                                new Frame.QueryArea(
                                                                        0x1_0000, 0x1_3000, 0, 0, 3,
                                                                        7, 8)))))),
                        """
                        504d4d32 0200 0500 80000000 01000000 0500000000000000 01000000 00000000
                        60000000 00000000 0000000000000000 00000000 00000000
                        0900000000000000 0030000000000000 01000000 01000000
                        0000010000000000 0030010000000000 0000000000000000 0000000000000000
                        03000000 07000000 08000000 00000000
                        """));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void V2_GEN_1_aFrameIsWrittenAsTheTablesSay(Frame frame, String hex) {
        assertThat(ByteBufUtil.hexDump(Frames.bytes(frame))).isEqualTo(digits(hex));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void V2_GEN_1_whatTheTablesSayIsReadAsTheFrame(Frame frame, String hex) {
        ByteBuf in = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits(hex)));
        assertThat(new FrameCodec(Frames.MAX_FRAME).decode(in)).isEqualTo(new Whole(frame));
    }

    @Test
    void V2_GEN_1_theSpecificationShowsTheseFrames() throws IOException {
        assertThat(blocks("    [<>] "))
                .containsExactlyElementsOf(
                        frames().map(frame -> digits((String) frame.get()[1])).toList());
    }

    /** The four records at the end of the specification, each as a frame of its own. */
    @Test
    void V2_REC_4_aRecordGrowsAsTheExamplesInBytesDo() throws IOException {
        List<String> records = blocks("    0800 ");
        assertThat(records).hasSize(4);
        FrameCodec codec = new FrameCodec(Frames.MAX_FRAME);
        Frame map =
                new Frame.Batch(
                        1,
                        BatchMode.SEQUENTIAL,
                        List.of(
                                new Command.Map(
                                        SPACE, 0, 0x1_0000, 0x3000, Handle.NONE, 0, 3, 0, 0, 0)));
        for (String record : records.subList(0, 3)) {
            assertThat(codec.decode(batch(record))).isEqualTo(new Whole(map));
        }
        assertThat(codec.decode(batch(records.get(3))))
                .isEqualTo(new FrameCodec.Broken(Errno.E2BIG, 32 + 72, true));
    }

    private static ByteBuf batch(String record) {
        byte[] bytes = ByteBufUtil.decodeHexDump(record);
        return Unpooled.buffer()
                .writeBytes(ByteBufUtil.decodeHexDump("504d4d3202000400"))
                .writeIntLE(32 + bytes.length)
                .writeIntLE(1)
                .writeLongLE(1)
                .writeLong(0)
                .writeBytes(bytes);
    }

    /** Returns the digits of every block of the last section whose first line begins so. */
    private static List<String> blocks(String beginning) throws IOException {
        try (InputStream in = GoldenFrameTest.class.getResourceAsStream("/procmm/SPEC.md")) {
            String spec = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
            String section = spec.substring(spec.indexOf("\n## 24. "));
            return Pattern.compile("\n\n+")
                    .splitAsStream(section)
                    .filter(block -> Pattern.compile(beginning).matcher(block).lookingAt())
                    .map(GoldenFrameTest::digitLines)
                    .toList();
        }
    }

    private static String digitLines(String block) {
        return block.lines()
                .filter(line -> line.matches(" +[0-9a-f]{4,}( [0-9a-f]{4,})*"))
                .map(GoldenFrameTest::digits)
                .collect(Collectors.joining());
    }

    private static String digits(String hex) {
        return hex.replaceAll("\\s", "");
    }
}
