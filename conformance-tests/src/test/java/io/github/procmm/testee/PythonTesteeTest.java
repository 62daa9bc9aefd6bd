package io.github.procmm.testee;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.procmm.backend.Feature;
import io.github.procmm.conform.CaseResult;
import io.github.procmm.conform.Conformance;
import io.github.procmm.conform.Judgement;
import io.github.procmm.conform.KnownFailures;
import io.github.procmm.conform.Verdict;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Exit;
import io.github.procmm.proto.testee.Hello;
import io.github.procmm.proto.testee.Reply;
import io.github.procmm.proto.testee.Request;
import io.github.procmm.suite.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example that people copy keeps to the protocol and to every rule that it can be asked. */
class PythonTesteeTest {

    private static final String PROGRAM = "testees/python/testee.py";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MANY = 200;
    private static final String NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 9))";

    @BeforeAll
    static void pythonIsThere() throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("python3", "-c", NEW_ENOUGH).start().waitFor() == 0;
        } catch (IOException absent) {
            there = false;
        }
        assumeTrue(there, "no python3 of 3.9 or later: the example testee is not judged");
    }

    @Test
    void noRuleThatItCanBeAskedIsBroken() throws TesteeFailure {
        Judgement judgement =
                new Conformance(testee(), Suite.cases(), KnownFailures.none(), 1).run(result -> {});

        assertThat(judgement.results().stream().filter(PythonTesteeTest::isBroken)).isEmpty();
        assertThat(judgement.isClean()).isTrue();
        assertThat(judgement.casesWith(Verdict.HOLDS)).isGreaterThan(MANY);
    }

    @Test
    void TESTEE_11_itDoesWithoutAreas() throws TesteeFailure {
        try (Testee testee = testee().start()) {
            assertThat(testee.offer().features())
                    .contains(Feature.MEMORY)
                    .doesNotContain(Feature.AREAS);
        }
    }

    @Test
    void TESTEE_2_TESTEE_3_TESTEE_5_itRefusesWhatItCannotServeAndGoesOn() throws Exception {
        Hello newer = Hello.newBuilder().setLowestVersion(2).setHighestVersion(3).build();
        Call exit = Call.newBuilder().setExit(Exit.newBuilder().setTask(5)).build();

        List<Reply> replies =
                talk(
                        Request.newBuilder().setId(9).setHello(newer).build(),
                        Replies.batch(10, List.of(exit)),
                        Replies.batch(11, List.of()),
                        Request.newBuilder().setId(12).build());

        assertThat(replies).extracting(Reply::getId).containsExactly(9L, 10L, 11L, 12L);
        assertThat(replies.get(0).getRefusal().getReason()).isEqualTo("version 1 only");
        assertThat(replies.get(1).getRefusal().getReason()).startsWith("call 0: ");
        assertThat(replies.get(2).getAnswers().getAnswersList()).isEmpty();
        assertThat(replies.get(3).getRefusal().getReason()).contains("no known kind");
    }

    @Test
    void TESTEE_13_itEndsAtALengthThatIsTooGreat() throws Exception {
        Process process = new ProcessBuilder("python3", PROGRAM).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(new byte[] {-1, -1, -1, -1, 7, 0});
            in.flush();
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(new String(process.getErrorStream().readAllBytes(), US_ASCII))
                .startsWith("a request of 2147483647 bytes, at most 67108864");
    }

    /** Sends requests, ends the input, and returns the replies. */
    private static List<Reply> talk(Request... requests) throws IOException {
        Process process =
                new ProcessBuilder("python3", PROGRAM)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (OutputStream in = process.getOutputStream()) {
            for (Request request : requests) {
                Frames.write(request, in);
            }
        }
        List<Reply> replies = new ArrayList<>();
        InputStream out = process.getInputStream();
        for (Reply reply = Frames.read(Reply.parser(), out);
                reply != null;
                reply = Frames.read(Reply.parser(), out)) {
            replies.add(reply);
        }
        return replies;
    }

    private static boolean isBroken(CaseResult result) {
        return result.verdict() == Verdict.BROKEN;
    }

    private static Testee.Source testee() {
        return PipeTestee.source("python3 '" + Path.of(PROGRAM).toAbsolutePath() + "'", LIMIT);
    }
}
