package io.github.procmm.model;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;

/**
 * Refuses what is not JSON (RFC 8259), names a field twice or nests deep.
 *
 * <p>Protobuf's own parser forgives names without quotes, comments and whatever follows the value,
 * lets the last of two equal names win, and overflows the stack on nesting.
 */
final class StrictJson {

    /** An operation nests two deep; any more than this is somebody's joke. */
    private static final int NESTING_LIMIT = 16;

    /** What Gson says to programmers, in front of what it says to everybody. */
    private static final String ADVICE =
            "Use JsonReader.setStrictness(Strictness.LENIENT) to accept ";

    private final JsonReader reader;

    private StrictJson(String text) {
        this.reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(NESTING_LIMIT);
    }

    /**
     * Returns when {@code text} is one JSON value.
     *
     * @throws IllegalArgumentException otherwise; the message says what is wrong and where
     */
    static void require(String text) {
        StrictJson json = new StrictJson(text);
        try {
            json.value();
            if (json.reader.peek() != JsonToken.END_DOCUMENT) {
                throw new MalformedJsonException("Something behind the value" + json.place());
            }
        } catch (IOException malformed) {
            String message = String.valueOf(malformed.getMessage());
            String what = message.lines().findFirst().orElse("").replace(ADVICE, "");
            throw new IllegalArgumentException("not JSON: " + what, malformed);
        }
    }

    /** Returns where the reader is, as its own messages say it. */
    private String place() {
        return reader.toString().replace("JsonReader", "");
    }

    private void value() throws IOException {
        switch (reader.peek()) {
            case BEGIN_OBJECT -> object();
            case BEGIN_ARRAY -> array();
            default -> reader.skipValue();
        }
    }

    private void object() throws IOException {
        Set<String> names = new HashSet<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (!names.add(name)) {
                throw new MalformedJsonException("A second \"" + name + "\"" + place());
            }
            value();
        }
        reader.endObject();
    }

    private void array() throws IOException {
        reader.beginArray();
        while (reader.hasNext()) {
            value();
        }
        reader.endArray();
    }
}
