package io.github.procmm.suite;

import static io.github.procmm.model.Prot.READ;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.MapFlags;
import io.github.procmm.proto.testee.ObjectKind;
import java.util.Locale;
import java.util.function.Predicate;

/** The text of maps: V1-AREA-13 and V1-AREA-14, line by line. */
final class MapsCases {

    private static final Predicate<HostKind> HOSTS = Hosts.DIALECTS.or(Hosts.MANAGERS);

    /** What a page at {@code page(0)} begins with. */
    private static final String PAGE_0 = "10000000-10001000 ";

    private MapsCases() {}

    static void addTo(Suite suite) {
        lines(fresh(suite, "V1-AREA-13"));
        numbers(fresh(suite, "V1-AREA-13"));
        rights(fresh(suite, "V1-AREA-13"));
        objects(fresh(suite, "V1-AREA-13"));
        names(fresh(suite, "V1-AREA-14"));
    }

    private static Suite.RuleCases fresh(Suite suite, String rule) {
        return suite.rule(rule).on(HOSTS).needing(Feature.AREAS, Feature.MAPS_FORMAT);
    }

    private static void lines(Suite.RuleCases cases) {
        cases.add("noAreaIsNoLine", s -> s.openMm().printsMaps())
                .add(
                        "linesAscend",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(4, 1).done();
                            mm.map(0, 1).done();
                            mm.map(0x1000, 1).done();
                            mm.map(2, 1).prot(READ).done();
                            mm.printsMaps(
                                    "10000000-10001000 rw-p 00000000 00:00 0 ",
                                    "10002000-10003000 r--p 00000000 00:00 0 ",
                                    "10004000-10005000 rw-p 00000000 00:00 0 ",
                                    "11000000-11001000 rw-p 00000000 00:00 0 ");
                        })
                .add(
                        "whatJoinedIsOneLineAndWhatIsCutTwo",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(1, 4).done();
                            mm.printsMaps("10000000-10005000 rw-p 00000000 00:00 0 ");
                            mm.unmap(2, 1).done();
                            mm.printsMaps(
                                    "10000000-10002000 rw-p 00000000 00:00 0 ",
                                    "10003000-10005000 rw-p 00000000 00:00 0 ");
                        });
    }

    private static void numbers(Suite.RuleCases cases) {
        cases.add(
                        "addressesHaveAtLeastEightDigits",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 0xab).at(0x10000).done();
                            mm.map(0, 1).at(s.taskSize() - Page.SIZE).done();
                            mm.printsMaps(
                                    "00010000-000bb000 rw-p 00000000 00:00 0 ",
                                    String.format(
                                            Locale.ROOT,
                                            "%x-%x rw-p 00000000 00:00 0 ",
                                            s.taskSize() - Page.SIZE,
                                            s.taskSize()));
                        })
                .add(
                        "offsetsHaveAtLeastEightDigits",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).of(a, 0xfedcb).done();
                            mm.map(1, 1).privatelyOf(a, 0xa).done();
                            mm.printsMaps(
                                    PAGE_0 + "rw-s fedcb000 {dev} {inode}{to 73}{object 0}",
                                    "10001000-10002000 rw-p 0000a000 {dev} {inode}{to 73}{object 0}");
                        })
                .on(HOSTS.and(host -> host.dialect().abi().wordSize() == Long.BYTES))
                .add(
                        "longAddressesAndOffsetsHaveAsManyAsTheyTake",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 2).at(0xffff_f000L).done();
                            mm.map(0, 1).at(0x1_0000_2000L).of(a).offset(1L << 32).done();
                            mm.map(0, 1).at(0x123_4567_8000L).of(a).offset(1L << 62).done();
                            mm.printsMaps(
                                    "fffff000-100001000 rw-p 00000000 00:00 0 ",
                                    "100002000-100003000 rw-s 100000000 {dev} {inode}{to 73}{object 0}",
                                    "12345678000-12345679000 rw-s 4000000000000000 {dev} {inode}{to"
                                            + " 73}{object 0}");
                        });
    }

    private static void rights(Suite.RuleCases cases) {
        cases.add(
                        "eachRightHasItsLetter",
                        s -> {
                            Mm mm = s.openMm();
                            for (int rights = 0; rights < 8; rights++) {
                                mm.map(rights, 1).prot(rights).done();
                            }
                            mm.printsMaps(
                                    "10000000-10001000 ---p 00000000 00:00 0 ",
                                    "10001000-10002000 r--p 00000000 00:00 0 ",
                                    "10002000-10003000 -w-p 00000000 00:00 0 ",
                                    "10003000-10004000 rw-p 00000000 00:00 0 ",
                                    "10004000-10005000 --xp 00000000 00:00 0 ",
                                    "10005000-10006000 r-xp 00000000 00:00 0 ",
                                    "10006000-10007000 -wxp 00000000 00:00 0 ",
                                    "10007000-10008000 rwxp 00000000 00:00 0 ");
                        })
                .add(
                        "sharedIsAlsoWhatWasNotOpenForWriting",
                        s -> {
                            Mm mm = s.openMm();
                            ObjectRef object = s.newObject(ObjectKind.REGULAR, Page.SIZE);
                            FileRef a = s.writer().open(object, AccessMode.READ_ONLY);
                            mm.map(0, 1).of(a).prot(READ).done();
                            mm.map(2, 1).privatelyOf(a, 0).prot(READ).done();
                            mm.printsMaps(
                                    PAGE_0 + "r--s 00000000 {dev} {inode}{to 73}{object 0}",
                                    "10002000-10003000 r--p 00000000 {dev} {inode}{to 73}{object 0}");
                        })
                .add(
                        "attributesDoNotShow",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).with(MapFlags.GROWSDOWN | MapFlags.NORESERVE).done();
                            mm.map(1, 1).done();
                            mm.printsMaps(
                                    PAGE_0 + "rw-p 00000000 00:00 0 ",
                                    "10001000-10002000 rw-p 00000000 00:00 0 ");
                        });
    }

    private static void objects(Suite.RuleCases cases) {
        cases.add(
                "theOffsetIsThatOfTheFirstPage",
                s -> {
                    Mm mm = s.openMm();
                    FileRef a = s.object(8);
                    mm.map(0, 5).of(a, 2).done();
                    mm.unmap(1, 2).done();
                    mm.printsMaps(
                            PAGE_0 + "rw-s 00002000 {dev} {inode}{to 73}{object 0}",
                            "10003000-10005000 rw-s 00005000 {dev} {inode}{to 73}{object 0}");
                });
    }

    private static void names(Suite.RuleCases cases) {
        cases.add(
                        "aNameStartsInColumn73",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            FileRef b = s.object(2);
                            mm.map(0, 1).of(a).done();
                            mm.map(1, 1).privatelyOf(b, 0).done();
                            mm.map(0, 1).at(s.taskSize() - Page.SIZE).of(a).done();
                            mm.printsMaps(
                                    PAGE_0 + "rw-s 00000000 {dev} {inode}{to 73}{object 0}",
                                    "10001000-10002000 rw-p 00000000 {dev} {inode}{to 73}{object 1}",
                                    String.format(
                                            Locale.ROOT,
                                            "%x-%x rw-s 00000000 {dev} {inode}{to 73}{object 0}",
                                            s.taskSize() - Page.SIZE,
                                            s.taskSize()));
                        },
                        "V1-AREA-13")
                .add(
                        "sharedMemoryHasOneToo",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).shared().done();
                            mm.protect(1, 1, READ).done();
                            mm.printsMaps(
                                    PAGE_0
                                            + "rw-s 00000000 {dev} {inode}{to 73}/dev/zero (deleted)",
                                    "10001000-10002000 r--s 00001000 {dev} {inode}{to 73}/dev/zero"
                                            + " (deleted)");
                        },
                        "V1-AREA-13")
                .add(
                        "aLineWithoutANameEndsWithASpace",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.printsMaps("10000000-10001000 rw-p 00000000 00:00 0 ");
                        },
                        "V1-AREA-13");
    }
}
