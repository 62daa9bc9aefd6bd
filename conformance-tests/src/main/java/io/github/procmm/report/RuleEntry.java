package io.github.procmm.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.procmm.conform.Verdict;

/**
 * A rule of SPEC.md and what its cases say of it.
 *
 * @param id {@code V1-MAP-3}
 * @param group the id without its number
 * @param level MUST, SHOULD or MAY
 * @param text the sentence, with Markdown's backquotes
 * @param section the heading under which it stands
 * @param verdict of all its cases together
 * @param why it was not tested, in words; empty where it was
 */
public record RuleEntry(
        @JsonProperty(required = true) @JsonInclude(JsonInclude.Include.ALWAYS) String id,
        @JsonProperty(required = true) @JsonInclude(JsonInclude.Include.ALWAYS) String group,
        String level,
        String text,
        String section,
        @JsonProperty(required = true) Verdict verdict,
        String why) {}
