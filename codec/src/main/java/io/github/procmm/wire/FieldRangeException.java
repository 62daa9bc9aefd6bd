package io.github.procmm.wire;

/** A value was to be encoded that the dialect's field cannot hold. The buffer is unchanged. */
public final class FieldRangeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final long value;
    private final long limit;

    /**
     * Says which value is too large for which field.
     *
     * @param field the record's field
     * @param value what it was to hold, unsigned
     * @param limit the largest value that it can hold, unsigned
     */
    public FieldRangeException(String field, long value, long limit) {
        super(
                field
                        + " is 0x"
                        + Long.toHexString(value)
                        + ", the dialect holds at most 0x"
                        + Long.toHexString(limit));
        this.field = field;
        this.value = value;
        this.limit = limit;
    }

    /** Returns the name of the field. */
    public String field() {
        return field;
    }

    /** Returns the value that did not fit, unsigned. */
    public long value() {
        return value;
    }

    /** Returns the largest value that fits, unsigned. */
    public long limit() {
        return limit;
    }
}
