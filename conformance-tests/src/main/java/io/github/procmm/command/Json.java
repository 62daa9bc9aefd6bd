package io.github.procmm.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;

/** What commands print for machines. Numbers above 2^53 are strings, so that nobody rounds them. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode parse(String json) throws JsonProcessingException {
        return (ObjectNode) MAPPER.readTree(json);
    }

    static String print(ObjectNode object) throws JsonProcessingException {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object);
    }

    /** Returns what prints piece by piece, and leaves {@code out} open. */
    static JsonGenerator generator(Writer out) throws IOException {
        return MAPPER.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter();
    }
}
