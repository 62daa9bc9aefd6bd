package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EFAULT;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.HandMade.cut;
import static io.github.procmm.suite.HandMade.sizeOf;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.kernel.Page;
import io.github.procmm.wire.Dialect;
import java.util.List;

/** What write checks before the operation: V1-WRITE-1 to V1-WRITE-7. */
final class WriteCases {

    private WriteCases() {}

    static void addTo(Suite suite) {
        tooLong(suite);
        unreadable(suite);
        noOpcode(suite);
        unknownOpcodes(suite);
        tooShort(suite);
        enough(suite);
        order(suite);
    }

    /** Three pages that every one of {@link #changes} would change. */
    private static List<Mm> withPages(Scenario s) {
        List<Mm> each = s.writer().openEach();
        each.forEach(mm -> mm.map(0, 3).done());
        return each;
    }

    /** One record of each operation, the bytes needed. */
    private static List<String> changes(Mm mm) {
        HandMade record = mm.byHand();
        return List.of(
                record.mmap(page(1), Page.SIZE, 5, 0x32, -1, 0),
                record.mprotect(page(1), Page.SIZE, 1),
                record.munmap(page(1), Page.SIZE),
                record.copySegments(mm.fd()));
    }

    private static void tooLong(Suite suite) {
        suite.rule("V1-WRITE-1")
                .on(Hosts.DIALECTS)
                .add(
                        "aByteMoreThanAWholeRecordIsEINVAL",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                for (String change : changes(mm)) {
                                    mm.write(mm.byHand().whole(change) + "00").refused(EINVAL);
                                }
                            }
                        })
                .add(
                        "twoRecordsInOneWriteAreEINVALAndNeitherIsCarriedOut",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                for (String change : changes(mm)) {
                                    String whole = mm.byHand().whole(change);
                                    mm.write(whole + whole).refused(EINVAL);
                                }
                            }
                        })
                .add(
                        "aPageOfRecordsIsEINVAL",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                String unmap = mm.byHand().munmap(page(0), Page.SIZE);
                                mm.write(unmap + "00".repeat(Page.SIZE - sizeOf(unmap)))
                                        .refused(EINVAL);
                            }
                        })
                .on(Hosts.DIALECTS.and(Hosts.of(Dialect.X86_64, Dialect.S390X)))
                .add(
                        "aLengthOfMoreThan32BitsIsEINVAL",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                String unmap = mm.byHand().munmap(page(0), Page.SIZE);
                                mm.writeUnreadable(unmap, (1L << 32) + sizeOf(unmap))
                                        .refused(EINVAL);
                            }
                        });
    }

    private static void unreadable(Suite suite) {
        suite.rule("V1-WRITE-2")
                .on(Hosts.DIALECTS)
                .add(
                        "aRecordThatCannotBeReadIsEFAULT",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                mm.writeUnreadable("", mm.byHand().wholeSize()).refused(EFAULT);
                            }
                        })
                .add(
                        "aLastByteThatCannotBeReadIsEFAULT",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                for (String change : changes(mm)) {
                                    int size = sizeOf(change);
                                    mm.writeUnreadable(cut(change, size - 1), size).refused(EFAULT);
                                }
                            }
                        })
                .add(
                        "aByteBehindThoseNeededThatCannotBeReadIsEFAULT",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                int whole = mm.byHand().wholeSize();
                                for (String change : changes(mm).subList(1, 4)) {
                                    mm.writeUnreadable(change, whole).refused(EFAULT);
                                    mm.writeUnreadable(change, sizeOf(change) + 1).refused(EFAULT);
                                }
                            }
                        });
    }

    private static void noOpcode(Suite suite) {
        suite.rule("V1-WRITE-3")
                .on(Hosts.DIALECTS)
                .add(
                        "aWriteOfNothingIsEINVAL",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                mm.write("").refused(EINVAL);
                            }
                        })
                .add(
                        "aPartOfAnOpcodeIsEINVAL",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                for (String change : changes(mm)) {
                                    mm.write(change).done();
                                    for (int bytes = 0; bytes < 4; bytes++) {
                                        mm.write(cut(change, bytes)).refused(EINVAL);
                                    }
                                }
                            }
                        });
    }

    private static void unknownOpcodes(Suite suite) {
        suite.rule("V1-WRITE-4")
                .on(Hosts.DIALECTS)
                .add("theNumbersBesideTheOpcodesAreEINVAL", s -> unknown(s, 53, 58, 52, 59))
                .add("zeroMinusOneAndTheEndsOfAnIntAreEINVAL", WriteCases::ends)
                .add(
                        "anOpcodeInTheLowByteAloneIsEINVAL",
                        s -> unknown(s, 0x136, 0x8037, 0x1_0038, 0x100_0039, 0x8000_0037L))
                .add(
                        "anOpcodeInAnotherByteIsEINVAL",
                        s -> unknown(s, 0x3700, 0x37_0000, 0x3700_0000, 0x3737_3737))
                .add(
                        "aRecordOfTheOtherByteOrderIsEINVAL",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                Dialect other = otherByteOrder(mm.dialect());
                                mm.write(Golden.mmap(other)).refused(EINVAL);
                                mm.write(Golden.munmap(other)).refused(EINVAL);
                                mm.write(Golden.mprotect(other)).refused(EINVAL);
                                mm.write(Golden.copySegments(other)).refused(EINVAL);
                            }
                        })
                .add(
                        "anUnknownOpcodeAloneIsEINVAL",
                        s -> {
                            for (Mm mm : withPages(s)) {
                                mm.write(cut(mm.byHand().opcode(58), 4)).refused(EINVAL);
                            }
                        });
    }

    private static void ends(Scenario s) {
        unknown(s, 0, 1, 0xffff_ffffL, 0x7fff_ffff, 0x8000_0000L);
    }

    /** The rest of the record would unmap a page. */
    private static void unknown(Scenario s, long... numbers) {
        for (Mm mm : withPages(s)) {
            HandMade record = mm.byHand();
            String unmap = record.munmap(page(1), Page.SIZE);
            String fields = unmap.substring(record.opcode(55).length());
            for (long number : numbers) {
                mm.write(record.opcode(number) + fields).refused(EINVAL);
                mm.write(record.whole(record.opcode(number) + fields)).refused(EINVAL);
            }
        }
    }

    private static Dialect otherByteOrder(Dialect dialect) {
        return switch (dialect) {
            case I386, ARM -> Dialect.POWERPC;
            case POWERPC -> Dialect.I386;
            case X86_64 -> Dialect.S390X;
            case S390X -> Dialect.X86_64;
        };
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
                .add("theBytesWinOverTheOperation", WriteCases::bytesBeforeTheOperation);
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
