package io.github.procmm.conform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.Feature;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.Offer;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Maps;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.ExpectedArea;
import io.github.procmm.suite.Step;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pages are compared whatever areas a testee makes of them, even one that offers areas. */
class ExpectedPagesTest {

    private static final Offer OFFER = new ReferenceBackend().offer();

    private static final List<ExpectedArea> EXPECTED =
            List.of(
                    new ExpectedArea(0x1000, 0x2000, "rw-p", ExpectedArea.ANONYMOUS, 0),
                    new ExpectedArea(0x2000, 0x3000, "rw-p", ExpectedArea.ANONYMOUS, 0),
                    new ExpectedArea(0x4000, 0x6000, "r--s", ExpectedArea.SHARED_MEMORY, 0));

    private static Answers answers() {
        Call maps = Call.newBuilder().setMaps(Maps.getDefaultInstance()).build();
        Step step = new Step(maps, new Expected.Pages(EXPECTED));
        HostKind host = HostKind.of(HostProfile.DEFAULT);
        return new Answers(new Case("case", List.of("rule"), host, Set.of(), List.of(step)), OFFER);
    }

    private static boolean fits(String... lines) {
        String text = String.join("\n", lines) + "\n";
        return answers().take(Answer.newBuilder().setText(text).build());
    }

    @Test
    void howTheyAreCutIsOfNoAccount() {
        assertThat(OFFER.features()).contains(Feature.AREAS);
        assertThat(
                        fits(
                                "1000-3000 rw-p 0 00:00 0",
                                "4000-5000 r--s 0 00:01 9 /dev/zero (deleted)",
                                "5000-6000 r--s 1000 00:01 9 /dev/zero (deleted)"))
                .isTrue();
        assertThat(
                        fits(
                                "1000-2000 rw-p 0 00:00 0",
                                "2000-3000 rw-p 0 00:00 0",
                                "4000-6000 r--s 0 00:01 9 /dev/zero (deleted)"))
                .isTrue();
    }

    @Test
    void whatThePagesAreIs() {
        String zero = "4000-6000 r--s 0 00:01 9 /dev/zero (deleted)";
        assertThat(fits("1000-3000 r--p 0 00:00 0", zero)).as("rights").isFalse();
        assertThat(fits("1000-2000 rw-p 0 00:00 0", zero)).as("a page less").isFalse();
        assertThat(fits("1000-3000 rw-p 0 00:00 0", zero.replace(" 0 ", " 1000 "))).isFalse();
        assertThat(fits("no line of maps")).isFalse();
    }

    @Test
    void theyAreSaidInAsFewAreasAsCanBe() {
        Answers answers = answers();
        answers.take(
                Answer.newBuilder()
                        .setText("1000-2000 r--p 0 00:00 0\n2000-3000 r--p 0 00:00 0\n")
                        .build());

        assertThat(answers.got(0)).isEqualTo("00001000-00003000 r--p");
        assertThat(answers.expected(0))
                .isEqualTo(
                        "00001000-00003000 rw-p, 00004000-00006000 r--s shared memory page 0"
                                + " in as many areas as may be");
        assertThat(answers.wantedAreas(0))
                .containsExactly(
                        new ExpectedArea(0x1000, 0x3000, "rw-p", ExpectedArea.ANONYMOUS, 0),
                        EXPECTED.get(2));
    }
}
