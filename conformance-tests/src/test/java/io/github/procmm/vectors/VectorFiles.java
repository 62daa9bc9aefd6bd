package io.github.procmm.vectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.model.Generation;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Step;
import io.github.procmm.wire.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The files of the vectors: one for each group of rules, a case a line. */
final class VectorFiles {

    static final Path DIRECTORY = Path.of("..", "proto", "vectors");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private VectorFiles() {}

    /** Returns the text of each file by its name. */
    static Map<String, String> texts(List<Case> cases) throws JsonProcessingException {
        Map<String, List<Case>> groups = new LinkedHashMap<>();
        for (Case some : cases) {
            String rule = some.rules().get(0);
            String group = rule.substring(0, rule.lastIndexOf('-'));
            groups.computeIfAbsent(group, unused -> new ArrayList<>()).add(some);
        }
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, List<Case>> group : groups.entrySet()) {
            texts.put(group.getKey().toLowerCase(Locale.ROOT) + ".json", text(group));
        }
        return texts;
    }

    private static String text(Map.Entry<String, List<Case>> group) throws JsonProcessingException {
        List<String> lines = new ArrayList<>();
        for (Case some : group.getValue()) {
            lines.add(MAPPER.writeValueAsString(toJson(some)));
        }
        return "{\"format\":1,\"group\":\"%s\",\"cases\":[\n%s\n]}\n"
                .formatted(group.getKey(), String.join(",\n", lines));
    }

    private static ObjectNode toJson(Case some) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("name", some.name());
        some.rules().forEach(object.putArray("rules")::add);
        object.putObject("host")
                .put("dialect", some.host().dialect().readableName())
                .put("generation", some.host().generation().readableName())
                .put("manager", some.host().manager().readableName());
        ArrayNode needs = object.putArray("needs");
        Arrays.stream(Feature.values())
                .filter(some.needs()::contains)
                .forEach(feature -> needs.add(feature.name()));
        ArrayNode steps = object.putArray("steps");
        for (Step step : some.steps()) {
            ObjectNode one = steps.addObject();
            one.set("call", MessageJson.toJson(step.call()));
            if (!step.fills().isEmpty()) {
                one.set("fill", FillJson.toJson(step.fills()));
            }
            one.set("expect", ExpectedJson.toJson(step.expected()));
        }
        return object;
    }

    /** Reads a file back: the mirror of {@link #texts}. */
    static List<Case> cases(String text) throws JsonProcessingException {
        List<Case> cases = new ArrayList<>();
        MAPPER.readTree(text).get("cases").forEach(object -> cases.add(fromJson(object)));
        return cases;
    }

    private static Case fromJson(JsonNode object) {
        JsonNode host = object.get("host");
        HostKind kind =
                new HostKind(
                        Objects.requireNonNull(Dialect.of(host.get("dialect").textValue())),
                        Objects.requireNonNull(Generation.of(host.get("generation").textValue())),
                        Objects.requireNonNull(MemoryManager.of(host.get("manager").textValue())));
        List<String> rules = new ArrayList<>();
        object.get("rules").forEach(rule -> rules.add(rule.textValue()));
        Set<Feature> needs = EnumSet.noneOf(Feature.class);
        object.get("needs").forEach(feature -> needs.add(Feature.valueOf(feature.textValue())));
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : object.get("steps")) {
            Call call = (Call) MessageJson.fromJson(step.get("call"), Call.newBuilder());
            steps.add(
                    new Step(
                            call,
                            ExpectedJson.fromJson(step.get("expect")),
                            FillJson.fromJson(step.get("fill"))));
        }
        return new Case(object.get("name").textValue(), rules, kind, needs, steps);
    }
}
