package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EOVERFLOW;
import static io.github.procmm.model.Errno.EPERM;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Areas.sharedMemory;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.MmFile;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Generation;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.wire.Dialect;
import java.util.function.Predicate;

/** The checks of the original manager, one by one: V1-MAP-35. */
final class MapOriginalCases {

    /** Each generation, and the last in both words: 5. */
    static final Predicate<HostKind> ORIGINAL =
            Hosts.ORIGINAL.and(Hosts.GENERATIONS.or(Hosts.MANAGERS));

    private static final Predicate<HostKind> LAST = Hosts.of(Generation.SKAS3_V9);

    private MapOriginalCases() {}

    static void addTo(Suite suite) {
        objects(suite);
        lengths(suite);
        offsets(suite);
        addresses(suite);
        access(suite);
        types(suite);
        flags(suite);
    }

    /** Returns what the last generation answers, or what those before it do. */
    private static Errno lastOrBefore(Scenario s, Errno last, Errno before) {
        return LAST.test(s.host()) ? last : before;
    }

    private static FileRef opened(Scenario s, ObjectKind kind, AccessMode mode) {
        return s.writer().open(s.newObject(kind, 2 * Page.SIZE), mode);
    }

    private static void objects(Suite suite) {
        suite.rule("V1-MAP-35")
                .on(ORIGINAL)
                .add(
                        "aDescriptorThatIsNotOpenIsEBADF",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).descriptor(s.writer().unusedFd()).refused(EBADF);
                            mm.map(0, 1).descriptor(s.maxWord()).refused(EBADF);
                        })
                .add(
                        "whatCannotBeMappedIsENODEVHoweverItIsOpen",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            FileRef directory =
                                    opened(s, ObjectKind.DIRECTORY, AccessMode.READ_ONLY);
                            FileRef in = opened(s, ObjectKind.PIPE, AccessMode.WRITE_ONLY);
                            mm.map(0, 1).of(directory).refused(ENODEV);
                            mm.map(0, 1).of(in).prot(Prot.ACCESS).refused(ENODEV);
                            mm.map(0, 1).descriptor(mm.fd()).refused(ENODEV);
                        })
                .add(
                        "executingWhereNothingMayBeExecutedIsEPERM",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = opened(s, ObjectKind.NOT_EXECUTABLE, AccessMode.READ_ONLY);
                            mm.map(0, 1).of(a).prot(Prot.ACCESS).refused(EPERM);
                            mm.map(0, 1).privatelyOf(a, 1).prot(Prot.READ).done();
                            mm.shows(area(0, 1, "r--p", a, 1));
                        });
    }

    private static void lengths(Suite suite) {
        suite.rule("V1-MAP-35")
                .on(ORIGINAL.and(LAST))
                .add(
                        "aLengthOf0IsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(1, 0).refused(EINVAL);
                        })
                .on(ORIGINAL.and(Hosts.of(Generation.SKAS3_2_4).negate()))
                .add(
                        "aLengthThatRoundsUpTo0IsRefused",
                        s -> {
                            Mm mm = s.openMm();
                            Errno errno = lastOrBefore(s, ENOMEM, EINVAL);
                            mm.map(0, 0).length(s.maxWord()).refused(errno);
                            mm.map(0, 0).length(s.maxWord() - Page.SIZE + 2).refused(errno);
                        })
                .on(ORIGINAL)
                .add(
                        "aLengthOfMoreThanTaskSizeIsRefused",
                        s -> {
                            Mm mm = s.openMm();
                            Errno errno = lastOrBefore(s, ENOMEM, EINVAL);
                            mm.map(0, 0).at(0).length(s.taskSize() + 1).refused(errno);
                            mm.map(0, 0).length(-Page.SIZE & s.maxWord()).refused(errno);
                            mm.map(0, 0).at(0).length(s.taskSize()).done();
                        });
    }

    private static void offsets(Suite suite) {
        suite.rule("V1-MAP-35")
                .on(ORIGINAL)
                .add(
                        "aSumOfOffsetAndLengthThatWrapsIsRefused",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            long lastPage = -Page.SIZE & s.maxWord();
                            Errno errno = lastOrBefore(s, EOVERFLOW, EINVAL);
                            mm.map(0, 1).of(a).offset(lastPage).refused(errno);
                            mm.map(0, 2).of(a).offset(lastPage).refused(errno);
                            mm.map(0, 1).of(a).offset(lastPage - Page.SIZE).done();
                            mm.map(3, 2).of(a).offset(lastPage - Page.SIZE).refused(errno);
                        })
                .add(
                        "anonymousMemoryIsNoExceptionThere",
                        s -> {
                            Mm mm = s.openMm();
                            Errno errno = lastOrBefore(s, EOVERFLOW, EINVAL);
                            long lastPage = -Page.SIZE & s.maxWord();
                            mm.map(0, 1).offset(lastPage).refused(errno);
                            mm.map(0, 1).offset(lastPage - Page.SIZE).done();
                            mm.shows(area(0, 1, "rw-p"));
                        },
                        "V1-MAP-8")
                .on(ORIGINAL.and(LAST).and(Hosts.of(Dialect.X86_64)))
                .add(
                        "anOffsetBeyond2To63IsMapped",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).of(a).offset(Long.MIN_VALUE).done();
                            mm.shows(area(0, 1, "rw-s", a, Long.MIN_VALUE >>> 12));
                        })
                .add(
                        "a32BitRecordHasNoOffsetThatWraps",
                        s -> {
                            Mm mm = s.writer().open(MmFile.PROC_MM);
                            FileRef a = s.object(1);
                            mm.map(0, 2).of(a).offset(0xffff_f000L).done();
                            mm.shows(area(0, 2, "rw-s", a, 0xf_ffff));
                        });
    }

    private static void addresses(Suite suite) {
        suite.rule("V1-MAP-35")
                .on(ORIGINAL)
                .add(
                        "aRangeThatEndsAboveTaskSizeIsENOMEM",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).at(s.taskSize()).refused(ENOMEM);
                            mm.map(0, 2).at(s.taskSize() - Page.SIZE).refused(ENOMEM);
                            mm.map(0, 1).at(-Page.SIZE & s.maxWord()).refused(ENOMEM);
                            mm.map(0, 1).at(s.taskSize() - Page.SIZE).done();
                        })
                .add(
                        "anUnalignedAddressIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(0, 1).at(Scenario.page(0) + 1).refused(EINVAL);
                        })
                .add(
                        "moreAreasThanTheMapCountAreENOMEM",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(2, 1).done();
                            mm.map(4, 1).refused(ENOMEM);
                            mm.map(0, 1).refused(ENOMEM);
                        })
                .add(
                        "aCutThatTheMapCountForbidsIsENOMEM",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            mm.map(1, 1).refused(ENOMEM);
                            mm.map(2, 1).prot(Prot.READ).done();
                        });
    }

    private static void access(Suite suite) {
        suite.rule("V1-MAP-35")
                .on(ORIGINAL)
                .add(
                        "sharedAndWritableOfWhatIsOpenForReadingIsEACCES",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = opened(s, ObjectKind.REGULAR, AccessMode.READ_ONLY);
                            mm.map(0, 1).of(a).refused(EACCES);
                            mm.map(0, 1).of(a).prot(Prot.READ).done();
                            mm.map(2, 1).privatelyOf(a, 1).done();
                            mm.shows(area(0, 1, "r--s", a, 0), area(2, 3, "rw-p", a, 1));
                        })
                .add(
                        "whatIsNotOpenForReadingIsEACCES",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = opened(s, ObjectKind.REGULAR, AccessMode.WRITE_ONLY);
                            mm.map(0, 1).of(a).prot(Prot.NONE).refused(EACCES);
                            mm.map(0, 1).privatelyOf(a, 0).prot(Prot.WRITE).refused(EACCES);
                            mm.map(0, 1).of(a).type(0).refused(EINVAL);
                        });
    }

    private static void types(Suite suite) {
        suite.rule("V1-MAP-35")
                .on(ORIGINAL)
                .add(
                        "aTypeThatIsNeither1Nor2IsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 2).of(a).done();
                            for (int type = 0; type < 16; type = type == 0 ? 3 : type + 1) {
                                mm.map(0, 1).of(a).type(type).refused(EINVAL);
                                mm.map(0, 1).type(type).refused(EINVAL);
                            }
                        });
    }

    private static void flags(Suite suite) {
        suite.rule("V1-MAP-35")
                .on(ORIGINAL)
                .add(
                        "memoryThatIsNoObjectMayGrowDown",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).shared().with(MapFlags.GROWSDOWN).done();
                            mm.map(2, 1).with(MapFlags.GROWSDOWN).done();
                            mm.shows(sharedMemory(0, 1, "rw-s", 0), area(2, 3, "rw-p"));
                        })
                .add(
                        "mapFixedNoreplaceReplaces",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(0, 1).prot(Prot.READ).with(MapFlags.FIXED_NOREPLACE).done();
                            mm.shows(area(0, 1, "r--p"), area(1, 2, "rw-p"));
                        });
    }
}
