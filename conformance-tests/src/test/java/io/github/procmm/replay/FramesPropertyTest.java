package io.github.procmm.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.fixture.Workloads;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.proto.trace.Probe;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.wire.Dialect;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** What is played in frames comes out as what is written, whatever is in a frame. */
class FramesPropertyTest {

    private static final List<Batches> BATCHES =
            List.of(
                    Batches.ONE_BY_ONE,
                    new Batches(2, 20),
                    new Batches(3, Long.MAX_VALUE),
                    new Batches(7, 20),
                    Batches.ofAnySize(0),
                    Batches.ofAnySize(20),
                    Batches.ofAnySize(Long.MAX_VALUE));

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void V2_LEGACY_4_framesOfEverySizeDoWhatWritesDo(
            @ForAll("workloads") Tuple2<Dialect, List<TraceEvent>> workload) {
        List<String> writes = answers(workload, null);
        for (Batches batches : BATCHES) {
            assertThat(answers(workload, batches)).as("%s", batches).isEqualTo(writes);
        }
    }

    @Provide
    Arbitrary<Tuple2<Dialect, List<TraceEvent>>> workloads() {
        return Arbitraries.of(Dialect.I386, Dialect.X86_64, Dialect.S390X)
                .flatMap(host -> Workloads.of(host).map(events -> Tuple.of(host, events)));
    }

    /** Returns all answers in order, and what is mapped in the end. */
    private static List<String> answers(
            Tuple2<Dialect, List<TraceEvent>> workload, @Nullable Batches batches) {
        Heard heard = new Heard();
        Traffic traffic = batches == null ? Traffic.ofWrites() : Traffic.ofFrames(batches);
        Player player =
                new Player(
                        workload.get1(),
                        new ReplayReport(),
                        mm -> true,
                        (writer, judge) ->
                                batches == null
                                        ? new ByWrites(writer, traffic, mm -> true, judge)
                                        : new ByFrames(
                                                new FrameClient(writer),
                                                batches,
                                                traffic,
                                                mm -> true,
                                                judge),
                        heard);
        int operations = 0;
        for (TraceEvent event : workload.get2()) {
            player.play(event, "event");
            operations += event.hasWrite() ? 1 : 0;
        }
        player.finish();
        assertThat(traffic.operations()).isEqualTo(operations);
        if (batches != null) {
            assertThat(traffic.longest()).isLessThanOrEqualTo(batches.most());
            Statistics.collect(batches, traffic.longest() > 7 ? "more than 7" : "up to 7");
        }
        player.addressSpaces().forEach(heard::areas);
        return heard.words;
    }

    private static final class Heard implements Listener {

        private final List<String> words = new ArrayList<>();

        @Override
        public void answered(Asked asked, long got) {
            words.add(asked.mm().number() + " " + asked.words() + " " + got);
        }

        @Override
        public void probed(int mm, String where, Probe probe, AccessResult got) {
            words.add(mm + " " + Probes.describe(probe) + " " + Probes.describe(got));
        }

        void areas(int mm, AddressSpace space) {
            words.add(mm + "\n" + space.maps());
        }
    }
}
