package io.github.procmm.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.procmm.suite.Fill;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a call takes from earlier answers, as JSON. */
final class FillJson {

    private FillJson() {}

    static ArrayNode toJson(List<Fill> fills) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Fill fill : fills) {
            ObjectNode object = array.addObject();
            if (fill.at() != Fill.HANDLE) {
                object.put("at", fill.at());
            }
            object.put("size", fill.size())
                    .put("step", fill.step())
                    .put("from", fill.from())
                    .put("add", FramesJson.hex(fill.add()));
        }
        return array;
    }

    static List<Fill> fromJson(@Nullable JsonNode array) {
        List<Fill> fills = new ArrayList<>();
        if (array != null) {
            for (JsonNode fill : array) {
                fills.add(
                        new Fill(
                                fill.path("at").asInt(Fill.HANDLE),
                                fill.get("size").intValue(),
                                fill.get("step").intValue(),
                                fill.get("from").intValue(),
                                FramesJson.unhex(fill.get("add"))));
            }
        }
        return fills;
    }
}
