package io.github.procmm.testee;

import static io.github.procmm.testee.TesteeFailure.Kind.ENDED;
import static io.github.procmm.testee.TesteeFailure.Kind.GARBAGE;
import static io.github.procmm.testee.TesteeFailure.Kind.HUNG;
import static io.github.procmm.testee.TesteeFailure.Kind.NOT_STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Host;
import io.github.procmm.testee.BadTestee.Manner;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a testee does, the judge gets answers or a failure that says what it did, in time. */
class PipeTesteeTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(1500);

    @Test
    void aTesteeThatKeepsToTheProtocolIsTheBackendThatItServes() throws TesteeFailure {
        try (Testee testee = start(Manner.WELL, LONG)) {
            assertThat(testee.offer()).isEqualTo(new ReferenceBackend().offer());
            assertThat(testee.ask(List.of(boot()))).hasSize(1);
            assertThat(testee.ask(List.of(boot(), boot()))).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CRASHES | ENDED | it closed its output instead of answering; exit code 42",
                "ANSWERS_HALF | ENDED | of a message; exit code 0",
                "ANSWERS_GARBAGE | GARBAGE | what it wrote is no reply",
                "ANSWERS_TWICE | GARBAGE | it wrote more than one answer",
                "ANSWERS_A_HUGE_LENGTH | GARBAGE | at most 67108864 bytes",
                "ANSWERS_ANOTHER_REQUEST | GARBAGE | the reply has id 77, the request 3",
                "ANSWERS_TOO_FEW | GARBAGE | 1 calls got 0 answers",
                "ANSWERS_BATCH_WITH_WELCOME | GARBAGE | Batch was answered with WELCOME"
            })
    void TESTEE_1_TESTEE_2_TESTEE_4_TESTEE_13_whatIsNoAnswerIsAFailure(
            Manner manner, TesteeFailure.Kind kind, String what) throws TesteeFailure {
        TesteeFailure failure = secondBatchOf(manner, LONG);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(what);
    }

    @ParameterizedTest
    @EnumSource(
            value = Manner.class,
            names = {"HANGS", "HANGS_AND_IGNORES_THE_END"})
    void aTesteeThatHangsIsAFailureWithinTheTimeLimitAndIsKilled(Manner manner)
            throws TesteeFailure {
        TesteeFailure failure = secondBatchOf(manner, SHORT);

        assertThat(failure.kind()).isEqualTo(HUNG);
        assertThat(failure).hasMessage("no answer in 1.5 s");
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "PRINTS_AND_HANGS | HUNG | no answer in 1.5 s; it wrote 'Got a batch of 1'",
                "PRINTS_AND_ENDS | ENDED | bytes of a message; it wrote 'usage: testee FILE'"
            })
    void TESTEE_1_whoPrintsInsteadOfAnsweringIsToldSo(
            Manner manner, TesteeFailure.Kind kind, String what) throws TesteeFailure {
        TesteeFailure failure = secondBatchOf(manner, SHORT);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(what + ": does it print on its standard output?");
    }

    @Test
    void aTesteeThatClosesItsOutputAndStaysIsAFailure() throws TesteeFailure {
        TesteeFailure failure = secondBatchOf(Manner.CLOSES_ITS_OUTPUT, LONG);

        assertThat(failure.kind()).isEqualTo(ENDED);
        assertThat(failure).hasMessage("it closed its output instead of answering");
    }

    @Test
    void theLastWordsOfATesteeAreKept() throws TesteeFailure {
        assertThat(secondBatchOf(Manner.CRASHES, LONG).stderr())
                .endsWith("the last words of a testee" + System.lineSeparator());
    }

    @Test
    void aFloodOfWordsBlocksNobodyAndOnlyItsEndIsKept() throws Exception {
        try (Testee testee = start(Manner.FLOODS_STDERR, LONG)) {
            testee.ask(List.of(boot()));
            assertThat(testee.ask(List.of(boot()))).hasSize(1);
        }
    }

    @Test
    void aSecondAnswerThatComesLateIsAFailureOfTheNextCase() throws Exception {
        try (Testee testee = start(Manner.SPEAKS_UNASKED, LONG)) {
            testee.ask(List.of(boot()));
            testee.ask(List.of(boot()));
            Thread.sleep(1000);

            TesteeFailure failure = failureOf(testee);
            assertThat(failure.kind()).isEqualTo(GARBAGE);
            assertThat(failure).hasMessageContaining("nobody had asked for");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CRASHES_AT_HELLO | ENDED | exit code 42",
                "IS_OF_ANOTHER_VERSION | GARBAGE | Welcome has version 2, wanted 1",
                "HAS_OTHER_PAGES | GARBAGE | Welcome has page_size 65536, the suite is for 4096"
            })
    void TESTEE_3_aTesteeThatDoesNotSayWhoItIsDoesNotStart(
            Manner manner, TesteeFailure.Kind kind, String what) {
        TesteeFailure failure =
                catchThrowableOfType(TesteeFailure.class, () -> start(manner, LONG).close());

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(what);
    }

    @Test
    void aProgramThatIsNotThereDoesNotStart() {
        Testee.Source source = PipeTestee.source("/no/such/program", LONG);

        TesteeFailure failure =
                catchThrowableOfType(TesteeFailure.class, () -> source.start().close());
        assertThat(failure.kind()).isEqualTo(NOT_STARTED);
        assertThat(failure).hasMessageContaining("/no/such/program");
    }

    private static TesteeFailure secondBatchOf(Manner manner, Duration limit) throws TesteeFailure {
        try (Testee testee = start(manner, limit)) {
            testee.ask(List.of(boot()));
            return failureOf(testee);
        }
    }

    private static TesteeFailure failureOf(Testee testee) {
        return catchThrowableOfType(TesteeFailure.class, () -> testee.ask(List.of(boot())));
    }

    private static Testee start(Manner manner, Duration limit) throws TesteeFailure {
        return PipeTestee.source(BadTestee.command(manner), limit).start();
    }

    private static Call boot() {
        Host host =
                Host.newBuilder()
                        .setDialect(HostProfile.DEFAULT.dialect().readableName())
                        .setGeneration(HostProfile.DEFAULT.generation().readableName())
                        .setManager(HostProfile.DEFAULT.manager().readableName())
                        .build();
        return Call.newBuilder().setBoot(Boot.newBuilder().setHost(host)).build();
    }
}
