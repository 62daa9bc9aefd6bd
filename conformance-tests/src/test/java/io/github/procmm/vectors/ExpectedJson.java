package io.github.procmm.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.procmm.backend.FaultKind;
import io.github.procmm.model.Errno;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.ExpectedArea;
import java.util.ArrayList;
import java.util.List;

/** What is expected of a call, as JSON. */
final class ExpectedJson {

    private static final String RESULT = "result";
    private static final String MEMORY = "memory";

    private ExpectedJson() {}

    static ObjectNode toJson(Expected expected) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (expected instanceof Expected.Result result) {
            object.set(RESULT, result(result.result()));
        } else if (expected instanceof Expected.Value value) {
            object.put("value", hex(value.value()));
        } else if (expected instanceof Expected.Faulted fault) {
            object.putObject("fault")
                    .put("kind", fault.kind().name())
                    .put("addr", hex(fault.addr()));
        } else if (expected instanceof Expected.Data data) {
            object.set(RESULT, result(data.result()));
            object.put("data", data.hex());
        } else if (expected instanceof Expected.Frames frames) {
            FramesJson.addTo(object, frames);
        } else if (expected instanceof Expected.Areas areas) {
            ArrayNode array = object.putArray("maps");
            areas.areas().forEach(area -> array.add(area(area)));
        } else if (expected instanceof Expected.Pages pages) {
            ArrayNode array = object.putArray("pages");
            pages.areas().forEach(area -> array.add(area(area)));
        } else if (expected instanceof Expected.Lines lines) {
            ArrayNode array = object.putArray("lines");
            lines.lines().forEach(array::add);
        } else if (expected instanceof Expected.SameAs same) {
            object.put("same_as_step", same.step());
        } else {
            object.put("any", true);
        }
        return object;
    }

    private static JsonNode result(long result) {
        Errno errno = Errno.ofResult(result);
        return errno == null
                ? JsonNodeFactory.instance.numberNode(result)
                : JsonNodeFactory.instance.textNode(errno.name());
    }

    private static ObjectNode area(ExpectedArea area) {
        ObjectNode object =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("start", hex(area.start()))
                        .put("end", hex(area.end()))
                        .put("permissions", area.permissions());
        return switch (area.object()) {
            case ExpectedArea.ANONYMOUS -> object;
            case ExpectedArea.SHARED_MEMORY ->
                    object.put("object", "shared memory").put("offset", hex(area.offset()));
            case ExpectedArea.MEMORY ->
                    object.put("object", MEMORY).put("offset", hex(area.offset()));
            default -> object.put("object", area.object()).put("offset", hex(area.offset()));
        };
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    static Expected fromJson(JsonNode object) {
        if (object.has("frames")) {
            return FramesJson.fromJson(object);
        }
        if (object.has("data")) {
            return new Expected.Data(number(object.get(RESULT)), object.get("data").textValue());
        }
        if (object.has(RESULT)) {
            return new Expected.Result(number(object.get(RESULT)));
        }
        if (object.has("value")) {
            return new Expected.Value(unhex(object.get("value")));
        }
        if (object.has("fault")) {
            JsonNode fault = object.get("fault");
            FaultKind kind = FaultKind.valueOf(fault.get("kind").textValue());
            return new Expected.Faulted(kind, unhex(fault.get("addr")));
        }
        if (object.has("maps")) {
            return new Expected.Areas(areas(object.get("maps")));
        }
        if (object.has("pages")) {
            return new Expected.Pages(areas(object.get("pages")));
        }
        if (object.has("lines")) {
            List<String> lines = new ArrayList<>();
            object.get("lines").forEach(line -> lines.add(line.textValue()));
            return new Expected.Lines(lines);
        }
        return object.has("same_as_step")
                ? new Expected.SameAs(object.get("same_as_step").intValue())
                : new Expected.Noted();
    }

    private static List<ExpectedArea> areas(JsonNode array) {
        List<ExpectedArea> areas = new ArrayList<>();
        array.forEach(area -> areas.add(area(area)));
        return areas;
    }

    private static long number(JsonNode result) {
        return result.isTextual()
                ? Errno.valueOf(result.textValue()).asResult()
                : result.longValue();
    }

    private static ExpectedArea area(JsonNode area) {
        JsonNode object = area.get("object");
        int number = ExpectedArea.ANONYMOUS;
        if (object != null) {
            number = object.isTextual() ? named(object) : object.intValue();
        }
        return new ExpectedArea(
                unhex(area.get("start")),
                unhex(area.get("end")),
                area.get("permissions").textValue(),
                number,
                object == null ? 0 : unhex(area.get("offset")));
    }

    private static int named(JsonNode object) {
        return object.textValue().equals(MEMORY) ? ExpectedArea.MEMORY : ExpectedArea.SHARED_MEMORY;
    }

    private static long unhex(JsonNode text) {
        return Long.parseUnsignedLong(text.textValue().substring(2), 16);
    }
}
