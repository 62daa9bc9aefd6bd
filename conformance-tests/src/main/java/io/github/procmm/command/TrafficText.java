package io.github.procmm.command;

import io.github.procmm.replay.Batches;
import io.github.procmm.replay.Traffic;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What went to and fro in each way in which a trace was played, for a person. */
final class TrafficText {

    private TrafficText() {}

    /** Prints a table of the ways; nothing where there is only one, which nobody asked about. */
    static void print(List<Traffic> ways, PrintWriter out) {
        if (ways.size() < 2) {
            return;
        }
        Table table =
                new Table(
                                "as",
                                "operations",
                                "frames",
                                "host entries",
                                "each",
                                "bytes there",
                                "each",
                                "bytes back",
                                "each")
                        .alignRight(1, 2, 3, 4, 5, 6, 7, 8);
        ways.forEach(way -> row(table, way));
        table.print(out);
        Traffic last = ways.get(ways.size() - 1);
        Batches batches = last.batches();
        if (batches != null && batches.most() > 1) {
            out.println(
                    "batches: operations on one address space, none more than "
                            + Counted.of(batches.gapMicros(), "microsecond")
                            + " behind another; the longest has "
                            + Counted.number(last.longest()));
        }
        out.println();
    }

    private static void row(Table table, Traffic way) {
        table.row(
                name(way.batches()),
                Counted.number(way.operations()),
                Counted.number(way.frames()),
                Counted.number(way.entries()),
                each("%.3f", way.entries(), way),
                Counted.number(way.bytesSent()),
                each("%.1f", way.bytesSent(), way),
                Counted.number(way.bytesBack()),
                each("%.1f", way.bytesBack(), way));
    }

    private static String each(String format, long count, Traffic way) {
        return String.format(Locale.ROOT, format, (double) count / way.operations());
    }

    private static String name(@Nullable Batches batches) {
        if (batches == null) {
            return "v1, a write each";
        }
        if (batches.most() == 1) {
            return "v2, a frame each";
        }
        return batches.isBounded()
                ? "v2, in batches of up to " + Counted.number(batches.most())
                : "v2, in batches";
    }
}
