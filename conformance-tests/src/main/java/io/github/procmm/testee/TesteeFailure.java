package io.github.procmm.testee;

/** What a testee did instead of answering. */
public final class TesteeFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String stderr;
    private final String who;

    /**
     * Makes a failure.
     *
     * @param what happened, for a person
     * @param stderr the end of what the testee wrote to its standard error; often empty
     */
    TesteeFailure(Kind kind, String what, String stderr) {
        super(what);
        this.kind = kind;
        this.stderr = stderr;
        this.who = "";
    }

    private TesteeFailure(String who, TesteeFailure failure) {
        super(failure.getMessage(), failure);
        this.kind = failure.kind;
        this.stderr = failure.stderr;
        this.who = who;
    }

    /** Returns the same failure, of a testee that had said who it is. */
    public TesteeFailure of(String name) {
        return new TesteeFailure(name, this);
    }

    /** Returns the name of who failed; empty for one that has not said it, or is known anyway. */
    public String who() {
        return who;
    }

    /** Returns what kind of failure this is. */
    public Kind kind() {
        return kind;
    }

    /** Returns the end of what the testee wrote to its standard error. */
    public String stderr() {
        return stderr;
    }

    /** Ways not to answer. */
    public enum Kind {
        /** There is no such program, or it may not be run. */
        NOT_STARTED,
        /** It ended, or closed its output. */
        ENDED,
        /** It took longer than the time limit. */
        HUNG,
        /** What it wrote is no message, or not one that can come here. */
        GARBAGE,
        /** It says that it cannot serve the request, or threw an exception. */
        REFUSED
    }
}
