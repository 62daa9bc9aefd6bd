package io.github.procmm.command;

import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.replay.Difference;
import io.github.procmm.replay.Difference.Cause;
import io.github.procmm.replay.ReplayReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a replay, for a person. */
final class ReplayText {

    private static final int SHOWN_FINDINGS = 50;
    private static final int SHOWN_EXPLAINED = 3;
    private static final int COUNT_COLUMN = 2;
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintWriter out;
    private final @Nullable Long onlyMm;

    /** Prints the report of all address spaces, or of only one. */
    ReplayText(PrintWriter out, @Nullable Long onlyMm) {
        this.out = out;
        this.onlyMm = onlyMm;
    }

    void print(ReplayReport report, Map<Integer, AddressSpace> spaces) {
        if (report.operations() > 0) {
            printResults(report);
            printCodec(report);
            TrafficText.print(report.traffic(), out);
        }
        printDifferences(report, Cause.NEVER_MAPPED, "explained difference", SHOWN_EXPLAINED);
        printDifferences(report, Cause.NOT_UNMAPPED, "explained difference", SHOWN_EXPLAINED);
        printDifferences(report, Cause.UNEXPLAINED, "mismatch", SHOWN_FINDINGS);
        printDifferences(report, Cause.OTHER_AS_V2, "mismatch", SHOWN_FINDINGS);
        spaces.forEach(this::printMaps);
        printSummary(report);
    }

    private void printResults(ReplayReport report) {
        Table table = new Table("operation", "result", "count").alignRight(COUNT_COLUMN);
        report.results()
                .forEach(
                        (operation, results) ->
                                results.forEach(
                                        (result, count) ->
                                                table.row(
                                                        operation, result, Counted.number(count))));
        table.print(out);
        out.println();
    }

    private void printCodec(ReplayReport report) {
        long others = report.operations() - report.sameBytes();
        out.println(
                Counted.of(report.sameBytes(), "record")
                        + " re-encoded to the same bytes"
                        + (others > 0
                                ? ", " + Counted.number(others) + " not (short or malformed)"
                                : ""));
        out.println(
                Counted.number(report.otherWidth())
                        + " also went through the record of the other word size, "
                        + Counted.number(report.tooWide())
                        + " do not fit it");
        if (report.placed() > 0) {
            out.println(
                    Counted.of(report.placed(), "mapping")
                            + " went to the free place that the trace's host had chosen");
        }
        out.println();
    }

    private void printDifferences(ReplayReport report, Cause cause, String name, int shown) {
        long count = report.count(cause);
        if (count == 0) {
            return;
        }
        out.println(Counted.of(count, name) + ": " + cause.text());
        List<Difference> some =
                report.differences().stream()
                        .filter(difference -> difference.cause() == cause)
                        .limit(shown)
                        .toList();
        for (Difference difference : some) {
            out.println(
                    "  "
                            + difference.where()
                            + ", mm "
                            + Integer.toUnsignedString(difference.mm())
                            + ": "
                            + difference.what()
                            + ": "
                            + difference.results());
        }
        if (count > some.size()) {
            out.println("  and " + Counted.number(count - some.size()) + " more: --json has them");
        }
        out.println();
    }

    private void printMaps(int mm, AddressSpace space) {
        String areas = Counted.of(space.areaCount(), "area");
        out.println("mm " + Integer.toUnsignedString(mm) + ", " + areas);
        out.print(space.maps());
        out.println();
    }

    private void printSummary(ReplayReport report) {
        long mismatches = report.findings();
        long explained = report.count(Cause.NEVER_MAPPED) + report.count(Cause.NOT_UNMAPPED);
        out.println(
                Counted.of(report.operations(), "operation")
                        + ", "
                        + (onlyMm == null
                                ? Counted.of(report.addressSpaces(), "address space")
                                : "mm " + onlyMm)
                        + (report.probes() > 0 ? ", " + Counted.of(report.probes(), "probe") : "")
                        + ", "
                        + Counted.of(mismatches, "mismatch")
                        + (explained > 0 ? ", " + Counted.number(explained) + " explained" : ""));
        double seconds = report.nanos() / NANOS_PER_SECOND;
        out.println(
                String.format(
                        Locale.ROOT,
                        "%.2f s, %s operations a second (reading, codec and %s)",
                        seconds,
                        Counted.number(Math.round(report.played() / Math.max(seconds, 1e-9))),
                        report.traffic().size() == 1 ? "kernel" : "one kernel for each way"));
    }
}
