package io.github.procmm.schema;

/** A description that does not describe records: names the message, the field and the rule. */
public final class SchemaException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    SchemaException(String where, String rule) {
        super(where + ": " + rule);
    }
}
