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
            case "V2-LEGACY-4", "V2-LEGACY-5" -> "binds translators, not backends";
            case "V2-BATCH-5" -> "needs two who ask at once; a testee is asked by one";
            case "V2-UNMAP-1",
                    "V2-PROT-1",
                    "V2-MOVE-1",
                    "V2-MOVE-3",
                    "V2-DISCARD-1",
                    "V2-SEAL-5",
                    "V2-QUERY-2",
                    "V2-QUERY-3",
                    "V2-QUERY-5",
                    "V2-BATCH-1",
                    "V2-BATCH-2",
                    "V2-BATCH-3",
                    "V2-BATCH-4",
                    "V2-REPLY-2",
                    "V2-REPLY-3",
                    "V2-REPLY-4",
                    "V2-LEGACY-1",
                    "V2-LEGACY-2",
                    "V2-LEGACY-3" ->
                    "part v2 is young: the suite has no case of it yet";
            default -> null;
        };
    }
}
