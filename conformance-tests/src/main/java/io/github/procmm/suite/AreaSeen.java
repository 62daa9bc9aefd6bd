package io.github.procmm.suite;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import java.util.Arrays;
import java.util.List;

/** An area as QUERY has to report it, while it is said: in pages from page(0) on. */
final class AreaSeen {

    private final long start;
    private final long end;
    private final int prot;
    private int maxProt = Prot.READ | Prot.WRITE | Prot.EXEC;
    private int kind = ExpectedQuery.ANONYMOUS;
    private long offset;
    private long tag;

    private AreaSeen(long start, long end, int prot) {
        this.start = start;
        this.end = end;
        this.prot = prot;
    }

    /** Private anonymous memory that may be given every right. */
    static AreaSeen seen(long firstPage, long endPage, String rights) {
        return new AreaSeen(Scenario.page(firstPage), Scenario.page(endPage), bits(rights));
    }

    private static int bits(String rights) {
        int read = rights.contains("r") ? Prot.READ : 0;
        int write = rights.contains("w") ? Prot.WRITE : 0;
        return read | write | (rights.contains("x") ? Prot.EXEC : 0);
    }

    /** Which rights it may be given. */
    AreaSeen max(String rights) {
        maxProt = bits(rights);
        return this;
    }

    /** It shows an object from one of its pages on. */
    AreaSeen of(long objectTag, long firstPage) {
        kind &= ~ExpectedQuery.ANONYMOUS;
        tag = objectTag;
        offset = firstPage * Page.SIZE;
        return this;
    }

    AreaSeen shared() {
        kind |= ExpectedQuery.SHARED;
        return this;
    }

    AreaSeen sealed() {
        kind |= ExpectedQuery.SEALED;
        return this;
    }

    /** Returns what a QUERY reports that sees these areas and no others. */
    static ExpectedQuery all(AreaSeen... areas) {
        return some(
                Arrays.stream(areas).mapToLong(area -> area.end - area.start).sum(),
                areas.length,
                areas);
    }

    /** Returns what a QUERY reports that sees these areas of more. */
    static ExpectedQuery some(long mapped, int total, AreaSeen... areas) {
        List<ExpectedQuery.Area> all = Arrays.stream(areas).map(AreaSeen::area).toList();
        return new ExpectedQuery(new ExpectedNumber.Any(), mapped, total, all);
    }

    private ExpectedQuery.Area area() {
        return new ExpectedQuery.Area(start, end, offset, tag, prot, maxProt, kind);
    }
}
