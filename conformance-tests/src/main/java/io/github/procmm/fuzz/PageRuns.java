package io.github.procmm.fuzz;

import io.github.procmm.v2.AreaKind;
import io.github.procmm.v2.ResultView;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages of an address space from the lowest up, with areas joined that continue each other:
 * alike where two spaces have the same pages and only their areas are cut otherwise. Within a space
 * objects are told apart by their names: these, and their numbers, are a backend's own. Immutable.
 *
 * @param end what is known ends there, unsigned; -1 where all is known
 */
record PageRuns(List<PageRuns.Run> runs, long end) {

    private static final String OBJECT = "an object";

    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S+) ([0-9a-f]+) \\S+ \\d+\\s*(.*)");

    /**
     * Pages one behind the other.
     *
     * @param what of rights and attributes they have
     * @param name of their object; empty without one
     * @param offset in it, in bytes
     */
    record Run(long start, long end, String what, String name, long offset) {

        private boolean isContinuedBy(Run next) {
            return end == next.start
                    && what.equals(next.what)
                    && name.equals(next.name)
                    && (name.isEmpty() || offset + (end - start) == next.offset);
        }

        private Run upTo(long other) {
            return new Run(start, other, what, name, offset);
        }

        private Run unnamed() {
            return new Run(start, end, what, name.isEmpty() ? "" : OBJECT, offset);
        }
    }

    /** Copies the list. */
    PageRuns {
        runs = List.copyOf(runs);
    }

    /** Returns the pages that lines of maps show. */
    static PageRuns of(String maps) {
        List<Run> runs = new ArrayList<>();
        for (String line : maps.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            add(runs, matcher.matches() ? run(matcher) : new Run(0, 0, line, "", 0));
        }
        return new PageRuns(runs, -1);
    }

    /** Returns the pages that a QUERY reports, which is whole. */
    static PageRuns of(ResultView query) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < query.reported(); i++) {
            String what = query.prot(i) + " of " + query.maxProt(i) + " kind " + query.kind(i);
            String name = (query.kind(i) & AreaKind.ANONYMOUS) != 0 ? "" : OBJECT;
            add(runs, new Run(query.start(i), query.end(i), what, name, query.offset(i)));
        }
        return new PageRuns(runs, query.value() == 0 ? -1 : query.value());
    }

    /** Returns whether both have the same pages, as far as both are known. */
    boolean fits(PageRuns other) {
        long both = Long.compareUnsigned(end, other.end) < 0 ? end : other.end;
        return upTo(both).equals(other.upTo(both));
    }

    private List<Run> upTo(long limit) {
        List<Run> some = new ArrayList<>();
        for (Run run : runs) {
            if (Long.compareUnsigned(run.start, limit) < 0) {
                Run part = Long.compareUnsigned(run.end, limit) > 0 ? run.upTo(limit) : run;
                some.add(part.unnamed());
            }
        }
        return some;
    }

    private static Run run(Matcher line) {
        return new Run(
                Long.parseUnsignedLong(line.group(1), 16),
                Long.parseUnsignedLong(line.group(2), 16),
                line.group(3),
                line.group(5),
                Long.parseUnsignedLong(line.group(4), 16));
    }

    private static void add(List<Run> runs, Run next) {
        int last = runs.size() - 1;
        if (last >= 0 && runs.get(last).isContinuedBy(next)) {
            runs.set(last, runs.get(last).upTo(next.end));
        } else {
            runs.add(next);
        }
    }
}
