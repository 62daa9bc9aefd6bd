package io.github.procmm.testee;

import static io.github.procmm.testee.TesteeFailure.Kind.REFUSED;

/** A call that a backend answered with an exception, or that names what does not exist. */
final class RefusedCall extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    /** Says which call of a batch it was, from 0, and what was thrown. */
    RefusedCall(int number, Throwable thrown) {
        super(thrown);
        this.reason = "call " + number + ": " + thrown;
    }

    /** Returns what a refusal gives as its reason. */
    String reason() {
        return reason;
    }

    /** Returns what a judge makes of a refusal. */
    static TesteeFailure failure(String reason) {
        return new TesteeFailure(REFUSED, "it refused: " + reason, "");
    }
}
