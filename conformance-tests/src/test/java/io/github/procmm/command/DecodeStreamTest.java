package io.github.procmm.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code procmm decode} of streams of frames: tables, JSON, and what is wrong with frames. */
class DecodeStreamTest {

    @TempDir private Path directory = Path.of("");

    private static String batch(String length, String record) {
        return "504d4d32 0200 0400"
                + length
                + "01000000 0700000000000000 00000000 00000000"
                + record;
    }

    @Test
    void everyByteOfALegacyFrameIsSaid() {
        Run run =
                Run.of(
                        "decode",
                        "504d4d32 0200 0600 50000000 01000000 0700000000000000 01000000 00000000",
                        "0300 3000 1c000000 0500000001000000",
                        "00000036 08048000 00003000 00000005 00000011 00000007 00002000 00000000");
        assertThat(run.out())
                .isEqualTo(
                        """
                        frame 0 at 0x0: LEGACY, 80 bytes
                        bytes   hex               field        value        meaning
                        0..3    504d4d32          magic        0x324d4d50   PMM2
                        4..5    0200              version      0x2
                        6..7    0600              type         6            PROCMM_FRAME_LEGACY
                        8..11   50000000          length       0x50         80 bytes
                        12..15  01000000          count        0x1
                        16..23  0700000000000000  sequence     0x7
                        24..27  01000000          mode         0x1          MODE_INDEPENDENT
                        28..31  00000000          reserved     0x0          reserved
                                                  record 0
                        32..33  0300                dialect    0x3          DIALECT_POWERPC
                        34..35  3000                size       0x30         48 bytes
                        36..39  1c000000            bytes      0x1c         28 bytes
                        40..47  0500000001000000    handle     0x100000005  index 5, generation 1
                                                    v1 record
                        48..51  00000036              op       54           MM_MMAP
                        52..55  08048000              addr     0x8048000
                        56..59  00003000              len      0x3000
                        60..63  00000005              prot     0x5          PROT_READ|PROT_EXEC
                        64..67  00000011              flags    0x11         MAP_SHARED|MAP_FIXED
                        68..71  00000007              fd       0x7
                        72..75  00002000              offset   0x2000
                        76..79  00000000            (ignored)               zeros up to size

                        1 frame, 80 bytes
                        """);
        assertThat(run.exit()).isZero();
    }

    @Test
    void aReplyToAQueryIsSaidAreaByArea() {
        Run run = Run.of("decode", ByteBufUtil.hexDump(SampleStream.bytes()));
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        """
                                                    result 2
                        80..83    60000000            size           0x60         96 bytes
                        84..87    00000000            status         0x0          done
                        88..95    0000000000000000    value          0x0
                        96..99    00000000            field          0x0
                        100..103  00000000            reserved       0x0          reserved
                                                      data of QUERY
                        104..111  0500000000000000      epoch        0x5
                        112..119  0030000000000000      mapped       0x3000
                        120..123  01000000              areas        0x1
                        124..127  01000000              reported     0x1
                                                      area 0
                        128..135  0000010000000000      start        0x10000
                        """)
                .contains("frame 5 at 0x288: REFUSED, 48 bytes\n")
                .containsPattern("32..35  47000000          status +0x47 +EPROTO\n")
                .endsWith("6 frames, 696 bytes\n");
    }

    @Test
    void V2_FRAME_2_aCutFrameIsShownAsFarAsItGoes() {
        byte[] sample = SampleStream.bytes();
        int map = 0x98 + 64; // the MAP of the BATCH
        Run run = Run.withInput(Arrays.copyOf(sample, map + 20), "decode");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        """
                        72..79    0000000000000080    handle     0x8000000000000000  the result of record 0
                        80..83    00000100            (ignored)                      part of addr
                        80..87                        addr                           needed, not there
                        88..95                        len                            needed, not there
                        96..103                       object                         needed, not there
                        """)
                .endsWith(
                        """
                        truncated: 84 of 168 bytes are there (V2-FRAME-2)

                        3 frames, 236 bytes, 1 broken
                        """);
    }

    @Test
    void V2_FRAME_2_aCutHeaderIsShownToo() {
        Run run = Run.of("decode", "504d4d32 0200 04");
        assertThat(run.out())
                .isEqualTo(
                        """
                        frame 0 at 0x0: part of a header, 7 bytes
                        bytes  hex       field      value       meaning
                        0..3   504d4d32  magic      0x324d4d50  PMM2
                        4..5   0200      version    0x2
                        6..6   04        (ignored)              part of what is cut
                        truncated: the length is not there (V2-FRAME-2)

                        1 frame, 7 bytes, 1 broken
                        """);
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void V2_FRAME_3_nothingIsMadeOutBehindAWrongMagic() {
        byte[] sample = SampleStream.bytes();
        byte[] twice = Arrays.copyOf(sample, sample.length + 40);
        Run run = Run.withInput(twice, "decode");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .endsWith(
                        """
                        frame 6 at 0x2b8: no frame, 40 bytes
                        bytes  hex                                                                 field      value  meaning
                        0..39  0000000000000000000000000000000000000000000000000000000000000000..  (ignored)         no frame begins here
                        EPROTO at byte 0: wanted 50 4d 4d 32, PMM2 (V2-FRAME-3)

                        7 frames, 736 bytes, 1 broken
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "00000000, EPROTO at byte 8: wanted a multiple of 8 from 32",
        "21000000, EPROTO at byte 8: wanted a multiple of 8 from 32",
        "00000080, EMSGSIZE at byte 8: 2 GiB or more"
    })
    void V2_FRAME_3_aWrongLengthEndsTheStream(String length, String words) {
        Run run = Run.of("decode", batch(length, "00".repeat(40)));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains(words.replace(" at byte 8:", " at byte 8, length:") + " (V2-FRAME-3)\n")
                .contains("nobody knows where the next frame begins\n")
                .endsWith("1 frame, 72 bytes, 1 broken\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0300|0400|00000000|00000000| EPROTONOSUPPORT at byte 4, version: wanted 2",
                "0200|4d00|00000000|00000000| EPROTO at byte 6, type: no type of table 16.2",
                "0300|4d00|00000000|00000000| EPROTONOSUPPORT at byte 4, version: wanted 2",
                "0200|0400|03000000|00000000| EOPNOTSUPP at byte 24, mode: no mode of table 21.1",
                "0200|0400|00000000|01000000| EOPNOTSUPP at byte 28, reserved: wanted 0"
            })
    void V2_FRAME_4_aHeaderIsJudgedInTheOrderOfTheRule(
            String version, String type, String mode, String reserved, String words) {
        Run run =
                Run.of(
                        "decode",
                        "504d4d32" + version + type + "20000000 00000000 0000000000000000",
                        mode + reserved);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("\n" + words + " (V2-FRAME-4)\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0300 0c00| size 12, wanted a multiple of 8 from 16 to 24",
                "0300 0800| size 8, wanted a multiple of 8 from 16 to 24",
                "0300 2000| size 32, wanted a multiple of 8 from 16 to 24"
            })
    void V2_FRAME_5_aRecordOfASizeThatCannotBeIsShown(String start, String words) {
        Run run = Run.of("decode", batch("38000000", start + "00".repeat(20)));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("\nEPROTO at byte 32, record 0: " + words + " (V2-FRAME-5)\n");
    }

    @Test
    void V2_FRAME_5_bytesThatNoRecordHasAndRecordsThatNoByteHasAreShown() {
        String release = "0400 1000 00000000 0500000001000000";
        assertThat(Run.of("decode", batch("38000000", release + "00".repeat(8))).out())
                .contains("(ignored)               behind the last record\n")
                .contains("\nEPROTO at byte 48: count is 1, and 8 bytes follow (V2-FRAME-5)\n");
        assertThat(Run.of("decode", batch("20000000", "")).out())
                .contains("\nEPROTO at byte 32: 0 bytes are left for record 0, wanted 16");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "6300 2000|00000000|00|00| ENOSYS at byte 32, opcode of record 0:"
                        + " no operation of table 18.2 (V2-REC-2)",
                "0800 2000|00000000|00|00| EINVAL at byte 34, size of record 0:"
                        + " MAP has at least 56 bytes (V2-REC-3)",
                "0400 2000|00000000|00|01| E2BIG at byte 63, record 0:"
                        + " wanted 0 behind what this version knows (V2-REC-4)",
                "0900 2000|01000000|00|00| EOPNOTSUPP at byte 36, flags of record 0:"
                        + " a bit is set that no table names (V2-REC-5)",
                "0900 2000|00000000|01|00| EINVAL at byte 48, addr of record 0:"
                        + " out of range for UNMAP (V2-REC-6)"
            })
    void V2_REC_1_aRecordThatEverySessionRefusesIsTold(
            String start, String flags, String first, String last, String words) {
        String record = start + flags + "0500000001000000" + first + "00".repeat(14) + last;
        Run run = Run.of("decode", batch("40000000", record));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("\n" + words + "\n");
    }

    @Test
    void V2_REPLY_4_allRecordsThatAreWrongAreTold() {
        Run run =
                Run.of(
                        "decode",
                        "504d4d32 0200 0400 40000000 02000000 0700000000000000 00000000 00000000",
                        "6300 1000 00000000 0000000000000000",
                        "0400 1000 01000000 0000000000000000");
        assertThat(run.out())
                .contains(
                        "ENOSYS at byte 32, opcode of record 0", "EOPNOTSUPP at byte 52, flags of");
    }

    @Test
    void V2_LEGACY_3_recordsOfPartV1AreJudgedByTheirRules() {
        String head = "504d4d32 0200 0600 40000000 01000000 0700000000000000 00000000 00000000";
        assertThat(
                        Run.of(
                                        "decode",
                                        head,
                                        "0900 2000 10000000 0500000001000000",
                                        "00".repeat(16))
                                .out())
                .contains(
                        "\nEOPNOTSUPP at byte 32, dialect of record 0: no dialect of table 22.1"
                                + " (V2-LEGACY-3)\n");
        assertThat(
                        Run.of(
                                        "decode",
                                        head,
                                        "0100 2000 11000000 0500000001000000",
                                        "00".repeat(16))
                                .out())
                .contains("\nEINVAL at byte 36, bytes of record 0: ", " (V2-LEGACY-3)\n");
        assertThat(
                        Run.of(
                                        "decode",
                                        head,
                                        "0100 2000 0a000000 0500000001000000",
                                        "37" + "00".repeat(15))
                                .out())
                .contains(
                        "\nEINVAL at byte 48, op of record 0, v1 record: record of 10 bytes,"
                                + " its operation reads 12, i386 (V1-WRITE-5)\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0200|00000000|00000000|0200|0200|00001000|00| EPROTONOSUPPORT at byte 4, version:"
                        + " wanted 0 in a frame that negotiates (V2-FRAME-4)",
                "0000|00000000|01000000|0200|0200|00001000|00| EOPNOTSUPP at byte 24, mode:"
                        + " wanted 0 in HELLO (V2-FRAME-4)",
                "0000|01000000|00000000|0200|0200|00001000|00| EOPNOTSUPP at byte 12, count:"
                        + " wanted 0 in HELLO (V2-GEN-2)",
                "0000|00000000|00000000|0200|0100|00001000|00| EINVAL at byte 32, lowest:"
                        + " wanted at most highest (V2-HELLO-3)",
                "0000|00000000|00000000|0300|0400|00001000|00| EPROTONOSUPPORT at byte 32, lowest:"
                        + " wanted version 2 from it to highest (V2-HELLO-2)",
                "0000|00000000|00000000|0200|0200|ff0f0000|00| EINVAL at byte 36, max_frame:"
                        + " wanted at least 4096 (V2-HELLO-3)",
                "0000|00000000|00000000|0200|0200|00001000|01| EOPNOTSUPP at byte 48, reserved:"
                        + " wanted 0 (V2-HELLO-3)"
            })
    void V2_HELLO_3_aHelloIsJudgedAsABackendDoes(
            String version,
            String count,
            String mode,
            String lowest,
            String highest,
            String maxFrame,
            String reserved,
            String words) {
        String header = version + "0100 38000000" + count + "0000000000000000" + mode + "00000000";
        String versions = lowest + highest + maxFrame;
        String hello = versions + "7f00000000000000" + reserved + "00".repeat(7);
        Run run = Run.of("decode", "504d4d32", header, hello);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("\n" + words + "\n");
    }

    @Test
    void theJsonHasEachFrameAndEachByteAndEachFault() throws IOException {
        String record = "0900 2000 01000000 0500000001000000" + "00".repeat(16);
        Run run = Run.of("decode", "--json", batch("40000000", record));
        assertThat(run.exit()).isEqualTo(1);
        JsonNode frame = new ObjectMapper().readTree(run.out()).get("frames").get(0);
        assertThat(frame.get("offset").asInt()).isZero();
        assertThat(frame.get("length").asInt()).isEqualTo(64);
        assertThat(frame.get("frame").asText()).isEqualTo("BATCH");
        assertThat(frame.get("faults").toString())
                .isEqualTo(
                        "[{\"errno\":\"EOPNOTSUPP\",\"position\":36,\"field\":\"flags of record 0\","
                                + "\"rule\":\"V2-REC-5\","
                                + "\"reason\":\"a bit is set that no table names\"}]");
        assertThat(frame.get("bytes")).hasSize(14);
        assertThat(frame.get("bytes").get(8).toString())
                .isEqualTo(
                        "{\"offset\":32,\"length\":2,\"in\":\"record 0\",\"kind\":\"opcode\","
                                + "\"field\":\"opcode\",\"hex\":\"0900\",\"value\":\"9\","
                                + "\"meaning\":\"PROCMM_OP_UNMAP\"}");
    }

    @Test
    void aStreamMayComeRawOrAsTextAndBeLongerThanARecord() throws IOException {
        byte[] sample = SampleStream.bytes();
        byte[] many = new byte[sample.length * 200];
        for (int i = 0; i < many.length; i++) {
            many[i] = sample[i % sample.length];
        }
        Run expected = Run.withInput(many, "decode");
        assertThat(expected.out()).endsWith("\n1,200 frames, 139,200 bytes\n");
        assertThat(Run.withInput("0x" + HexFormat.of().formatHex(many), "decode"))
                .isEqualTo(expected);
        Path file = Files.write(directory.resolve("raw"), many);
        assertThat(Run.of("decode", "--file", file.toString())).isEqualTo(expected);
        assertThat(Run.withInput("PMM2", "decode").out()).contains("part of a header, 4 bytes");
    }
}
