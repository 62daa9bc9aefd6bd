package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.ECANCELED;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.SEQUENTIAL;
import static io.github.procmm.suite.Scenario.page;
import static io.github.procmm.suite.V2LegacyCases.count;
import static io.github.procmm.suite.V2LegacyCases.space;

import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Errno;
import io.github.procmm.v2.Rights;
import io.github.procmm.wire.Dialect;
import java.util.List;

/** What is looked at in a LEGACY record before what it holds: V2-LEGACY-3. */
final class V2LegacyCheckCases {

    private static final long PAGE = Page.SIZE;

    private V2LegacyCheckCases() {}

    static void addTo(Suite suite) {
        shape(suite);
        handles(suite);
    }

    private static void shape(Suite suite) {
        suite.rule("V2-LEGACY-3")
                .on(Hosts.DIALECTS)
                .add(
                        "onlyDialectsOfFilesOfTheHostAreTaken",
                        s -> {
                            Space a = space(s);
                            List<Dialect> there =
                                    MmFile.of(s.dialect()).stream()
                                            .map(file -> file.recordsOn(s.dialect()))
                                            .toList();
                            for (Dialect dialect : Dialect.values()) {
                                if (!there.contains(dialect)) {
                                    Session c = a.session();
                                    LegacyRec other = LegacyRec.of(c, dialect, a.handle());
                                    refused(other.unmap(page(0), PAGE), a, EOPNOTSUPP, 0);
                                }
                            }
                            for (int number : new int[] {0, 6, 0xffff}) {
                                refused(unmap(a).set(0, 2, number), a, EOPNOTSUPP, 0);
                            }
                        })
                .on(Hosts.DEFAULT)
                .add(
                        "theBytesFitTheSizeAndZerosFollow",
                        s -> {
                            Space a = space(s);
                            a.map(0, 1).done();
                            for (long bytes : new long[] {0, 16, 25, 32, 0xffff_ffffL}) {
                                refused(unmap(a).set(4, 4, bytes), a, EINVAL, 4);
                            }
                            refused(unmap(a).set(4, 4, 17).set(39, 1, 1), a, EINVAL, 4);
                            Rec more = unmap(a).with("00".repeat(8));
                            refused(more, a, EINVAL, 4);
                            String odd = HandMade.on(Dialect.X86_64).munmap(page(0), PAGE) + "00";
                            LegacyRec padded = LegacyRec.x86(a.session(), a).bytes(odd);
                            refused(padded.set(41, 1, 1), a, EINVAL, 4);
                            refused(padded.set(41, 1, 0).set(47, 1, 0x80), a, EINVAL, 4);
                            a.session()
                                    .legacy(SEQUENTIAL)
                                    .gives(padded.set(47, 1, 0), count(25))
                                    .answered();
                            a.shows();
                        });
    }

    private static LegacyRec unmap(Space a) {
        return LegacyRec.x86(a.session(), a).unmap(page(0), PAGE);
    }

    private static void refused(Rec record, Space a, Errno errno, int field) {
        a.session().legacy(SEQUENTIAL).refuses(record, errno, field).answered();
    }

    private static void handles(Suite suite) {
        suite.rule("V2-LEGACY-3")
                .add(
                        "theHandleIsOfASpaceThatMayBeChanged",
                        s -> {
                            Space a = space(s);
                            Session c = a.session();
                            a.map(0, 1).done();
                            Num gone = a.duplicate(Rights.CHANGE).done();
                            c.release(gone).done();
                            refused(unmap(a).handle(Num.of(0)), a, EBADF, 8);
                            refused(unmap(a).handle(gone), a, EBADF, 8);
                            refused(unmap(a).handle(c.object(1)), a, EBADF, 8);
                            refused(unmap(a).handle(Num.reference(0)), a, ECANCELED, 8);
                            Space without = a.with(Rights.OF_SPACE & ~Rights.CHANGE);
                            refused(unmap(a).handle(without.handle()), a, EACCES, 8);
                            a.shows(area(0, 1, "rw-p"));
                            Space with = a.with(Rights.CHANGE);
                            c.legacy(SEQUENTIAL).does(unmap(with)).answered();
                            a.shows();
                        },
                        "V2-REC-7",
                        "V2-REC-8")
                .add(
                        "theDialectIsLookedAtFirstThenTheBytesThenTheHandle",
                        s -> {
                            Space a = space(s);
                            Space without = a.with(Rights.QUERY);
                            Rec all = unmap(a).set(0, 2, 9).set(4, 4, 99).handle(Num.of(0));
                            refused(all, a, EOPNOTSUPP, 0);
                            refused(all.set(0, 2, 4), a, EINVAL, 4);
                            refused(all.set(4, 4, 24), a, EBADF, 8);
                            refused(all.handle(without.handle()), a, EACCES, 8);
                            Rec wrong = all.handle(a.handle()).set(16, 1, 0);
                            Frame frame = a.session().legacy(SEQUENTIAL);
                            frame.comesTo(wrong, unmap(a).errno(EINVAL)).answered();
                        });
    }
}
