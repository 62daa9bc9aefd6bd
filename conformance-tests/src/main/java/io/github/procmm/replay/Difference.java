package io.github.procmm.replay;

import io.github.procmm.model.Errno;

/**
 * A place where the kernel did not answer as the trace says.
 *
 * @param cause whose fault it is
 * @param where in the trace
 * @param mm which address space, unsigned
 * @param what was asked, for a person
 * @param recorded what the trace says came of it, or what came of it as v1
 * @param got what the kernel said, or what came of it as v2
 */
public record Difference(
        Cause cause, String where, int mm, String what, String recorded, String got) {

    /** Whose fault a difference is. */
    public enum Cause {
        /** Nothing explains it: the kernel, the codec or the trace is wrong. */
        UNEXPLAINED("nothing explains them"),
        /** Part v2 did not do what part v1 did: the translation or the kernel is wrong. */
        OTHER_AS_V2("part v2 did otherwise than part v1"),
        /** The trace starts after the process had mapped something, and this names that memory. */
        NEVER_MAPPED("they name memory that was there before the trace's first line"),
        /** The host gave out an address that is taken here: an exec or exit is not in the trace. */
        NOT_UNMAPPED("the host found room where the trace still has a mapping");

        private final String text;

        Cause(String text) {
            this.text = text;
        }

        /** Returns the cause in words. */
        public String text() {
            return text;
        }
    }

    /** Returns both results, for a person. */
    public String results() {
        return cause == Cause.OTHER_AS_V2
                ? "as v1 " + recorded + ", as v2 " + got
                : "recorded " + recorded + ", got " + got;
    }

    /** Returns {@code ok} or the errno, as results are counted. */
    static String name(long result) {
        return Errno.isError(result) ? Errno.describe(result) : "ok";
    }

    /** Returns the result in words, with its number where {@code other} would look the same. */
    static String name(long result, long other) {
        boolean alike = result != other && name(result).equals(name(other));
        return alike ? "a count of " + result : name(result);
    }
}
