package io.github.procmm.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a proposer has written is tried: one .proto, and a testee. */
class FuzzSchemaTest {

    private static final String PROPOSAL = "examples/proposal/proposal.proto";
    private static final String TESTEE = "python3 examples/proposal/testee.py";
    private static final String NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 9))";
    private static final int MOST_OPERATIONS = 4;

    /** MM_MUNMAP by another number, which a backend that has v1 only does not know. */
    private static final String OTHER_BYTES =
            """
            syntax = "proto3";
            import "procmm/v1.proto";
            import "procmm/wire.proto";
            message Op {
              option (procmm.wire.tag) = INT;
              oneof u {
                procmm.v1.MmMmap mmap = 1;
                MmTake take = 2;
              }
            }
            message MmTake {
              option (procmm.wire.c_opcode) = "MM_TAKE";
              option (procmm.wire.opcode) = 100;
              option (procmm.wire.same_as) = "MM_MUNMAP";
              uint64 len = 1 [(procmm.wire.type) = ULONG];
              uint64 addr = 2 [(procmm.wire.type) = ULONG];
            }
            """;

    private static void pythonIsThere() throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("python3", "-c", NEW_ENOUGH).start().waitFor() == 0;
        } catch (IOException absent) {
            there = false;
        }
        assumeTrue(there, "no python3 of 3.9 or later: the example is not tried");
    }

    @Test
    void theMistakeOfTheExampleIsFoundAndMadeSmall() throws Exception {
        pythonIsThere();

        Run run = fuzz(PROPOSAL, TESTEE + " --hasty", "10000");

        assertThat(run.exit()).isEqualTo(1);
        JsonNode finding = new ObjectMapper().readTree(run.out()).at("/findings/0");
        assertThat(finding.at("/signature").asText()).isEqualTo("maps: areas, not as described");
        assertThat(finding.at("/operations").asInt()).isBetween(2, MOST_OPERATIONS);
    }

    @Test
    void aFindingIsReplayedAsTheDescriptionHasIt(@TempDir Path directory) throws Exception {
        pythonIsThere();
        String[] find = {
            "fuzz",
            "--schema",
            PROPOSAL,
            "--testee",
            TESTEE + " --hasty",
            "--ops",
            "10000",
            "--findings",
            "1",
            "--report",
            directory.toString()
        };
        assertThat(Run.of(find).exit()).isEqualTo(1);
        String trace = directory.resolve("maps-areas-not-as-described.procmm").toString();

        String[] again = {"replay", "--schema", PROPOSAL, "--testee", TESTEE + " --hasty", trace};
        Run broken = Run.of(again);
        assertThat(broken.out()).contains("BROKEN").contains("calls: not as described");
        assertThat(broken.exit()).isEqualTo(1);
        String[] mended = {"replay", "--schema", PROPOSAL, "--testee", TESTEE, trace};
        Run whole = Run.of(mended);
        assertThat(whole.out()).contains("calls: every answer is as described");
        assertThat(whole.exit()).isZero();
    }

    @Test
    void aTraceOfWritesHasNoSchema() {
        Run.of("replay", "--schema", PROPOSAL, "traces/native-programs.txt.gz")
                .assertRefused(
                        "--schema "
                                + PROPOSAL
                                + ": traces/native-programs.txt.gz is no trace of calls");
    }

    @Test
    void nothingIsFoundWithoutTheMistake() throws Exception {
        pythonIsThere();

        Run run = fuzz(PROPOSAL, TESTEE, "3000");

        assertThat(run.exit()).isZero();
    }

    @Test
    void anErrnoThatTheDescriptionDoesNotNameIsFound(@TempDir Path directory) throws Exception {
        pythonIsThere();
        String less =
                Files.readString(Path.of(PROPOSAL))
                        .replace(
                                "(procmm.wire.errno) = \"ENOMEM\"",
                                "(procmm.wire.errno) = \"EINVAL\"");
        Path file = Files.writeString(directory.resolve("less.proto"), less);

        Run run = fuzz(file.toString(), TESTEE, "2000");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("MM_REMAP: ENOMEM, not as described");
    }

    @Test
    void whatIsOursInOtherBytesHasToDoTheSame(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("other.proto"), OTHER_BYTES);

        Run run = Run.of("fuzz", "--schema", file.toString(), "--ops", "2000", "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("MM_TAKE: a number, not EINVAL");
    }

    private static Run fuzz(String schema, String testee, String operations) {
        return Run.of(
                "fuzz",
                "--schema",
                schema,
                "--testee",
                testee,
                "--ops",
                operations,
                "--findings",
                "1",
                "--json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            no proto | Syntax error in bad.proto:2:1: unexpected label
            message A { B b = 1; } | unable to resolve B for field b
            message A { int32 a = 1; int32 b = 1; } | multiple fields share tag 1
            import "x.proto"; | imports x.proto, wanted one of procmm/v1.proto, procmm/wire.proto
            message A { int32 a = 1 [(procmm.wire.type) = X]; } | has an option with a value
            message A { int32 a = 1; } | has 0 messages with (procmm.wire.tag)
            message A { option (procmm.wire.tag) = INT; oneof u {} } | A: has no operations
            A { uint64 a = 1; } | B.a: has no (procmm.wire.type), every field needs one
            A { option (procmm.wire.same_as) = "MM_X"; } | B: is the same as MM_X, which procmm.v1
            A { option (procmm.wire.errno) = "EWHAT"; } | B: has errno 'EWHAT', which is none here
            A { option (procmm.wire.same_as) = "MM_MUNMAP"; uint64 at = 1 [(procmm.wire.type) = \
            ULONG]; } | B.at: MM_MUNMAP has no such field
            """)
    void whatDescribesNothingIsRefusedInOneLine(String text, String line, @TempDir Path directory)
            throws Exception {
        Path file = directory.resolve("bad.proto");
        Files.writeString(
                file, "syntax = \"proto3\"; import \"procmm/wire.proto\";\n" + whole(text), UTF_8);

        Run run = Run.of("fuzz", "--schema", file.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("procmm: " + file + ": ").contains(line);
    }

    /** Of an operation B its body is enough. */
    private static String whole(String text) {
        return text.startsWith("A {")
                ? "message A { option (procmm.wire.tag) = INT; oneof u { B b = 1; } }"
                        + " message B { option (procmm.wire.opcode) = 1;"
                        + text.substring("A {".length())
                : text;
    }
}
