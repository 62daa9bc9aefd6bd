package io.github.procmm.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.kernel.MappedArea;
import io.github.procmm.replay.Batches;
import io.github.procmm.replay.Difference;
import io.github.procmm.replay.ReplayReport;
import io.github.procmm.replay.Traffic;
import java.nio.file.Path;
import java.util.Map;

/** What came of a replay, for a machine: everything that the text says, and every difference. */
final class ReplayJson {

    private ReplayJson() {}

    static ObjectNode of(Path trace, ReplayReport report, Map<Integer, AddressSpace> spaces) {
        ObjectNode object = Json.object().put("trace", trace.toString());
        object.put("played", report.played());
        object.put("operations", report.operations());
        object.put("addressSpaces", report.addressSpaces());
        object.put("probes", report.probes());
        object.put("mismatches", report.findings());
        object.put("nanos", report.nanos());
        object.put("placedByTheHost", report.placed());
        object.putObject("codec")
                .put("sameBytes", report.sameBytes())
                .put("otherWordSize", report.otherWidth())
                .put("doNotFitOtherWordSize", report.tooWide());
        if (report.traffic().size() > 1) {
            ArrayNode ways = object.putArray("traffic");
            report.traffic().forEach(way -> add(ways.addObject(), way));
        }
        ObjectNode results = object.putObject("results");
        report.results()
                .forEach(
                        (operation, counts) -> {
                            ObjectNode node = results.putObject(operation);
                            counts.forEach(node::put);
                        });
        ArrayNode differences = object.putArray("differences");
        report.differences().forEach(difference -> add(differences.addObject(), difference));
        if (!spaces.isEmpty()) {
            ObjectNode maps = object.putObject("maps");
            spaces.forEach((mm, space) -> add(maps.putArray(Integer.toUnsignedString(mm)), space));
        }
        return object;
    }

    private static void add(ObjectNode node, Traffic way) {
        Batches batches = way.batches();
        node.put("as", batches == null ? "v1" : "v2");
        if (batches != null && batches.isBounded()) {
            node.put("batch", batches.most());
        }
        if (batches != null) {
            node.put("gapMicros", batches.gapMicros());
        }
        node.put("operations", way.operations())
                .put("frames", way.frames())
                .put("hostEntries", way.entries())
                .put("bytesSent", way.bytesSent())
                .put("bytesBack", way.bytesBack())
                .put("longestFrame", way.longest());
    }

    private static void add(ObjectNode node, Difference difference) {
        node.put("cause", difference.cause().name())
                .put("where", difference.where())
                .put("mm", Integer.toUnsignedLong(difference.mm()))
                .put("what", difference.what())
                .put("recorded", difference.recorded())
                .put("got", difference.got());
    }

    private static void add(ArrayNode node, AddressSpace space) {
        for (MappedArea area : space.areas()) {
            node.addObject()
                    .put("start", "0x" + Long.toHexString(area.start()))
                    .put("end", "0x" + Long.toHexString(area.end()))
                    .put("permissions", area.permissions())
                    .put("offset", "0x" + Long.toHexString(area.offset()))
                    .put("object", area.object());
        }
    }
}
