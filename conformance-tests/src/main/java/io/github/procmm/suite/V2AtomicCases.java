package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.suite.AreaSeen.seen;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.ATOMIC;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;
import java.util.ArrayList;
import java.util.List;

/** All or nothing, wherever it fails: V2-BATCH-4. */
final class V2AtomicCases {

    private static final int READ = Prot.READ;

    private V2AtomicCases() {}

    static void addTo(Suite suite) {
        done(suite);
        everywhere(suite);
    }

    private static void done(Suite suite) {
        suite.rule("V2-BATCH-4")
                .add(
                        "whereNothingIsRefusedEverythingIsDone",
                        s -> {
                            Session c = s.session(Features.ATOMIC, Features.CLONE);
                            Space a = c.space();
                            Space made = c.on(Num.reference(0));
                            Frame.Sent sent =
                                    c.batch(ATOMIC)
                                            .does(c.create())
                                            .does(made.map(0, 2))
                                            .does(made.protect(1, 1, READ))
                                            .does(a.map(4, 1))
                                            .does(made.copy(Rights.OF_SPACE))
                                            .reports(
                                                    a.query(0, 9),
                                                    0,
                                                    AreaSeen.all(seen(4, 5, "rw")))
                                            .answered();
                            sent.space(0).shows(area(0, 1, "rw-p"), area(1, 2, "r--p"));
                            sent.space(4).shows(area(0, 1, "rw-p"), area(1, 2, "r--p"));
                            a.shows(area(4, 5, "rw-p"));
                            s.alive(3);
                        });
    }

    /** What a frame does that fails at one of its places. */
    private static final class Story {

        private final Scenario s;
        private final Session c;
        private final Space a;
        private final Space other;
        private final Num object;
        private final Num spare;

        Story(Scenario s) {
            this.s = s;
            c = s.session(Features.ATOMIC, Features.CLONE, Features.MOVE, Features.SEAL);
            a = c.space();
            other = c.space();
            object = c.memory(4 * 4096L, Rights.OF_OBJECT, 6).done();
            spare = a.duplicate(Rights.QUERY).done();
            a.map(0, 8).done();
            a.map(16, 2).of(object, 0).shared().done();
            a.store(page(1), 1, 0x11).works();
            a.store(page(3), 1, 0x33).works();
            a.store(page(5), 1, 0x55).works();
            other.map(0, 1).done();
            other.store(page(0), 1, 0x77).works();
        }

        List<Rec> records() {
            List<Rec> records = new ArrayList<>();
            records.add(a.map(20, 2));
            records.add(a.map(0, 2).prot(READ).replacing());
            records.add(a.protect(2, 1, READ));
            records.add(a.discard(3, 1));
            records.add(a.move(5, 1, 30));
            records.add(a.unmap(6, 1));
            records.add(a.seal(7, 1));
            records.add(c.create());
            records.add(c.on(Num.reference(7)).map(0, 1));
            records.add(a.copy(Rights.OF_SPACE));
            records.add(c.memory(4096, Rights.OF_OBJECT, 0));
            records.add(c.release(spare));
            records.add(c.release(object));
            records.add(a.seal());
            records.add(other.destroy());
            return records;
        }

        void play(int place) {
            Frame frame = c.batch(ATOMIC);
            List<Rec> records = records();
            for (int i = 0; i < records.size(); i++) {
                if (i == place) {
                    frame.refuses(a.unmap(0, 0), EINVAL, 24);
                }
                frame.cancels(records.get(i));
            }
            if (place == records.size()) {
                frame.refuses(a.unmap(0, 0), EINVAL, 24);
            }
            frame.answered();
        }

        void nothingHasChanged() {
            a.reports(seen(0, 8, "rw"), seen(16, 18, "rw").of(6, 0).shared());
            a.load(page(1), 1).sees(0x11);
            a.load(page(3), 1).sees(0x33);
            a.load(page(5), 1).sees(0x55);
            other.load(page(0), 1).sees(0x77);
            s.alive(2);
            c.on(spare).reports(seen(0, 8, "rw"), seen(16, 18, "rw").of(6, 0).shared());
            a.map(40, 1).of(object, 1).done();
            a.unmap(40, 1).done();
            a.unmap(7, 1).done();
            other.unmap(0, 1).done();
        }
    }

    private static void everywhere(Suite suite) {
        int places = 16;
        for (int i = 0; i < places; i++) {
            int place = i;
            suite.rule("V2-BATCH-4")
                    .add(
                            "aFailureAtPlace" + place + "LeavesNoTrace",
                            s -> {
                                Story story = new Story(s);
                                story.play(place);
                                story.nothingHasChanged();
                            });
        }
    }
}
