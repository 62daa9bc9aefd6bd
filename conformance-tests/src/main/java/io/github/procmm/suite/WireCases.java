package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;
import static io.github.procmm.suite.Scenario.pageOf;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Page;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.wire.Dialect;
import java.util.List;

/** Where the fields of records lie, and what else stands there: V1-WIRE-1 to V1-WIRE-5. */
final class WireCases {

    private static final int FIXED_SHARED = 0x11;

    private WireCases() {}

    static void addTo(Suite suite) {
        opcodes(suite);
        fields(suite);
        sizes(suite);
        suite.rule("V1-WIRE-5")
                .on(Hosts.DIALECTS)
                .add("paddingMayHoldAnything", s -> fourOperationsFilledWith(s, "ff"))
                .add("paddingMayLookLikeAField", s -> fourOperationsFilledWith(s, "01"))
                .add("paddingMayLookLikeAnOpcode", s -> fourOperationsFilledWith(s, "39"))
                .add("bytesBehindThoseNeededMayHoldAnything", s -> wholeFilledWith(s, "ff"))
                .add("bytesBehindThoseNeededMayLookLikeFields", s -> wholeFilledWith(s, "80"));
    }

    private static void opcodes(Suite suite) {
        suite.rule("V1-WIRE-1")
                .on(Hosts.ALL)
                .add("theNumbers54To57SelectTheOperations", s -> fourOperationsFilledWith(s, "00"))
                .add(
                        "copySegmentsLooksForADescriptor",
                        s -> {
                            for (Mm mm : s.writer().openEach()) {
                                HandMade record = mm.byHand();
                                mm.write(record.copySegments(s.writer().unusedFd())).refused(EBADF);
                            }
                        },
                        "V1-LDT-1");
    }

    /** Each operation, as short as it may be, with something in the padding. */
    private static void fourOperationsFilledWith(Scenario s, String filler) {
        FileRef a = s.object(4);
        for (Mm mm : s.writer().openEach()) {
            HandMade record = mm.byHand().filledWith(filler);
            mm.write(record.mmap(page(0), 4 * Page.SIZE, 3, FIXED_SHARED, a.fd(), 0)).done();
            mm.shows(area(0, 4, "rw-s", a, 0));
            mm.write(record.mprotect(page(1), Page.SIZE, 1)).done();
            mm.shows(area(0, 1, "rw-s", a, 0), area(1, 2, "r--s", a, 1), area(2, 4, "rw-s", a, 2));
            mm.write(record.munmap(page(2), Page.SIZE)).done();
            mm.write(record.copySegments(mm.fd())).done();
            mm.shows(area(0, 1, "rw-s", a, 0), area(1, 2, "r--s", a, 1), area(3, 4, "rw-s", a, 3));
        }
    }

    private static void wholeFilledWith(Scenario s, String filler) {
        FileRef a = s.object(4);
        for (Mm mm : s.writer().openEach()) {
            mm.map(0, 4).of(a).done();
            HandMade record = mm.byHand().filledWith(filler);
            mm.write(record.whole(record.mprotect(page(1), Page.SIZE, 1))).done();
            mm.write(record.whole(record.munmap(page(2), Page.SIZE))).done();
            mm.write(record.whole(record.copySegments(mm.fd()))).done();
            mm.shows(area(0, 1, "rw-s", a, 0), area(1, 2, "r--s", a, 1), area(3, 4, "rw-s", a, 3));
        }
    }

    private static void fields(Suite suite) {
        suite.rule("V1-WIRE-2")
                .on(Hosts.DIALECTS)
                .add("theGoldenVectorsMeanWhatTheySay", s -> golden(s, nativeFile(s)))
                .add("everyByteOfAFieldHasItsPlace", s -> manyBytes(s, nativeFile(s)))
                .on(Hosts.DEFAULT)
                .add("theGoldenVectorsOfI386DoSoOnX8664", s -> golden(s, MmFile.PROC_MM))
                .add("everyByteOfAnI386FieldHasItsPlaceOnX8664", s -> manyBytes(s, MmFile.PROC_MM))
                .on(Hosts.of(Dialect.S390X))
                .add(
                        "anOpcodeIsNotAWord",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            String word = "0000000000000037";
                            mm.write(word + mm.byHand().munmap(page(0), Page.SIZE).substring(16))
                                    .refused(EINVAL);
                        });
    }

    private static MmFile nativeFile(Scenario s) {
        List<MmFile> files = MmFile.of(s.dialect());
        return files.get(files.size() - 1);
    }

    private static void golden(Scenario s, MmFile file) {
        Mm mm = s.writer().open(file);
        FileRef b = s.object(8);
        s.writer().open(file); // at 5
        FileRef a = s.writer().openAt(7, s.newObject(ObjectKind.REGULAR, 8 * Page.SIZE), RW);
        Dialect dialect = mm.dialect();
        long code = pageOf(0x0804_8000L);
        long data = pageOf(0x4000_0000L);
        mm.write(Golden.mmap(dialect)).done();
        mm.map(data, 4).of(b).done();
        mm.shows(area(code, code + 3, "r-xs", a, 2), area(data, data + 4, "rw-s", b, 0));
        mm.write(Golden.mprotect(dialect)).done();
        mm.write(Golden.munmap(dialect)).done();
        mm.write(Golden.copySegments(dialect)).done();
        mm.shows(
                area(code, code + 1, "r-xs", a, 2),
                area(code + 1, code + 2, "r--s", a, 3),
                area(code + 2, code + 3, "r-xs", a, 4),
                area(data, data + 1, "rw-s", b, 0),
                area(data + 3, data + 4, "rw-s", b, 3));
    }

    private static final AccessMode RW = AccessMode.READ_WRITE;

    /** Numbers whose bytes differ from each other, in the fields that can hold them. */
    private static void manyBytes(Scenario s, MmFile file) {
        Mm mm = s.writer().open(file);
        FileRef a = s.object(1);
        boolean wide = mm.dialect().abi().wordSize() == Long.BYTES;
        long addr = wide ? 0x123_4567_8000L : 0x1234_5000L;
        long pages = 0x123;
        long offset = wide ? 0x0012_3456_789a_b000L : 0x2345_6000L;
        long first = pageOf(addr);
        long shown = offset / Page.SIZE;
        HandMade record = mm.byHand();
        String map = record.mmap(addr, pages * Page.SIZE, 1, FIXED_SHARED, a.fd(), offset);
        mm.write(map).done();
        mm.shows(area(first, first + pages, "r--s", a, shown));
        mm.write(record.mprotect(addr, 0x12 * Page.SIZE, 3)).done();
        mm.write(record.munmap(addr + 0x21 * Page.SIZE, 0x102 * Page.SIZE)).done();
        mm.shows(
                area(first, first + 0x12, "rw-s", a, shown),
                area(first + 0x12, first + 0x21, "r--s", a, shown + 0x12));
    }

    private static void sizes(Suite suite) {
        suite.rule("V1-WIRE-3")
                .on(Hosts.DIALECTS)
                .add(
                        "aWholeRecordIsTakenAndAByteMoreIsNot",
                        s -> {
                            for (Mm mm : s.writer().openEach()) {
                                for (String needed : four(s, mm)) {
                                    String whole = mm.byHand().whole(needed);
                                    mm.write(whole + "00").refused(EINVAL);
                                    mm.write(whole).done();
                                }
                            }
                        },
                        "V1-WRITE-1");
        suite.rule("V1-WIRE-4")
                .on(Hosts.DIALECTS)
                .add(
                        "anOperationNeedsTheBytesUpToItsLastFieldAndNoMore",
                        s -> {
                            for (Mm mm : s.writer().openEach()) {
                                for (String needed : four(s, mm)) {
                                    int bytes = HandMade.sizeOf(needed);
                                    mm.write(HandMade.cut(needed, bytes - 1)).refused(EINVAL);
                                    mm.write(needed).done();
                                }
                            }
                        },
                        "V1-WRITE-5",
                        "V1-WRITE-6");
    }

    /** One record of each operation, that succeed one after the other. */
    private static List<String> four(Scenario s, Mm mm) {
        FileRef a = s.object(4);
        HandMade record = mm.byHand();
        return List.of(
                record.mmap(page(0), 4 * Page.SIZE, 3, FIXED_SHARED, a.fd(), 0),
                record.mprotect(page(1), Page.SIZE, 1),
                record.munmap(page(2), Page.SIZE),
                record.copySegments(mm.fd()));
    }
}
