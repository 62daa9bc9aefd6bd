package io.github.procmm.conform;

/** What came of one case, or of all cases of a rule. */
public enum Verdict {
    /** Every answer was the expected one. */
    HOLDS("holds"),
    /** Some answer was not, and nobody expected that. */
    BROKEN("broken"),
    /** Some answer was not, as the known failures say. */
    KNOWN("known failure"),
    /** The testee does not offer what it takes. */
    NOT_TESTED("not tested");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** Returns the verdict in words. */
    public String words() {
        return words;
    }
}
