package io.github.procmm.command;

import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.replay.Difference;
import io.github.procmm.replay.Difference.Cause;
import io.github.procmm.replay.ReplayReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of a replay, for a person. */
final class ReplayText {

    private static final int SHOWN_FINDINGS = 50;
    private static final int SHOWN_EXPLAINED = 3;
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintWriter out;

    ReplayText(PrintWriter out) {
        this.out = out;
    }

    void print(ReplayReport report, Map<Integer, AddressSpace> spaces) {
        printResults(report);
        printCodec(report);
        for (Cause cause : Cause.values()) {
            if (cause != Cause.UNEXPLAINED && report.count(cause) > 0) {
                printDifferences(report, cause, SHOWN_EXPLAINED);
            }
        }
        if (report.count(Cause.UNEXPLAINED) > 0) {
            printDifferences(report, Cause.UNEXPLAINED, SHOWN_FINDINGS);
        }
        spaces.forEach(this::printMaps);
        printSummary(report);
    }

    private void printResults(ReplayReport report) {
        Table table = new Table("operation", "result", "count");
        report.results()
                .forEach(
                        (operation, results) ->
                                results.forEach(
                                        (result, count) ->
                                                table.row(operation, result, number(count))));
        table.print(out);
        out.println();
    }

    private void printCodec(ReplayReport report) {
        out.println(
                number(report.sameBytes())
                        + " records re-encoded to the same bytes; "
                        + number(report.otherWidth())
                        + " also went through the record of the other word size, "
                        + number(report.tooWide())
                        + " do not fit it");
        if (report.placed() > 0) {
            out.println(
                    number(report.placed())
                            + " mappings went to the free place that the trace's host had chosen");
        }
    }

    private void printDifferences(ReplayReport report, Cause cause, int shown) {
        out.println();
        out.println(number(report.count(cause)) + " differences: " + cause.text());
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
                            + difference.mm()
                            + ": "
                            + difference.what()
                            + ": recorded "
                            + difference.recorded()
                            + ", got "
                            + difference.got());
        }
        if (report.count(cause) > some.size()) {
            out.println("  ... all of them with --json");
        }
    }

    private void printMaps(int mm, AddressSpace space) {
        out.println();
        out.println("mm " + mm + ", " + number(space.areaCount()) + " areas");
        out.print(space.maps());
    }

    private void printSummary(ReplayReport report) {
        double seconds = report.nanos() / NANOS_PER_SECOND;
        out.println();
        out.println(
                number(report.operations())
                        + " operations, "
                        + number(report.addressSpaces())
                        + " address spaces, "
                        + (report.probes() > 0 ? number(report.probes()) + " probes, " : "")
                        + number(report.count(Cause.UNEXPLAINED))
                        + " mismatches");
        out.println(
                String.format(
                        Locale.ROOT,
                        "%.2f s, %s operations a second (reading, codec and kernel)",
                        seconds,
                        number(Math.round(report.operations() / Math.max(seconds, 1e-9)))));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
