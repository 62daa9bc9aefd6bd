package io.github.procmm.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.procmm.model.Errno;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.ExpectedFrame;
import io.github.procmm.suite.ExpectedNumber;
import io.github.procmm.suite.ExpectedQuery;
import io.github.procmm.suite.ExpectedResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames that are expected back from a session, as JSON. */
final class FramesJson {

    private static final String SEQUENCE = "sequence";
    private static final String QUERY = "query";

    private FramesJson() {}

    static void addTo(ObjectNode object, Expected.Frames expected) {
        object.put("result", expected.result());
        ArrayNode frames = object.putArray("frames");
        expected.frames().forEach(frame -> addTo(frames.addObject(), frame));
    }

    private static void addTo(ObjectNode object, ExpectedFrame frame) {
        if (frame instanceof ExpectedFrame.Welcome welcome) {
            ObjectNode fields = object.putObject("welcome");
            fields.put(SEQUENCE, hex(frame.sequence())).put("features", hex(welcome.features()));
            putLimit(fields, "max_areas", welcome.maxAreas());
            putLimit(fields, "max_handles", welcome.maxHandles());
        } else if (frame instanceof ExpectedFrame.Refused refused) {
            object.putObject("refused")
                    .put(SEQUENCE, hex(frame.sequence()))
                    .<ObjectNode>set("status", status(refused.status()))
                    .put("position", refused.position());
        } else if (frame instanceof ExpectedFrame.Reply reply) {
            ObjectNode fields = object.putObject("reply");
            fields.put(SEQUENCE, hex(frame.sequence())).put("mode", reply.mode());
            ArrayNode results = fields.putArray("results");
            reply.results().forEach(result -> results.add(result(result)));
        }
    }

    private static void putLimit(ObjectNode fields, String name, int limit) {
        if (limit != 0) {
            fields.put(name, limit);
        }
    }

    private static ObjectNode result(ExpectedResult result) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.<ObjectNode>set("status", status(result.status()))
                .<ObjectNode>set("value", number(result.value()))
                .put("field", result.field());
        ExpectedQuery query = result.query();
        if (query != null) {
            object.set(QUERY, query(query));
        }
        return object;
    }

    private static ObjectNode query(ExpectedQuery query) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.<ObjectNode>set("epoch", number(query.epoch()))
                .put("mapped", hex(query.mapped()))
                .put("total", query.total());
        ArrayNode areas = object.putArray("areas");
        for (ExpectedQuery.Area area : query.areas()) {
            areas.addObject()
                    .put("start", hex(area.start()))
                    .put("end", hex(area.end()))
                    .put("offset", hex(area.offset()))
                    .put("tag", hex(area.tag()))
                    .put("prot", area.prot())
                    .put("max_prot", area.maxProt())
                    .put("kind", area.kind());
        }
        return object;
    }

    private static JsonNode status(int status) {
        Errno errno = Errno.ofResult(-status);
        return errno == null
                ? JsonNodeFactory.instance.numberNode(status)
                : JsonNodeFactory.instance.textNode(errno.name());
    }

    private static JsonNode number(ExpectedNumber number) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (number instanceof ExpectedNumber.Exactly exactly) {
            return make.textNode(hex(exactly.number()));
        }
        if (number instanceof ExpectedNumber.Answered answered) {
            return place(answered.step(), answered.from()).put("add", hex(answered.add()));
        }
        if (number instanceof ExpectedNumber.OtherThan other) {
            return make.objectNode().set("not", place(other.step(), other.from()));
        }
        return make.textNode(number instanceof ExpectedNumber.NewHandle ? "handle" : "any");
    }

    private static ObjectNode place(int step, int from) {
        return JsonNodeFactory.instance.objectNode().put("step", step).put("from", from);
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    static Expected.Frames fromJson(JsonNode object) {
        List<ExpectedFrame> frames = new ArrayList<>();
        object.get("frames").forEach(frame -> frames.add(frame(frame)));
        return new Expected.Frames(object.get("result").longValue(), frames);
    }

    private static ExpectedFrame frame(JsonNode frame) {
        JsonNode fields = frame.elements().next();
        long sequence = unhex(fields.get(SEQUENCE));
        if (frame.has("welcome")) {
            return new ExpectedFrame.Welcome(
                    sequence,
                    unhex(fields.get("features")),
                    fields.path("max_areas").intValue(),
                    fields.path("max_handles").intValue());
        }
        if (frame.has("refused")) {
            return new ExpectedFrame.Refused(
                    sequence, status(fields.get("status")), fields.get("position").intValue());
        }
        List<ExpectedResult> results = new ArrayList<>();
        fields.get("results").forEach(result -> results.add(result(result)));
        return new ExpectedFrame.Reply(sequence, fields.get("mode").intValue(), results);
    }

    private static ExpectedResult result(JsonNode result) {
        return new ExpectedResult(
                status(result.get("status")),
                number(result.get("value")),
                result.get("field").intValue(),
                query(result.get(QUERY)));
    }

    private static @Nullable ExpectedQuery query(@Nullable JsonNode query) {
        if (query == null) {
            return null;
        }
        List<ExpectedQuery.Area> areas = new ArrayList<>();
        for (JsonNode area : query.get("areas")) {
            areas.add(
                    new ExpectedQuery.Area(
                            unhex(area.get("start")),
                            unhex(area.get("end")),
                            unhex(area.get("offset")),
                            unhex(area.get("tag")),
                            area.get("prot").intValue(),
                            area.get("max_prot").intValue(),
                            area.get("kind").intValue()));
        }
        return new ExpectedQuery(
                number(query.get("epoch")),
                unhex(query.get("mapped")),
                query.get("total").intValue(),
                areas);
    }

    private static int status(JsonNode status) {
        return status.isTextual() ? Errno.valueOf(status.textValue()).number() : status.intValue();
    }

    private static ExpectedNumber number(JsonNode number) {
        if (number.has("not")) {
            JsonNode place = number.get("not");
            return new ExpectedNumber.OtherThan(
                    place.get("step").intValue(), place.get("from").intValue());
        }
        if (number.isObject()) {
            return new ExpectedNumber.Answered(
                    number.get("step").intValue(),
                    number.get("from").intValue(),
                    unhex(number.get("add")));
        }
        return switch (number.textValue()) {
            case "handle" -> new ExpectedNumber.NewHandle();
            case "any" -> new ExpectedNumber.Any();
            default -> new ExpectedNumber.Exactly(unhex(number));
        };
    }

    static long unhex(JsonNode text) {
        return Long.parseUnsignedLong(text.textValue().substring(2), 16);
    }
}
