package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.MapFlags.FIXED_NOREPLACE;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Areas.areaAt;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.wire.Dialect;

/** What today's manager says of length and address: V1-MAP-20 to V1-MAP-22. */
final class MapRangeCases {

    /** The first address that a 32-bit program on an x86_64 host cannot map. */
    private static final long COMPAT_TASK_SIZE = 0xffff_e000L;

    private MapRangeCases() {}

    static void addTo(Suite suite) {
        lengths(suite);
        addresses(suite);
        writersOfOtherWords(suite);
        unaligned(suite);
        noreplace(suite);
        noreplaceComesFirst(suite);
    }

    private static void lengths(Suite suite) {
        suite.rule("V1-MAP-20")
                .on(Hosts.DIALECTS)
                .add(
                        "aLengthThatRoundsUpTo0IsENOMEM",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(0, 0).length(s.maxWord()).refused(ENOMEM);
                            mm.map(0, 0).length(s.maxWord() - Page.SIZE + 2).refused(ENOMEM);
                        })
                .add(
                        "aLengthOfMoreThanTaskSizeIsENOMEM",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(0, 0).at(0).length(s.taskSize() + 1).refused(ENOMEM);
                            mm.map(0, 0).length(-Page.SIZE & s.maxWord()).refused(ENOMEM);
                            if (s.is64Bit()) {
                                mm.map(0, 0).length(Long.MIN_VALUE).refused(ENOMEM);
                                mm.map(0, 0).length(Long.MAX_VALUE).refused(ENOMEM);
                            }
                        })
                .add(
                        "theWholeAddressSpaceCanBeMapped",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 0).at(0).length(s.taskSize()).done();
                            mm.shows(areaAt(0, s.taskSize() / Page.SIZE, "rw-p"));
                        });
    }

    private static void addresses(Suite suite) {
        suite.rule("V1-MAP-20")
                .on(Hosts.DIALECTS)
                .add(
                        "address0CanBeMapped",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).at(0).done();
                            mm.shows(areaAt(0, 1, "rw-p"));
                        })
                .add(
                        "theLastPageBelowTaskSizeCanBeMapped",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).at(s.taskSize() - Page.SIZE).done();
                            mm.shows(areaAt(s.taskSize() - Page.SIZE, 1, "rw-p"));
                        })
                .add(
                        "aRangeThatEndsAboveTaskSizeIsENOMEM",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(0, 2).at(s.taskSize() - Page.SIZE).refused(ENOMEM);
                            long len = s.taskSize() - page(0) + 1;
                            mm.map(0, 0).length(len).refused(ENOMEM);
                        })
                .add(
                        "anAddressOfTaskSizeOrMoreIsENOMEM",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).at(s.taskSize()).refused(ENOMEM);
                            long half = s.maxWord() ^ s.maxWord() >>> 1;
                            mm.map(0, 1).at(half | s.taskSize()).refused(ENOMEM);
                            mm.map(0, 1).at(-Page.SIZE & s.maxWord()).refused(ENOMEM);
                            mm.map(0, 2).at(-Page.SIZE & s.maxWord()).refused(ENOMEM);
                        })
                .add(
                        "anUnalignedAddressThatIsTooHighIsENOMEM",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).at(s.taskSize() - 1).refused(ENOMEM);
                            mm.map(0, 1).at(s.taskSize() - Page.SIZE + 1).refused(ENOMEM);
                            mm.map(0, 1).at(s.maxWord() - Page.SIZE).refused(ENOMEM);
                        })
                .add(
                        "anAddressThatReadsAsAnErrnoIsENOMEMToo",
                        s -> s.openMm().map(0, 1).at(s.maxWord()).refused(ENOMEM));
    }

    private static void writersOfOtherWords(Suite suite) {
        suite.rule("V1-MAP-20")
                .on(Hosts.TODAY.and(Hosts.of(Dialect.X86_64)))
                .add(
                        "taskSizeIsThatOfTheWriterWhateverItsRecords",
                        s -> {
                            Mm mm = s.writer().open(MmFile.PROC_MM);
                            mm.map(0, 1).at(COMPAT_TASK_SIZE + Page.SIZE).done();
                            mm.shows(areaAt(COMPAT_TASK_SIZE + Page.SIZE, 1, "rw-p"));
                            Mm narrow = s.newWriter(Dialect.I386).open(MmFile.PROC_MM);
                            narrow.map(0, 1).at(COMPAT_TASK_SIZE).refused(ENOMEM);
                            narrow.map(0, 1).at(COMPAT_TASK_SIZE - Page.SIZE).done();
                            narrow.shows(areaAt(COMPAT_TASK_SIZE - Page.SIZE, 1, "rw-p"));
                            Mm wide = s.newWriter(Dialect.I386).open(MmFile.PROC_MM64);
                            wide.map(0, 1).at(COMPAT_TASK_SIZE).refused(ENOMEM);
                        })
                .add(
                        "lengthsAreRoundedUpInTheWordOfTheHost",
                        s -> {
                            Mm mm = s.writer().open(MmFile.PROC_MM);
                            mm.map(0, 0).at(0).length(0xffff_ffffL).done();
                            mm.shows(areaAt(0, 0x10_0000, "rw-p"));
                        });
    }

    private static void unaligned(Suite suite) {
        suite.rule("V1-MAP-21")
                .on(Hosts.TODAY)
                .add(
                        "anUnalignedAddressIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 4).of(a).done();
                            mm.map(0, 1).at(page(1) + 1).refused(EINVAL);
                            mm.map(0, 1).at(page(2) - 1).refused(EINVAL);
                            mm.map(0, 1).at(1).refused(EINVAL);
                            mm.map(0, 1).of(a).at(page(8) + Page.SIZE / 2).refused(EINVAL);
                        })
                .add(
                        "alsoWithMapFixedNoreplace",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            MapCall call = mm.map(0, 1).with(FIXED_NOREPLACE);
                            call.at(page(0) + 1).refused(EINVAL);
                            call.at(page(8) + 1).refused(EINVAL);
                        });
    }

    private static void noreplace(Suite suite) {
        suite.rule("V1-MAP-22")
                .on(Hosts.TODAY)
                .add(
                        "aMappedPageInTheRangeIsEEXIST",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(2, 2).done();
                            mm.store(page(2), 1, 9).works();
                            mm.map(2, 2).with(FIXED_NOREPLACE).refused(EEXIST);
                            mm.map(0, 3).with(FIXED_NOREPLACE).refused(EEXIST);
                            mm.map(3, 3).with(FIXED_NOREPLACE).refused(EEXIST);
                            mm.map(0, 9).with(FIXED_NOREPLACE).refused(EEXIST);
                            mm.load(page(2), 1).sees(9);
                        })
                .add(
                        "aFreeRangeIsMappedWhateverLiesBesideIt",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 1).of(a).done();
                            mm.map(3, 1).of(a).done();
                            mm.map(1, 2).with(FIXED_NOREPLACE).done();
                            mm.shows(
                                    area(0, 1, "rw-s", a, 0),
                                    area(1, 3, "rw-p"),
                                    area(3, 4, "rw-s", a, 0));
                        })
                .add(
                        "pagesWithoutRightsAreMapped",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).prot(Prot.NONE).done();
                            mm.map(0, 1).with(FIXED_NOREPLACE).refused(EEXIST);
                        });
    }

    private static void noreplaceComesFirst(Suite suite) {
        suite.rule("V1-MAP-22")
                .on(Hosts.TODAY)
                .add(
                        "typeAndObjectAreNotLookedAtBefore",
                        s -> {
                            Mm mm = s.openMm();
                            Writer writer = s.writer();
                            ObjectRef object = s.newObject(ObjectKind.REGULAR, Page.SIZE);
                            FileRef unreadable = writer.open(object, AccessMode.WRITE_ONLY);
                            mm.map(0, 1).done();
                            mm.map(0, 1).type(0).with(FIXED_NOREPLACE).refused(EEXIST);
                            mm.map(0, 1).of(unreadable).with(FIXED_NOREPLACE).refused(EEXIST);
                        })
                .add(
                        "theRangeIsCheckedBefore",
                        s -> {
                            Mm mm = s.openMm();
                            long last = s.taskSize() - Page.SIZE;
                            mm.map(0, 1).at(last).done();
                            mm.map(0, 2).at(last).with(FIXED_NOREPLACE).refused(ENOMEM);
                        },
                        "V1-MAP-16");
    }
}
