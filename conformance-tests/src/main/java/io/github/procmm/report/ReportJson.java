package io.github.procmm.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.StringJoiner;

/**
 * Reports as JSON. What is empty is left out where it may be missing; what a reader does not know,
 * it skips.
 *
 * <p>A rule or a case is a line, so that lines of two files can be compared.
 */
public final class ReportJson {

    private static final JsonSetter.Value AS_EMPTY = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
                    .withConfigOverride(List.class, lists -> lists.setSetterInfo(AS_EMPTY))
                    .withConfigOverride(String.class, texts -> texts.setSetterInfo(AS_EMPTY))
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private ReportJson() {}

    /** Returns a report as JSON text, with a line feed at its end. */
    public static String write(Report report) {
        return "{\"format\":"
                + json(report.format())
                + ",\"version\":"
                + report.version()
                + ",\n\"run\":"
                + json(report.run())
                + ",\n\"testee\":"
                + json(report.testee())
                + ",\n\"rules\":"
                + lines(report.rules())
                + ",\n\"cases\":"
                + lines(report.cases())
                + ",\n\"outlived\":"
                + json(report.outlived())
                + "}\n";
    }

    private static String lines(List<?> values) {
        StringJoiner lines = new StringJoiner(",\n", "[\n", "\n]");
        values.forEach(value -> lines.add(json(value)));
        return lines.toString();
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when the text is none of that, in one line
     */
    public static Report read(String text) {
        try {
            JsonNode root = MAPPER.readTree(text);
            String format = root.path("format").asText();
            if (!format.equals(Report.FORMAT)) {
                throw new IllegalArgumentException(
                        "format '" + format + "', wanted '" + Report.FORMAT + "'");
            }
            int version = root.path("version").asInt();
            if (version != Report.VERSION) {
                throw new IllegalArgumentException(
                        "format version " + version + ", wanted " + Report.VERSION);
            }
            return MAPPER.treeToValue(root, Report.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("no report: " + wrong.getOriginalMessage(), wrong);
        }
    }
}
