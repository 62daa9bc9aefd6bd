package io.github.procmm.suite;

import static io.github.procmm.model.Errno.E2BIG;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EMSGSIZE;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.ENOSYS;
import static io.github.procmm.suite.Frame.ATOMIC;
import static io.github.procmm.suite.Frame.INDEPENDENT;
import static io.github.procmm.suite.Frame.SEQUENTIAL;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;

/** What a REPLY says: V2-REPLY. */
final class V2ReplyCases {

    private static final int READ = Prot.READ;

    private V2ReplyCases() {}

    static void addTo(Suite suite) {
        results(suite);
        values(suite);
        length(suite);
        fields(suite);
    }

    private static void results(Suite suite) {
        suite.rule("V2-REPLY-1")
                .add(
                        "thereAreAsManyResultsAsRecordsInEveryMode",
                        s -> {
                            Session c = s.session(Features.ATOMIC);
                            Space a = c.space();
                            for (int mode : new int[] {SEQUENTIAL, INDEPENDENT, ATOMIC}) {
                                c.batch(mode).answered();
                                c.batch(mode).does(a.unmap(0, 1)).answered();
                                Frame many = c.batch(mode);
                                for (int i = 0; i < 40; i++) {
                                    many.does(a.unmap(i, 1));
                                }
                                many.answered();
                            }
                        })
                .add(
                        "soAreTheyWhereRecordsAreRefused",
                        s -> {
                            Session c = s.session(Features.ATOMIC);
                            Space a = c.space();
                            Rec bad = a.unmap(0, 0);
                            c.batch(ATOMIC)
                                    .cancels(a.unmap(0, 1))
                                    .refuses(bad, EINVAL, 24)
                                    .answered();
                            c.batch(INDEPENDENT)
                                    .does(a.unmap(0, 1))
                                    .refuses(bad, EINVAL, 24)
                                    .answered();
                            c.batch(SEQUENTIAL).refuses(bad, EINVAL, 24).cancels(bad).answered();
                        })
                .add(
                        "aLegacyFrameHasAReplyLikeAnyOther",
                        s -> {
                            Session c = s.session(Features.LEGACY);
                            Space a = c.space();
                            c.legacy(SEQUENTIAL).answered();
                            LegacyRec unmap = LegacyRec.x86(c, a).unmap(page(0), 4096);
                            c.legacy(INDEPENDENT).does(unmap).does(unmap).answered();
                        });
    }

    private static void values(Suite suite) {
        suite.rule("V2-REPLY-2")
                .add(
                        "aRefusedRecordHasNoValueButTheAddress",
                        s -> {
                            Session c = s.session(Features.ATOMIC);
                            Space a = c.space();
                            a.map(2, 1).done();
                            a.map(0, 4).refusedAt(EEXIST, 16, page(2));
                            a.map(0, 4).anywhereBelow(4, 0, 0).refused(ENOMEM, 24);
                            a.duplicate(0).refused(EINVAL, 16);
                            c.batch(ATOMIC)
                                    .cancels(c.create())
                                    .refusesAt(a.map(0, 4), EEXIST, 16, page(2))
                                    .cancels(a.map(8, 1))
                                    .answered();
                        })
                .add(
                        "operationsThatGiveNothingGiveZero",
                        s -> {
                            Session c = s.session(Features.SEAL);
                            Space a = c.space();
                            Num object = c.object(1);
                            a.map(0, 4).done();
                            a.unmap(0, 1).gives(0);
                            a.protect(1, 1, READ).gives(0);
                            a.discard(1, 1).gives(0);
                            a.seal(1, 1).gives(0);
                            a.seal().gives(0);
                            c.release(object).gives(0);
                            a.destroy().gives(0);
                        });
    }

    private static void length(Suite suite) {
        suite.rule("V2-REPLY-3")
                .add(
                        "aFrameWhoseReplyCouldBeTooLongIsRefused",
                        s -> {
                            Session c = s.silentSession();
                            c.greetTaking(4096);
                            Space a = c.space();
                            Frame most = c.batch(INDEPENDENT);
                            Frame more = c.batch(INDEPENDENT).does(a.map(0, 1));
                            for (int i = 0; i < 169; i++) { // 32 + 169 * 24 is 4088
                                most.refuses(c.release(Num.of(0)), EBADF, 8);
                                more.does(c.release(Num.of(0)));
                            }
                            most.answered();
                            more.refused(EMSGSIZE, 12);
                            a.shows();
                        })
                .add(
                        "whatCouldBeCountsNotWhatWouldBe",
                        s -> {
                            Session c = s.silentSession();
                            c.greetTaking(4096);
                            Space a = c.space();
                            Frame frame = c.batch(SEQUENTIAL);
                            for (int i = 0; i < 43; i++) { // of an empty space each takes 48 bytes
                                frame.does(a.query(0, 1));
                            }
                            frame.refused(EMSGSIZE, 12);
                        },
                        "V2-QUERY-5");
    }

    private static void fields(Suite suite) {
        suite.rule("V2-REPLY-4")
                .add(
                        "theFieldIsWhereTheReasonStands",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num object = c.object(1);
                            a.map(0, 1).done();
                            c.record(0, 16, Num.of(0)).refused(ENOSYS, 0);
                            a.map(2, 1).cutTo(48).refused(EINVAL, 2);
                            String tail = "00".repeat(13) + "0200ff";
                            a.unmap(0, 1).with(tail).refused(E2BIG, 45);
                            a.map(2, 1).of(object, 0).set(40, 8, 1).refused(EINVAL, 40);
                            a.map(2, 1).set(64, 8, Page.SIZE).refused(EINVAL, 64);
                            a.map(2, 1).of(a.handle(), 0).refused(EBADF, 32);
                            c.memory(1, Rights.QUERY, 0).refused(EINVAL, 24);
                        })
                .add(
                        "theFieldOfWhatIsDoneOrCanceledIsZero",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            c.batch(SEQUENTIAL)
                                    .does(a.map(0, 1))
                                    .refuses(a.map(0, 0), EINVAL, 24)
                                    .cancels(a.map(0, 0))
                                    .answered();
                        });
    }
}
