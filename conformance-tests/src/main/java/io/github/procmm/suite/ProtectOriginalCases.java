package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Prot.GROWSDOWN;
import static io.github.procmm.model.Prot.GROWSUP;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.WRITE;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Page;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.wire.Dialect;

/** MM_MPROTECT beneath the manager of its time: the checks of table 5.4. */
final class ProtectOriginalCases {

    private static final long PAGE = Page.SIZE;
    private static final int UNKNOWN = 0x10;

    private ProtectOriginalCases() {}

    static void addTo(Suite suite) {
        steps(suite);
        order(suite);
        whatFollows(suite);
    }

    private static void steps(Suite suite) {
        suite.rule("V1-PROT-15")
                .on(Hosts.ORIGINAL)
                .add(
                        "wrongRightsAreEINVALWithoutALengthToo",
                        s -> {
                            Mm mm = s.openMm();
                            mm.protectBytes(page(0), 0, READ | UNKNOWN).refused(EINVAL);
                            mm.map(0, 2).done();
                            mm.protectBytes(page(0), 0, UNKNOWN).refused(EINVAL);
                            mm.protectBytes(page(0), PAGE, READ | UNKNOWN).refused(EINVAL);
                        })
                .add(
                        "aLengthThatIsOrRoundsToZeroIsSuccess",
                        s -> {
                            Mm mm = s.openMm();
                            mm.protectBytes(page(0), 0, READ).done();
                            mm.protectBytes(page(0), s.maxWord(), READ).done();
                            mm.map(0, 2).done();
                            mm.protectBytes(page(1), 0, READ | GROWSUP).done();
                            mm.protectBytes(page(1), s.maxWord(), READ).done();
                            mm.protectBytes(page(1), s.maxWord() - PAGE + 2, GROWSDOWN).done();
                            mm.shows(area(0, 2, "rw-p"));
                        })
                .add(
                        "anEndThatWrapsIsENOMEM",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.protectBytes(page(0), s.maxWord() - PAGE + 1, READ).refused(ENOMEM);
                            mm.protectBytes(page(0), s.maxWord() - page(0) + 1, READ)
                                    .refused(ENOMEM);
                        });
    }

    private static void order(Suite suite) {
        suite.rule("V1-PROT-15")
                .on(Hosts.ORIGINAL)
                .add(
                        "bothGrowsComeBeforeALengthThatRoundsToZero",
                        s -> {
                            Mm mm = s.openMm();
                            mm.protectBytes(page(0), 0, GROWSDOWN | GROWSUP).refused(EINVAL);
                            mm.protectBytes(page(0), s.maxWord(), GROWSDOWN | GROWSUP)
                                    .refused(EINVAL);
                        })
                .add(
                        "theAddressComesBeforeALengthThatRoundsToZero",
                        s -> {
                            Mm mm = s.openMm();
                            mm.protectBytes(page(0) + 1, 0, READ).refused(EINVAL);
                            mm.protectBytes(page(0) + 1, s.maxWord(), READ).refused(EINVAL);
                        })
                .add(
                        "wrongRightsComeBeforeLengthEndAndAreas",
                        s -> {
                            Mm mm = s.openMm();
                            mm.protectBytes(page(0), s.maxWord(), UNKNOWN).refused(EINVAL);
                            mm.protectBytes(page(0), s.maxWord() - PAGE + 1, UNKNOWN)
                                    .refused(EINVAL);
                            mm.protect(0, 1, READ | UNKNOWN).refused(EINVAL);
                        });
    }

    private static void whatFollows(Suite suite) {
        suite.rule("V1-PROT-15")
                .on(Hosts.ORIGINAL)
                .add(
                        "thenTheAreasAreLookedAtAsTodayTheyAre",
                        s -> {
                            Mm mm = s.openMm();
                            ObjectRef object = s.newObject(ObjectKind.REGULAR, PAGE);
                            FileRef a = s.writer().open(object, AccessMode.READ_ONLY);
                            mm.map(0, 2).prot(READ).done();
                            mm.map(2, 1).of(a).prot(READ).done();
                            mm.protect(3, 1, READ | GROWSDOWN).refused(ENOMEM);
                            mm.protect(0, 1, READ | GROWSDOWN).refused(EINVAL);
                            mm.protect(0, 1, READ | GROWSUP).refused(EINVAL);
                            mm.protect(3, 1, READ).refused(ENOMEM);
                            mm.protect(1, 2, READ | WRITE).fails(EACCES);
                            mm.shows(
                                    area(0, 1, "r--p"),
                                    area(1, 2, "rw-p"),
                                    area(2, 3, "r--s", a, 0));
                        },
                        "V1-PROT-8",
                        "V1-PROT-14")
                .on(Hosts.of(Dialect.X86_64).and(host -> host.manager() == MemoryManager.ORIGINAL))
                .add(
                        "noLengthOf32BitsRoundsToZeroOnAHostOf64",
                        s -> {
                            Mm mm = s.writer().open(MmFile.PROC_MM);
                            mm.map(0, 2).done();
                            mm.protectBytes(page(0), 0xffff_ffffL, READ).fails(ENOMEM);
                            mm.shows(area(0, 2, "r--p"));
                        },
                        "V1-PROT-14");
    }
}
