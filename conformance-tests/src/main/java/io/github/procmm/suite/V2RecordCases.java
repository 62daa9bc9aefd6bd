package io.github.procmm.suite;

import static io.github.procmm.model.Errno.E2BIG;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.ECANCELED;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOSYS;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.suite.AreaSeen.seen;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.INDEPENDENT;
import static io.github.procmm.suite.Frame.SEQUENTIAL;

import io.github.procmm.kernel.Page;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;
import java.util.Arrays;
import java.util.List;

/** What a record is refused for, whatever the state: V2-REC-2 to V2-REC-7. */
final class V2RecordCases {

    private static final List<V2Op> ALL =
            Arrays.stream(V2Op.values()).filter(op -> op != V2Op.IMPORT).toList();

    private V2RecordCases() {}

    static void addTo(Suite suite) {
        opcodes(suite);
        sizes(suite);
        growth(suite);
        bits(suite);
        handles(suite);
        references(suite);
    }

    /** Returns a space that {@link V2Op#record} is for, of a session with all operations. */
    static Space space(Scenario s) {
        Space a = s.session(Features.CLONE, Features.MOVE, Features.SEAL).space();
        a.map(0, 1).done();
        return a;
    }

    private static void opcodes(Suite suite) {
        suite.rule("V2-REC-2")
                .add(
                        "anOpcodeThatNoTableHasIsENOSYS",
                        s -> {
                            Session c = s.session();
                            for (int opcode : new int[] {0, 15, 16, 0x108, 0x7fff}) {
                                c.record(opcode, 16, Num.of(0)).refused(ENOSYS, 0);
                                c.record(opcode, 72, Num.of(-1)).flags(-1).refused(ENOSYS, 0);
                            }
                        })
                .add(
                        "anUnknownOpcodeIsAMatterOfItsRecordNotOfItsFrame",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            c.batch(INDEPENDENT)
                                    .does(a.map(0, 1))
                                    .refuses(c.record(15, 40, a.handle()), ENOSYS, 0)
                                    .does(a.map(2, 1))
                                    .answered();
                            a.shows(area(0, 1, "rw-p"), area(2, 3, "rw-p"));
                        });
    }

    private static void sizes(Suite suite) {
        suite.rule("V2-REC-3")
                .add(
                        "aRecordShorterThanItWasFirstPublishedIsRefused",
                        s -> {
                            Space a = space(s);
                            for (V2Op op : ALL) {
                                for (int size = 16; size < op.firstSize(); size += 8) {
                                    op.record(a).cutTo(size).refused(EINVAL, 2);
                                }
                            }
                        });
    }

    private static void growth(Suite suite) {
        suite.rule("V2-REC-4")
                .add(
                        "aMapOf56BytesIsOneAtAnExactAddress",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 1).cutTo(56).done();
                            a.map(2, 1).cutTo(64).done();
                            a.map(4, 1).done();
                            a.shows(area(0, 1, "rw-p"), area(2, 3, "rw-p"), area(4, 5, "rw-p"));
                        })
                .add(
                        "aCreateOf24BytesMakesASpaceWithoutLimit",
                        s -> {
                            Session c = s.session();
                            Space a = c.on(c.create().cutTo(24).done());
                            a.map(0, 1000).done();
                        })
                .add(
                        "aShortRecordIsNotReadIntoTheNextOne",
                        s -> {
                            Space a = s.session().space();
                            a.session()
                                    .batch(SEQUENTIAL)
                                    .does(a.map(0, 1).cutTo(56))
                                    .does(a.unmap(4, 1).set(8, 8, a.handle()))
                                    .does(a.map(2, 1).cutTo(56))
                                    .answered();
                            a.shows(area(0, 1, "rw-p"), area(2, 3, "rw-p"));
                        })
                .add(
                        "aLongerRecordIsTakenIfWhatIsNotKnownIsZero",
                        s -> {
                            Session c = s.session(Features.CLONE, Features.MOVE, Features.SEAL);
                            for (V2Op op : ALL) {
                                for (int more : new int[] {8, 400}) {
                                    Space a = c.space();
                                    a.map(0, 1).done();
                                    Rec longer = op.record(a).with("00".repeat(more));
                                    if (op == V2Op.QUERY) {
                                        c.batch(SEQUENTIAL)
                                                .reports(longer, 0, AreaSeen.all(seen(0, 1, "rw")))
                                                .answered();
                                    } else {
                                        longer.done();
                                    }
                                }
                            }
                        })
                .add(
                        "whatIsNotKnownAndNotZeroIsE2BIGWhereItBegins",
                        s -> {
                            Space a = space(s);
                            for (V2Op op : ALL) {
                                int size = op.size();
                                op.record(a).with("01" + "00".repeat(7)).refused(E2BIG, size);
                                String last = "00".repeat(15) + "80";
                                op.record(a).with(last).refused(E2BIG, size + 15);
                                String two = "00".repeat(4) + "10" + "00".repeat(10) + "01";
                                op.record(a).with(two).refused(E2BIG, size + 4);
                            }
                        });
    }

    private static void bits(Suite suite) {
        suite.rule("V2-REC-5")
                .add(
                        "rightsThatNoTableNamesAreRefused",
                        s -> {
                            Session c = s.session(Features.CLONE);
                            Space a = c.space();
                            long[] unknown = {0x40, 0x80, 0x800, 0x8000_0000L, 0xffff_ffffL};
                            for (long bits : unknown) {
                                c.create().set(16, 4, 1 | bits).refused(EOPNOTSUPP, 16);
                                a.copy(1).set(16, 4, 1 | bits).refused(EOPNOTSUPP, 16);
                                a.duplicate(1).set(16, 4, 1 | bits).refused(EOPNOTSUPP, 16);
                                Rec memory = c.memory(1, 0, 0);
                                memory.set(24, 4, 0x100 | bits).refused(EOPNOTSUPP, 24);
                            }
                        })
                .add(
                        "protectionsThatNoTableNamesAreRefused",
                        s -> {
                            Session c = s.session(Features.MAX_PROT);
                            Space a = c.space();
                            a.map(0, 1).done();
                            for (long bits : new long[] {0x8, 0x10, 0x8000_0000L, 0x100_0000L}) {
                                a.map(2, 1).set(48, 4, 1 | bits).refused(EOPNOTSUPP, 48);
                                a.map(2, 1).set(52, 4, 3 | bits).refused(EOPNOTSUPP, 52);
                                a.protect(0, 1, 0).set(32, 4, 1 | bits).refused(EOPNOTSUPP, 32);
                            }
                        });
    }

    private static void handles(Suite suite) {
        suite.rule("V2-REC-7")
                .add(
                        "whatIsNoHandleIsEBADFInEveryOperation",
                        s -> {
                            Space a = space(s);
                            Num gone = a.duplicate(Rights.OF_SPACE).done();
                            a.session().release(gone).done();
                            List<Num> none =
                                    List.of(
                                            Num.of(0),
                                            Num.of(1),
                                            Num.of(0x7fff_ffff_ffff_ffffL),
                                            gone,
                                            a.handle().plus(1L << 32),
                                            a.handle().plus(1));
                            for (V2Op op : ALL) {
                                if (op.hasHandle()) {
                                    none.forEach(bad -> op.record(a).handle(bad).refused(EBADF, 8));
                                }
                            }
                        },
                        "V2-HANDLE-2")
                .add(
                        "anObjectIsNoSpace",
                        s -> {
                            Space a = space(s);
                            Num object = a.session().object(1);
                            for (V2Op op : ALL) {
                                if (op.hasHandle() && op != V2Op.RELEASE && op != V2Op.DUPLICATE) {
                                    op.record(a).handle(object).refused(EBADF, 8);
                                }
                            }
                        })
                .add(
                        "aSpaceIsNoObject",
                        s -> {
                            Space a = space(s);
                            a.map(2, 1).of(a.handle(), 0).refused(EBADF, 32);
                            a.map(2, 1).of(Num.of(7), 0).refused(EBADF, 32);
                            Num object = a.session().object(1);
                            a.session().release(object).done();
                            a.map(2, 1).of(object, 0).refused(EBADF, 32);
                        });
    }

    private static void references(Suite suite) {
        suite.rule("V2-REC-7")
                .add(
                        "aReferenceToWhatWasNotCarriedOutIsECANCELED",
                        s -> {
                            Session c = s.session();
                            Space later = c.on(Num.reference(1));
                            c.batch(INDEPENDENT)
                                    .refuses(later.unmap(0, 1), ECANCELED, 8)
                                    .does(c.create())
                                    .refuses(c.on(Num.reference(2)).unmap(0, 1), ECANCELED, 8)
                                    .refuses(c.on(Num.reference(99)).unmap(0, 1), ECANCELED, 8)
                                    .does(later.unmap(0, 1))
                                    .answered();
                        })
                .add(
                        "aReferenceWithMoreBitsThanANumberHasIsECANCELED",
                        s -> {
                            Session c = s.session();
                            for (int bit : new int[] {31, 32, 62}) {
                                Space none = c.on(Num.of(1L << 63 | 1L << bit));
                                c.batch(INDEPENDENT)
                                        .does(c.create())
                                        .refuses(none.map(0, 1), ECANCELED, 8)
                                        .answered();
                            }
                        },
                        "V2-HANDLE-8")
                .add(
                        "aReferenceToWhatFailedIsECANCELED",
                        s -> {
                            Session c = s.session();
                            Space bad = c.on(Num.reference(0));
                            Rec noRights = c.create().set(16, 4, 0);
                            c.batch(INDEPENDENT)
                                    .refuses(noRights, EINVAL, 16)
                                    .refuses(bad.map(0, 1), ECANCELED, 8)
                                    .refuses(c.release(Num.reference(0)), ECANCELED, 8)
                                    .answered();
                        })
                .add(
                        "aReferenceToWhatGivesNoHandleIsECANCELED",
                        s -> {
                            Space a = s.session().space();
                            Session c = a.session();
                            c.batch(INDEPENDENT)
                                    .does(a.map(0, 1))
                                    .does(a.unmap(4, 1))
                                    .refuses(c.on(Num.reference(0)).unmap(0, 1), ECANCELED, 8)
                                    .refuses(c.on(Num.reference(1)).unmap(0, 1), ECANCELED, 8)
                                    .refuses(a.map(2, 1).of(Num.reference(0), 0), ECANCELED, 32)
                                    .answered();
                            a.shows(area(0, 1, "rw-p"));
                        })
                .add(
                        "aReferenceToAFrameBeforeIsNone",
                        s -> {
                            Session c = s.session();
                            Frame.Sent sent =
                                    c.batch(SEQUENTIAL)
                                            .does(c.create())
                                            .does(c.create())
                                            .answered();
                            c.batch(SEQUENTIAL)
                                    .refuses(c.on(Num.reference(0)).map(0, 1), ECANCELED, 8)
                                    .answered();
                            c.batch(SEQUENTIAL)
                                    .does(sent.space(1).map(0, 1))
                                    .refuses(c.on(Num.reference(0)).map(0, 1), ECANCELED, 8)
                                    .answered();
                            c.batch(SEQUENTIAL)
                                    .does(c.memory(Page.SIZE, Rights.OF_OBJECT, 0))
                                    .refuses(c.on(Num.reference(0)).map(0, 1), EBADF, 8)
                                    .answered();
                        },
                        "V2-HANDLE-8");
    }
}
