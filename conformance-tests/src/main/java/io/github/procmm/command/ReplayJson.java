package io.github.procmm.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.kernel.MappedArea;
import io.github.procmm.replay.Difference;
import io.github.procmm.replay.FrameCounts;
import io.github.procmm.replay.ReplayReport;
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
        object.put("mismatches", report.count(Difference.Cause.UNEXPLAINED));
        object.put("nanos", report.nanos());
        object.put("placedByTheHost", report.placed());
        object.putObject("codec")
                .put("sameBytes", report.sameBytes())
                .put("otherWordSize", report.otherWidth())
                .put("doNotFitOtherWordSize", report.tooWide());
        object.put("recordBytes", report.recordBytes());
        FrameCounts frames = report.frames();
        if (frames != null) {
            object.putObject("v2")
                    .put("batch", frames.batch())
                    .put("frames", frames.frames())
                    .put("bytes", frames.bytes())
                    .put("answerBytes", frames.answerBytes());
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
