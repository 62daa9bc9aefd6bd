package io.github.procmm.conform;

import org.jspecify.annotations.Nullable;

/** Rules that bind somebody else than a backend: no case can be made of them. */
public final class NotJudged {

    private NotJudged() {}

    /** Returns why there is no case of a rule, in words; null where there has to be one. */
    public static @Nullable String why(Rule rule) {
        if (rule.group().equals("TRACE")) {
            return "binds readers and writers of traces, not backends";
        }
        if (rule.group().equals("TESTEE")) {
            return "binds testees: one that breaks it fails the case in which it does";
        }
        return switch (rule.id()) {
            case "V1-WIRE-6", "V1-WIRE-7" -> "binds encoders; a backend only decodes";
            case "V2-LEGACY-4", "V2-LEGACY-5" ->
                    "binds translators; a backend is given either part";
            case "V2-BATCH-5" ->
                    "a judge asks one call at a time and cannot look while a frame is on";
            default -> null;
        };
    }
}
