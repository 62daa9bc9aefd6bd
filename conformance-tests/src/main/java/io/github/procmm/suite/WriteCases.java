package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EFAULT;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.suite.HandMade.cut;
import static io.github.procmm.suite.HandMade.sizeOf;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.kernel.Page;
import io.github.procmm.wire.Dialect;
import java.util.List;

/** Sizes, bytes and opcodes that write refuses: V1-WRITE-1 to V1-WRITE-4. */
final class WriteCases {

    private WriteCases() {}

    static void addTo(Suite suite) {
        tooLong(suite);
        unreadable(suite);
        noOpcode(suite);
        unknownOpcodes(suite);
    }

    /** Three pages that every one of {@link #changes} would change. */
    static List<Mm> withPages(Scenario s) {
        List<Mm> each = s.writer().openEach();
        each.forEach(mm -> mm.map(0, 3).done());
        return each;
    }

    /** One record of each operation, the bytes needed. */
    static List<String> changes(Mm mm) {
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
}
