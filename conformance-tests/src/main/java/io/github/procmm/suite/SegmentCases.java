package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EFAULT;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.ENOSYS;
import static io.github.procmm.suite.PtraceLdtCases.HOSTS;
import static io.github.procmm.suite.Segments.DESC_BYTES;
import static io.github.procmm.suite.Segments.UNIT;
import static io.github.procmm.suite.Segments.WRITE;
import static io.github.procmm.suite.Segments.WRITE_OLD;
import static io.github.procmm.suite.Segments.data;
import static io.github.procmm.suite.Segments.userDesc;
import static io.github.procmm.suite.Segments.zeros;

import io.github.procmm.wire.Dialect;

/** PTRACE_LDT that sets an entry: V1-TASK-8 and table 9.3. */
final class SegmentCases {

    private static final int CONTENTS_3 = 3 << 1;
    private static final int NOT_PRESENT = 1 << 5;

    private SegmentCases() {}

    static void addTo(Suite suite) {
        descriptors(suite);
        cleared(suite);
        tables(suite);
        refusals(suite);
        order(suite);
    }

    private static Segments segments(Scenario s) {
        return new Segments(s.newTask(s.openMm()));
    }

    private static void descriptors(Suite suite) {
        suite.rule("V1-TASK-8")
                .on(HOSTS)
                .add(
                        "theEntryOfTheExample",
                        s -> {
                            Task task = s.newTask(s.openMm());
                            String request =
                                    s.dialect() == Dialect.I386
                                            ? "110000000000000010000000"
                                            : "110000000000000000000000000000001000000000000000";
                            String desc = "0300000078563412debc0a0051000000";
                            task.ldt(request, desc, 0, 0, "");
                            new Segments(task).show(zeros(3), "debc785634f3da12", zeros(1));
                        })
                .on(HOSTS.and(Hosts.DIALECTS))
                .add("eachBitHasItsPlaceInTheDescriptor", SegmentCases::bits)
                .add(
                        "theOldFunctionHasNoAVL",
                        s -> {
                            Segments ldt = segments(s);
                            ldt.write(WRITE_OLD, userDesc(3, 0x12345678, 0xabcde, 0x51), 0);
                            ldt.show(zeros(3), "debc785634f3ca12");
                        })
                .add(
                        "limitsAreOf20Bits",
                        s -> {
                            Segments ldt = segments(s);
                            ldt.write(WRITE, userDesc(0, 0, 0xfffabcde, 0), 0);
                            ldt.show("debc000000f30a00");
                        });
    }

    private static void bits(Scenario s) {
        Segments ldt = segments(s);
        becomes(ldt, 0, "0000000000f30000"); // data, writable, present
        becomes(ldt, 0x01, "0000000000f34000"); // seg_32bit
        becomes(ldt, 0x02, "0000000000f70000"); // contents 1: grows down
        becomes(ldt, 0x04, "0000000000fb0000"); // contents 2: code
        becomes(ldt, 0x08, "0000000000f10000"); // read_exec_only
        becomes(ldt, 0x10, "0000000000f38000"); // limit_in_pages
        becomes(ldt, 0x20, "0000000000730000"); // seg_not_present
        becomes(ldt, 0x40, "0000000000f31000"); // useable
        becomes(ldt, CONTENTS_3 | NOT_PRESENT, "00000000007f0000");
    }

    private static void becomes(Segments ldt, int bits, String descriptor) {
        ldt.write(WRITE, userDesc(0, 0, 0, bits), 0);
        ldt.show(descriptor);
    }

    private static void cleared(Suite suite) {
        suite.rule("V1-TASK-8")
                .on(HOSTS.and(Hosts.DIALECTS))
                .add(
                        "baseAndLimit0ClearByTheOldFunction",
                        s -> {
                            Segments ldt = segments(s);
                            for (int bits : new int[] {0, 0x28, 0x51}) {
                                ldt.set(0, 0x11);
                                ldt.write(WRITE_OLD, userDesc(0, 0, 0, bits), 0);
                                ldt.show(zeros(1));
                            }
                            ldt.write(WRITE_OLD, userDesc(0, 1, 0, 0), 0);
                            ldt.show("0000010000f30000");
                            ldt.write(WRITE_OLD, userDesc(0, 0, 1, 0), 0);
                            ldt.show("0100000000f30000");
                        })
                .add(
                        "bits0x28ClearByTheNewFunction",
                        s -> {
                            Segments ldt = segments(s);
                            ldt.set(0, 0x11);
                            ldt.write(WRITE, userDesc(0, 0, 0, 0x28), 0);
                            ldt.show(zeros(1));
                            becomes(ldt, 0x68, "0000000000711000");
                            ldt.write(WRITE, userDesc(0, 1, 0, 0x28), 0);
                            ldt.show("0000010000710000");
                            ldt.write(WRITE, userDesc(0, 0, 1, 0x28), 0);
                            ldt.show("0100000000710000");
                        });
    }

    private static void tables(Suite suite) {
        suite.rule("V1-TASK-8")
                .on(HOSTS.and(Hosts.DIALECTS))
                .add(
                        "otherEntriesStay",
                        s -> {
                            Segments ldt = segments(s);
                            ldt.set(0, 0x11);
                            ldt.set(2, 0x22);
                            ldt.set(UNIT, 0x33);
                            ldt.set(2, 0x44);
                            ldt.show(data(0x11), zeros(1), data(0x44), zeros(UNIT - 3), data(0x33));
                        })
                .add(
                        "entriesEndAt8192",
                        s -> {
                            Segments ldt = segments(s);
                            ldt.refuses(WRITE, userDesc(8192, 1, 1, 0), EINVAL);
                            ldt.refuses(WRITE_OLD, userDesc(8192, 1, 1, 0), EINVAL);
                            ldt.refuses(WRITE, userDesc(-1, 1, 1, 0), EINVAL);
                            ldt.areNone();
                            ldt.set(8191, 0x11);
                            ldt.show(zeros(1));
                        })
                .add(
                        "aClearedEntryMakesAnLdtToo",
                        s -> {
                            Segments ldt = segments(s);
                            ldt.areNone();
                            ldt.write(WRITE, userDesc(0, 0, 0, 0x28), 0);
                            ldt.show(zeros(2));
                        });
    }

    private static void refusals(Suite suite) {
        suite.rule("V1-TASK-8")
                .on(HOSTS.and(Hosts.DIALECTS))
                .add(
                        "anotherFunctionIsENOSYS",
                        s -> {
                            Segments ldt = segments(s);
                            for (int func : new int[] {3, 0x10, 0x12, -1}) {
                                ldt.refuses(func, userDesc(0, 1, 1, 0), ENOSYS);
                                ldt.write(func, "", 15, ENOSYS.asResult());
                            }
                            ldt.areNone();
                        })
                .add(
                        "contents3NeedTheNewFunctionAndAnAbsentSegment",
                        s -> {
                            Segments ldt = segments(s);
                            String absent = userDesc(0, 1, 1, CONTENTS_3 | NOT_PRESENT);
                            ldt.refuses(WRITE_OLD, userDesc(0, 1, 1, CONTENTS_3), EINVAL);
                            ldt.refuses(WRITE_OLD, absent, EINVAL);
                            ldt.refuses(WRITE, userDesc(0, 1, 1, CONTENTS_3), EINVAL);
                            ldt.areNone();
                            ldt.write(WRITE, absent, 0);
                        })
                .add(
                        "withoutMemoryForALargerLdtItIsENOMEM",
                        s -> {
                            s.limitLdtEntries(UNIT);
                            Segments ldt = segments(s);
                            ldt.set(0, 0x11);
                            ldt.refuses(WRITE, userDesc(UNIT, 1, 1, 0), ENOMEM);
                            ldt.refuses(WRITE, userDesc(UNIT, 0, 0, 0x28), ENOMEM);
                            ldt.set(UNIT - 1, 0x22);
                            ldt.show(data(0x11), zeros(UNIT - 2), data(0x22), zeros(1));
                        });
    }

    /** Table 9.3 from its end: each request is wrong in one way more than the one before. */
    private static void order(Suite suite) {
        suite.rule("V1-TASK-8")
                .on(HOSTS.and(Hosts.DIALECTS))
                .add(
                        "theFirstCheckThatAppliesDecides",
                        s -> {
                            s.limitLdtEntries(0);
                            Segments ldt = segments(s);
                            for (int func : new int[] {WRITE_OLD, WRITE}) {
                                String desc = userDesc(8192, 1, 1, CONTENTS_3);
                                ldt.refuses(func, userDesc(0, 1, 1, 0), ENOMEM);
                                ldt.refuses(func, userDesc(0, 1, 1, CONTENTS_3), EINVAL);
                                ldt.refuses(func, desc, EINVAL);
                                ldt.refuses(func, desc.substring(0, 2 * DESC_BYTES - 2), EFAULT);
                                ldt.refuses(func, "", EFAULT);
                                ldt.write(func, "", DESC_BYTES - 1, EINVAL.asResult());
                                ldt.write(func, desc, DESC_BYTES + 1, EINVAL.asResult());
                                ldt.write(func, desc, 0, EINVAL.asResult());
                            }
                        });
    }
}
