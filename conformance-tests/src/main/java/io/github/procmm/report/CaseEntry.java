package io.github.procmm.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.procmm.conform.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case and what came of it.
 *
 * @param name a rule and a sentence that is true where it holds
 * @param host the kind of host that was booted
 * @param rules the ids of the rules that are broken if it fails
 * @param verdict of this case alone
 * @param micros how long the testee took, in microseconds; 0 where it was not asked
 * @param why it was not tested, in words; empty where it was
 * @param known why it was expected to fail, in words; empty where it was not
 * @param failure what went wrong; null where nothing did
 */
public record CaseEntry(
        @JsonProperty(required = true) @JsonInclude(JsonInclude.Include.ALWAYS) String name,
        @JsonProperty(required = true) @JsonInclude(JsonInclude.Include.ALWAYS) String host,
        @JsonProperty(required = true) @JsonInclude(JsonInclude.Include.ALWAYS) List<String> rules,
        @JsonProperty(required = true) Verdict verdict,
        long micros,
        String why,
        String known,
        @Nullable FailureEntry failure) {

    /** Copies the list. */
    public CaseEntry {
        rules = List.copyOf(rules);
    }

    /** Returns the name and the host: unique in a report. */
    public String id() {
        return name + "@" + host;
    }
}
