package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EFAULT;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.HandMade.cut;
import static io.github.procmm.suite.HandMade.sizeOf;
import static io.github.procmm.suite.Scenario.page;
import static io.github.procmm.suite.WriteCases.changes;
import static io.github.procmm.suite.WriteCases.withPages;

import io.github.procmm.kernel.Page;
import java.util.List;

/** How much of a record has to be there, and which mistake wins: V1-WRITE-5 to V1-WRITE-7. */
final class WriteLengthCases {

    private WriteLengthCases() {}

    static void addTo(Suite suite) {
        tooShort(suite);
        enough(suite);
        order(suite);
    }

    private static void tooShort(Suite suite) {
        suite.rule("V1-WRITE-5")
                .on(Hosts.DIALECTS)
                .add("anMmapThatEndsTooSoonIsEINVAL", s -> everyCut(s, 0))
                .add("anMprotectThatEndsTooSoonIsEINVAL", s -> everyCut(s, 1))
                .add("aMunmapThatEndsTooSoonIsEINVAL", s -> everyCut(s, 2))
                .add("aCopySegmentsThatEndsTooSoonIsEINVAL", s -> everyCut(s, 3))
                .add(
                        "whatIsMissingIsNotTakenFromTheRecordBefore",
                        s -> {
                            for (Mm mm : s.writer().openEach()) {
                                for (String change : changes(mm)) {
                                    mm.map(0, 3).done();
                                    mm.write(change).done();
                                    mm.map(0, 3).done();
                                    mm.write(cut(change, sizeOf(change) - 1)).refused(EINVAL);
                                    mm.write(cut(change, 4)).refused(EINVAL);
                                }
                            }
                        });
    }

    /** Every length from the opcode up to one byte less than is needed. */
    private static void everyCut(Scenario s, int which) {
        for (Mm mm : withPages(s)) {
            String change = changes(mm).get(which);
            for (int bytes = 4; bytes < sizeOf(change); bytes++) {
                mm.write(cut(change, bytes)).fails(EINVAL);
            }
            mm.shows(area(0, 3, "rw-p"));
        }
    }

    private static void enough(Suite suite) {
        suite.rule("V1-WRITE-6")
                .on(Hosts.DIALECTS)
                .add("anMprotectOfEnoughBytesIsCarriedOut", s -> everyLength(s, 1))
                .add("aMunmapOfEnoughBytesIsCarriedOut", s -> everyLength(s, 2))
                .add("aCopySegmentsOfEnoughBytesIsCarriedOut", s -> everyLength(s, 3))
                .add(
                        "anMmapIsCarriedOutWhole",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                mm.write(changes(mm).get(0)).done();
                                mm.shows(
                                        area(0, 1, "rw-p"), area(1, 2, "r-xp"), area(2, 3, "rw-p"));
                            }
                        });
    }

    /** Every length from the bytes needed up to the whole record. */
    private static void everyLength(Scenario s, int which) {
        for (Mm mm : s.writer().openEach()) {
            String change = changes(mm).get(which);
            String whole = mm.byHand().filledWith("a5").whole(change);
            for (int bytes = sizeOf(change); bytes <= sizeOf(whole); bytes++) {
                mm.map(0, 3).done();
                mm.write(cut(whole, bytes)).done();
                switch (which) {
                    case 1 -> mm.shows(area(0, 1, "rw-p"), area(1, 2, "r--p"), area(2, 3, "rw-p"));
                    case 2 -> mm.shows(area(0, 1, "rw-p"), area(2, 3, "rw-p"));
                    default -> mm.shows(area(0, 3, "rw-p"));
                }
            }
        }
    }

    private static void order(Suite suite) {
        suite.rule("V1-WRITE-7")
                .on(Hosts.DIALECTS)
                .add(
                        "tooLongWinsOverUnreadable",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                int whole = mm.byHand().wholeSize();
                                mm.writeUnreadable("", whole + 1).refused(EINVAL);
                                mm.writeUnreadable(changes(mm).get(2), whole + 1).refused(EINVAL);
                            }
                        },
                        "V1-WRITE-1")
                .add(
                        "unreadableWinsOverNoOpcode",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                for (int bytes = 1; bytes < 4; bytes++) {
                                    mm.writeUnreadable("", bytes).refused(EFAULT);
                                }
                            }
                        },
                        "V1-WRITE-2")
                .add(
                        "unreadableWinsOverAnUnknownOpcode",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                String op = mm.byHand().opcode(58);
                                mm.writeUnreadable(op, mm.byHand().wholeSize()).refused(EFAULT);
                            }
                        },
                        "V1-WRITE-2")
                .add(
                        "unreadableWinsOverTooShort",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                for (String change : changes(mm)) {
                                    int bytes = sizeOf(change) - 1;
                                    mm.writeUnreadable(cut(change, bytes - 1), bytes)
                                            .refused(EFAULT);
                                }
                            }
                        },
                        "V1-WRITE-2")
                .add("theBytesWinOverTheOperation", WriteLengthCases::bytesBeforeTheOperation);
    }

    /** Records whose operation would be refused with another errno. */
    private static void bytesBeforeTheOperation(Scenario s) {
        int unused = s.writer().unusedFd();
        for (Mm mm : withPages(s)) {
            HandMade record = mm.byHand();
            String map = record.mmap(page(1), Page.SIZE, 1, 0x11, unused, 0);
            String copy = record.copySegments(unused);
            for (String refused : List.of(map, copy)) {
                int size = sizeOf(refused);
                mm.write(refused).refused(EBADF);
                mm.write(record.whole(refused) + "00").refused(EINVAL);
                mm.writeUnreadable(cut(refused, size - 1), size).refused(EFAULT);
                mm.write(cut(refused, size - 1)).refused(EINVAL);
            }
        }
    }
}
