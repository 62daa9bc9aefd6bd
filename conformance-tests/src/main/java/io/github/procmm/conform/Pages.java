package io.github.procmm.conform;

import io.github.procmm.suite.ExpectedArea;
import java.util.ArrayList;
import java.util.List;

/**
 * Areas as a testee shows them that knows pages only: whatever continues the area before is one
 * with it.
 */
final class Pages {

    private Pages() {}

    /** Returns the same pages in as few areas as can be. */
    static List<ExpectedArea> of(List<ExpectedArea> areas) {
        List<ExpectedArea> joined = new ArrayList<>();
        for (ExpectedArea area : areas) {
            int last = joined.size() - 1;
            if (last >= 0 && continues(joined.get(last), area)) {
                ExpectedArea below = joined.get(last);
                joined.set(
                        last,
                        new ExpectedArea(
                                below.start(),
                                area.end(),
                                below.permissions(),
                                below.object(),
                                below.offset()));
            } else {
                joined.add(area);
            }
        }
        return joined;
    }

    private static boolean continues(ExpectedArea below, ExpectedArea area) {
        boolean anonymous = area.object() == ExpectedArea.ANONYMOUS;
        return below.end() == area.start()
                && below.permissions().equals(area.permissions())
                && below.object() == area.object()
                && (anonymous || below.offset() + (below.end() - below.start()) == area.offset());
    }
}
