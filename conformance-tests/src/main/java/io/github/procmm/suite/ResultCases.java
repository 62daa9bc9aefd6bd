package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Generation.SKAS3_2_4;
import static io.github.procmm.model.Generation.SKAS3_2_6_1;
import static io.github.procmm.model.Generation.SKAS3_2_6_2005;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.HandMade.cut;
import static io.github.procmm.suite.HandMade.sizeOf;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.kernel.Page;
import java.util.function.Predicate;

/** What write and writev return: V1-WRITE-8 to V1-WRITE-11. */
final class ResultCases {

    /** Those on which MM_MMAP of no length answers its address (V1-MAP-36). */
    private static final Predicate<HostKind> RAW =
            Hosts.ORIGINAL.and(Hosts.of(SKAS3_2_4, SKAS3_2_6_1, SKAS3_2_6_2005));

    private static final long UNALIGNED = 0x1234_5001L;

    private ResultCases() {}

    static void addTo(Suite suite) {
        counts(suite);
        raw(suite);
        batches(suite);
        stops(suite);
        sums(suite);
        rawBatches(suite);
    }

    private static void counts(Suite suite) {
        suite.rule("V1-WRITE-8")
                .on(Hosts.ALL)
                .add(
                        "aWriteReturnsItsOwnLength",
                        s -> {
                            for (Mm mm : s.writer().openEach()) {
                                HandMade record = mm.byHand();
                                String map = record.mmap(page(0), 4096, 3, 0x32, -1, 0);
                                mm.write(map).returns(record.wholeSize());
                                String protect = record.mprotect(page(0), 4096, 1);
                                mm.write(protect).returns(sizeOf(protect));
                                mm.write(protect + "00").returns(sizeOf(protect) + 1);
                                String unmap = record.munmap(page(0), 4096);
                                mm.write(unmap).returns(sizeOf(unmap));
                                mm.write(record.whole(unmap)).returns(record.wholeSize());
                                String copy = record.copySegments(mm.fd());
                                mm.write(copy).returns(sizeOf(copy));
                                mm.write(copy + "0000").returns(sizeOf(copy) + 2);
                            }
                        })
                .add(
                        "aRefusalReturnsTheNegativeErrno",
                        s -> {
                            int unused = s.writer().unusedFd();
                            for (Mm mm : s.writer().openEach()) {
                                HandMade record = mm.byHand();
                                mm.write(record.mmap(page(0), 1, 1, 0x11, unused, 0)).returns(-9);
                                mm.write(record.mmap(page(0) + 1, 1, 1, 0x32, -1, 0)).returns(-22);
                                mm.write(record.mprotect(page(0), 1, 1)).returns(-12);
                                mm.write(record.munmap(page(0) + 1, 1)).returns(-22);
                                mm.write(record.copySegments(unused)).returns(-9);
                                mm.shows();
                            }
                        })
                .on(Hosts.DIALECTS)
                .add(
                        "theAddressOfAMappingIsNotTheResult",
                        s -> {
                            Mm mm = s.openMm();
                            int whole = mm.byHand().wholeSize();
                            mm.map(0, 1).returns(whole);
                            mm.map(0, 1).at(0x1_0000).returns(whole);
                            mm.map(0, 1).at(0xb000_0000L).returns(whole);
                        });
    }

    private static void raw(Suite suite) {
        suite.rule("V1-WRITE-9")
                .on(RAW)
                .add("anUnalignedAnswerIsTheResult", s -> answers(s, 0x1234_5001L, 1, 0xfff, 28))
                .add(
                        "anAnswerInTheUpperHalfOfAWordIsNegative",
                        s -> answers(s, 0xffff_ffff_8000_0001L, 0xffff_ffff_c000_0010L))
                .add(
                        "anAnswerMayLookLikeAnErrno",
                        s -> answers(s, -1, -9, EINVAL.asResult(), -4095))
                .add(
                        "anAlignedAnswerIsSuccess",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            for (long addr : new long[] {0, page(0), 0x8000_0000L}) {
                                mm.map(0, 0).at(addr).done();
                            }
                            mm.map(0, 0).at(s.maxWord() - 0xfff).done();
                            mm.shows(area(0, 1, "rw-p"));
                        },
                        "V1-MAP-36");
    }

    /** MM_MMAP of no length at these addresses, sign-extended, which map nothing. */
    private static void answers(Scenario s, long... results) {
        Mm mm = s.openMm();
        mm.map(0, 1).done();
        for (long result : results) {
            mm.map(0, 0).at(result & s.maxWord()).returns(result);
        }
        mm.shows(area(0, 1, "rw-p"));
    }

    private static void batches(Suite suite) {
        suite.rule("V1-WRITE-10")
                .on(Hosts.DIALECTS)
                .add(
                        "eachSegmentIsARecordInItsTurn",
                        s -> {
                            for (Mm mm : s.writer().openEach()) {
                                HandMade record = mm.byHand();
                                mm.writev(
                                                record.mmap(page(0), 0x3000, 3, 0x32, -1, 0),
                                                record.munmap(page(1), 0x1000),
                                                record.whole(record.mprotect(page(2), 0x1000, 1)),
                                                record.copySegments(mm.fd()),
                                                record.mmap(page(1), 0x1000, 5, 0x32, -1, 0))
                                        .done();
                                mm.shows(
                                        area(0, 1, "rw-p"), area(1, 2, "r-xp"), area(2, 3, "r--p"));
                            }
                        })
                .add(
                        "aRecordIsNotPutTogetherFromSegments",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            String unmap = mm.byHand().munmap(page(0), 0x1000);
                            mm.writev(cut(unmap, 4), unmap.substring(8)).refused(EINVAL);
                            mm.writev(cut(unmap, 8), unmap.substring(16)).refused(EINVAL);
                        })
                .add(
                        "aSegmentOfTwoRecordsIsRefused",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            HandMade record = mm.byHand();
                            String unmap = record.whole(record.munmap(page(0), 0x1000));
                            mm.writev(unmap + unmap, unmap).refused(EINVAL);
                        });
    }

    private static void stops(Suite suite) {
        suite.rule("V1-WRITE-10")
                .on(Hosts.DIALECTS)
                .add(
                        "whatIsBehindARefusedSegmentIsNotDone",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 4).done();
                            HandMade record = mm.byHand();
                            String first = record.munmap(page(0), 0x1000);
                            String refused = record.munmap(page(1) + 1, 0x1000);
                            String last = record.munmap(page(2), 0x1000);
                            mm.writev(first, refused, last).returns(sizeOf(first));
                            mm.shows(area(1, 4, "rw-p"));
                            mm.writev(refused, last).refused(EINVAL);
                        })
                .add(
                        "whatIsNoRecordStopsItAsWell",
                        s -> {
                            Mm mm = s.openMm();
                            HandMade record = mm.byHand();
                            String good = record.munmap(page(0), 0x1000);
                            mm.map(2, 1).done();
                            String last = record.munmap(page(2), 0x1000);
                            mm.writev(good, cut(good, 7), last).returns(sizeOf(good));
                            mm.writev(good, record.whole(good) + "00", last).returns(sizeOf(good));
                            mm.writev(good, record.opcode(58), last).returns(sizeOf(good));
                            mm.shows(area(2, 3, "rw-p"));
                            mm.writev(good, last).done();
                            mm.shows();
                        })
                .add(
                        "anEmptySegmentIsAWriteOfNothing",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            String first = mm.byHand().munmap(page(0), 0x1000);
                            String last = mm.byHand().munmap(page(1), 0x1000);
                            mm.writev("", first).refused(EINVAL);
                            mm.writev(first, "", last).returns(sizeOf(first));
                            mm.shows(area(1, 2, "rw-p"));
                        },
                        "V1-WRITE-3");
    }

    private static void sums(Suite suite) {
        suite.rule("V1-WRITE-11")
                .on(Hosts.DIALECTS)
                .add(
                        "theErrnoOfTheFirstSegmentIsReturned",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            HandMade record = mm.byHand();
                            String good = record.munmap(page(0), 0x1000);
                            mm.writev(record.copySegments(s.writer().unusedFd()), good)
                                    .refused(EBADF);
                            mm.writev(record.mprotect(page(4), 0x1000, 1), good).refused(ENOMEM);
                            mm.writev(cut(good, 4), good).refused(EINVAL);
                            mm.writev(record.copySegments(s.writer().unusedFd())).refused(EBADF);
                        })
                .add(
                        "theErrnoOfALaterSegmentIsLost",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            HandMade record = mm.byHand();
                            String first = record.mprotect(page(0), 0x1000, 1);
                            String second = record.munmap(page(1), 0x1000);
                            String refused = record.copySegments(s.writer().unusedFd());
                            int both = sizeOf(first) + sizeOf(second);
                            mm.writev(first, second, refused).returns(both);
                            mm.shows(area(0, 1, "r--p"), area(2, 3, "rw-p"));
                            mm.writev(first, refused, second).returns(sizeOf(first));
                        })
                .add(
                        "segmentsOfDifferentLengthsAreSummed",
                        s -> {
                            for (Mm mm : s.writer().openEach()) {
                                HandMade record = mm.byHand();
                                boolean wide = record.wholeSize() == 56;
                                mm.writev(
                                                record.mmap(page(0), 0x1000, 3, 0x32, -1, 0),
                                                record.mprotect(page(0), 0x1000, 1),
                                                record.munmap(page(0), 0x1000) + "0000",
                                                record.copySegments(mm.fd()))
                                        .returns(wide ? 56 + 28 + 26 + 12 : 28 + 16 + 14 + 8);
                            }
                        });
    }

    private static void rawBatches(Suite suite) {
        suite.rule("V1-WRITE-11")
                .on(RAW)
                .add(
                        "aRawResultIsAddedAndStopsTheBatch",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            String raw = mm.map(0, 0).at(UNALIGNED).record();
                            String unmap = mm.byHand().munmap(page(0), Page.SIZE);
                            String other = mm.byHand().munmap(page(4), Page.SIZE);
                            mm.writev(raw, unmap).returns(UNALIGNED);
                            mm.writev(other, raw, unmap).returns(sizeOf(other) + UNALIGNED);
                            mm.shows(area(0, 1, "rw-p"));
                        },
                        "V1-WRITE-10")
                .add(
                        "aNegativeRawResultIsLostUnlessItIsTheFirst",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            long answer = 0xffff_ffff_8765_4321L;
                            String raw = mm.map(0, 0).at(answer & s.maxWord()).record();
                            String unmap = mm.byHand().munmap(page(0), Page.SIZE);
                            String other = mm.byHand().munmap(page(4), Page.SIZE);
                            mm.writev(raw, unmap).returns(answer);
                            mm.writev(other, raw, unmap).returns(sizeOf(other));
                            mm.shows(area(0, 1, "rw-p"));
                        },
                        "V1-WRITE-10")
                .add(
                        "aRawResultOfTheSegmentsLengthDoesNotStopTheBatch",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            int whole = mm.byHand().wholeSize();
                            String raw = mm.map(0, 0).at(whole).record();
                            String unmap = mm.byHand().munmap(page(0), Page.SIZE);
                            mm.writev(raw, unmap).returns(whole + sizeOf(unmap));
                            mm.shows();
                        },
                        "V1-WRITE-10");
    }
}
