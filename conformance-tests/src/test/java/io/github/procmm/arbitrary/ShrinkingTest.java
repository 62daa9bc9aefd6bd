package io.github.procmm.arbitrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Op;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Rights;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What is left of a counterexample of {@link PlantedMistakes}. */
class ShrinkingTest {

    private static final long PAGE = 4096;

    @Test
    void anOperationShrinksToTheFirstPageAndNoRights() {
        assertThat(counterexample("noProtectIsLongerThanTwoPages", Op.class))
                .isEqualTo(new Mprotect(Pages.BASE, 3 * PAGE, 0).toString());
    }

    @Test
    void aMutatedRecordShrinksToNothing() {
        assertThat(counterexample("everyRecordIsWhole", byte[].class)).isEqualTo("");
    }

    @Test
    void aBatchShrinksToTheOneRecordThatMatters() {
        List<Command> needed =
                List.of(
                        new Command.Create(Rights.OF_SPACE, 0),
                        new Command.Memory(4 * PAGE, Rights.OF_OBJECT, 1),
                        new Command.Discard(Handle.reference(0), Pages.BASE, PAGE));
        assertThat(counterexample("noBatchDiscards", Frame.Batch.class))
                .isEqualTo(new Frame.Batch(1, BatchMode.SEQUENTIAL, needed).toString());
    }

    /** Two calls are drawn; the others begin and end every history. */
    @Test
    void aHistoryOfABackendThatForgetsToUnmapShrinksToAMapAndAnUnmap() {
        String history = counterexample("aBackendUnmaps", History.class);

        assertThat(history.lines().filter(line -> line.startsWith("write "))).hasSize(2);
        assertThat(history.lines()).hasSize(Beginnings.ofRecords(3, 2).size() + 2 + 2);
    }

    /** A host, a session, its HELLO, and the one batch. */
    @Test
    void aHistoryOfBatchesShrinksToOne() {
        assertThat(counterexample("aBackendTakesLongFrames", History.class).lines()).hasSize(4);
    }

    /** Returns what a property fails with, whose message is the counterexample. */
    private static String counterexample(String property, Class<?> of) {
        return EngineTestKit.engine("jqwik")
                .configurationParameter("jqwik.database", "")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .selectors(selectMethod(PlantedMistakes.class, property, of))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> result.getThrowable().orElseThrow().getMessage())
                .findFirst()
                .orElseThrow();
    }
}
