package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.ATOMIC;
import static io.github.procmm.suite.Frame.SEQUENTIAL;
import static io.github.procmm.suite.V2HelloCases.hello;
import static io.github.procmm.suite.V2HelloCases.welcome;

import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;
import java.util.List;

/** What HELLO and WELCOME agree on, and how that ends: V2-HELLO-4 to 6. */
final class V2AgreedCases {

    private static final long EVERY_FEATURE = 0x7f;

    private V2AgreedCases() {}

    static void addTo(Suite suite) {
        features(suite);
        notAgreed(suite);
        end(suite);
    }

    private static void features(Suite suite) {
        Suite.RuleCases cases = suite.rule("V2-HELLO-4");
        cases.add(
                        "whoAsksForNothingGetsNothing",
                        s -> {
                            Session c = s.silentSession();
                            welcome(c, hello());
                        })
                .add(
                        "aFeatureThatNobodyKnowsIsNoError",
                        s -> {
                            Session c = s.silentSession();
                            welcome(c, Session.hello(2, 2, Session.MAX_FRAME, 1L << 63));
                            Session other = s.silentSession();
                            long unknown = ~EVERY_FEATURE;
                            welcome(other, Session.hello(2, 2, Session.MAX_FRAME, unknown));
                        })
                .add(
                        "whoAsksForAllThatThereIsGetsAll",
                        s -> {
                            Session c = s.silentSession();
                            c.sends(
                                    Session.hello(2, 2, Session.MAX_FRAME, -1),
                                    c.welcome(0, EVERY_FEATURE));
                        });
        for (int bit = 0; 1L << bit <= EVERY_FEATURE; bit++) {
            long feature = 1L << bit;
            cases.add("feature" + bit + "IsAgreedWhereItIsAskedFor", s -> s.session(feature));
        }
    }

    private static void notAgreed(Suite suite) {
        suite.rule("V2-HELLO-5")
                .add(
                        "withoutAtomicThereIsNoSuchMode",
                        s -> {
                            Session c = s.session();
                            c.batch(ATOMIC).refused(EOPNOTSUPP, 24);
                        },
                        "V2-FRAME-4")
                .add(
                        "withoutLegacyThereAreNoSuchFrames",
                        s -> {
                            Session c = s.session();
                            c.legacy(SEQUENTIAL).refused(EOPNOTSUPP, 6);
                            Frame wrong = c.legacy(SEQUENTIAL).set(Frame.MODE, 4, 9);
                            wrong.set(Frame.RESERVED, 4, 1).refused(EOPNOTSUPP, 6);
                        },
                        "V2-FRAME-4")
                .add(
                        "withoutTheirFeaturesOperationsAreRefused",
                        s -> {
                            FileRef file = s.object(1);
                            Session c = s.session();
                            Space a = c.space();
                            a.map(0, 1).done();
                            List<V2Op> some = List.of(V2Op.CLONE, V2Op.MOVE, V2Op.SEAL);
                            some.forEach(op -> op.record(a).refused(EOPNOTSUPP, 0));
                            c.importing(file.fd(), Rights.READ, 0).refused(EOPNOTSUPP, 0);
                        },
                        "V2-REC-2")
                .add(
                        "withoutMaxProtThereIsNoSuchField",
                        s -> {
                            Space a = s.session().space();
                            int all = Prot.READ | Prot.WRITE | Prot.EXEC;
                            a.map(0, 1).maxProt(all).refused(EOPNOTSUPP, 52);
                            a.map(0, 1).prot(Prot.READ).maxProt(1).refused(EOPNOTSUPP, 52);
                            a.map(0, 1).done();
                        },
                        "V2-REC-5");
    }

    private static void end(Suite suite) {
        suite.rule("V2-HELLO-6")
                .add(
                        "withTheStreamItsHandlesEnd",
                        s -> {
                            Session c = s.session();
                            c.space().map(0, 1).done();
                            c.space();
                            Session other = s.session();
                            Space kept = other.space();
                            s.alive(3);
                            c.end();
                            s.alive(1);
                            kept.map(0, 1).done();
                        })
                .add(
                        "aFrameThatHasNotWhollyComeIsNotCarriedOut",
                        s -> {
                            Mm mm = s.openMm();
                            Session c = s.session(Features.IMPORT);
                            Space a = c.imported(mm);
                            FrameBytes frame = c.batch(SEQUENTIAL).does(a.map(0, 1)).bytes();
                            c.sends(frame.part(0, frame.size() - 1));
                            c.end();
                            mm.shows();
                        })
                .add(
                        "whatSomebodyElseHoldsLivesOn",
                        s -> {
                            Mm mm = s.writer().open(MmFile.PROC_MM);
                            Session c = s.session(Features.IMPORT);
                            Space a = c.imported(mm);
                            a.map(0, 1).done();
                            c.end();
                            mm.shows(area(0, 1, "rw-p"));
                            mm.unmapBytes(Scenario.page(0), Page.SIZE).done();
                        },
                        "V2-HANDLE-6");
    }
}
