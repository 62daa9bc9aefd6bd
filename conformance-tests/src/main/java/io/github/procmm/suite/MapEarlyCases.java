package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;

/** What today's manager refuses before it looks at the range: V1-MAP-17 to V1-MAP-19. */
final class MapEarlyCases {

    private MapEarlyCases() {}

    static void addTo(Suite suite) {
        descriptors(suite);
        noLength(suite);
        mapCount(suite);
    }

    private static void descriptors(Suite suite) {
        suite.rule("V1-MAP-17")
                .on(Hosts.TODAY)
                .add(
                        "aDescriptorThatIsNotOpenIsEBADF",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 2).done();
                            mm.map(1, 1).descriptor(s.writer().unusedFd()).refused(EBADF);
                            mm.map(1, 1).descriptor(s.maxWord()).refused(EBADF);
                            mm.map(1, 1).descriptor(0x8000_0000L).refused(EBADF);
                            mm.map(1, 1).of(a).done();
                            s.writer().close(a);
                            mm.map(3, 1).of(a).refused(EBADF);
                        })
                .add(
                        "aDescriptorOfAnotherProcessIsEBADF",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            Writer other = s.newWriter();
                            s.writer().send(mm, other).map(0, 1).of(a).refused(EBADF);
                        })
                .add(
                        "theLengthIsNotLookedAtBefore",
                        s -> {
                            Mm mm = s.openMm();
                            int unused = s.writer().unusedFd();
                            mm.map(0, 0).descriptor(unused).refused(EBADF);
                            mm.map(0, 0).descriptor(s.maxWord()).refused(EBADF);
                        });
    }

    private static void noLength(Suite suite) {
        suite.rule("V1-MAP-18")
                .on(Hosts.TODAY)
                .add(
                        "aLengthOf0IsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 2).done();
                            mm.map(0, 0).refused(EINVAL);
                            mm.map(1, 0).refused(EINVAL);
                            mm.map(4, 0).of(a).refused(EINVAL);
                            mm.map(0, 0).at(page(1) + 1).refused(EINVAL);
                            mm.map(0, 0).at(s.taskSize() + Page.SIZE).refused(EINVAL);
                            mm.map(0, 0).type(0).refused(EINVAL);
                        })
                .add(
                        "alsoWhereThereAreTooManyAreas",
                        s -> {
                            s.limitMapCount(0);
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(2, 0).refused(EINVAL);
                        });
    }

    private static void mapCount(Suite suite) {
        suite.rule("V1-MAP-19")
                .on(Hosts.TODAY)
                .add(
                        "anAreaMoreThanTheLimitIsAllowedAndNoOther",
                        s -> {
                            s.limitMapCount(2);
                            Mm mm = s.openMm();
                            for (int i = 0; i < 3; i++) {
                                mm.map(2L * i, 1).done();
                            }
                            mm.map(6, 1).refused(ENOMEM);
                            mm.unmap(0, 1).done();
                            mm.map(6, 1).done();
                        },
                        "V1-AREA-11")
                .add(
                        "itDoesNotMatterThatTheNewAreaWouldJoinOrReplace",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(2, 1).done();
                            mm.map(1, 1).refused(ENOMEM);
                            mm.map(0, 1).refused(ENOMEM);
                            mm.map(0, 3).prot(Prot.READ).refused(ENOMEM);
                        })
                .add(
                        "eachAddressSpaceIsCountedByItself",
                        s -> {
                            s.limitMapCount(1);
                            Mm full = s.openMm();
                            Mm other = s.openMm();
                            full.map(0, 1).done();
                            full.map(2, 1).done();
                            full.map(4, 1).refused(ENOMEM);
                            other.map(4, 1).done();
                        });
    }
}
