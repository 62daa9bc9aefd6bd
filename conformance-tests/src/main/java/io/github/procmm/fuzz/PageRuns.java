package io.github.procmm.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of maps with those joined that continue each other, whatever they name. */
final class PageRuns {

    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S+) ([0-9a-f]+) \\S+ (\\d+)\\s*(.*)");

    /**
     * Pages one behind the other.
     *
     * @param identity the number of their object in the backend that it is of; 0 for none
     */
    private record Run(long start, long end, String permissions, long offset, String identity) {

        boolean isContinuedBy(Run next) {
            return end == next.start
                    && permissions.equals(next.permissions)
                    && identity.equals(next.identity)
                    && (identity.equals("0") || offset + (end - start) == next.offset);
        }
    }

    private PageRuns() {}

    /** Returns the runs in words that do not depend on the numbers of objects. */
    static List<String> of(String maps) {
        List<Run> runs = new ArrayList<>();
        for (String line : maps.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                return List.of(maps);
            }
            add(runs, run(matcher));
        }
        List<String> words = new ArrayList<>();
        runs.forEach(
                run ->
                        words.add(
                                Long.toHexString(run.start)
                                        + "-"
                                        + Long.toHexString(run.end)
                                        + " "
                                        + run.permissions
                                        + " "
                                        + Long.toHexString(run.offset)));
        return words;
    }

    private static Run run(Matcher line) {
        return new Run(
                Long.parseUnsignedLong(line.group(1), 16),
                Long.parseUnsignedLong(line.group(2), 16),
                line.group(3),
                Long.parseUnsignedLong(line.group(4), 16),
                line.group(6).isEmpty() ? "0" : line.group(5) + line.group(6));
    }

    private static void add(List<Run> runs, Run next) {
        int last = runs.size() - 1;
        if (last < 0 || !runs.get(last).isContinuedBy(next)) {
            runs.add(next);
            return;
        }
        Run below = runs.get(last);
        runs.set(
                last,
                new Run(below.start, next.end, below.permissions, below.offset, below.identity));
    }
}
