package io.github.procmm.command;

import io.github.procmm.testee.TesteeFailure;
import io.github.procmm.trace.TraceException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** What went wrong, as one line for a person. */
final class Failures {

    private Failures() {}

    /** Returns a failure that names the file that it happened in. */
    static Exception in(Path file, Exception failure) {
        return failure instanceof FileSystemException
                ? failure
                : new IllegalArgumentException(file + ": " + describe(failure), failure);
    }

    /** Returns what went wrong, safe to show: a trace's words may hold anything. */
    static String line(Exception failure) {
        return describe(failure).replaceAll("\\p{Cntrl}", "?");
    }

    private static String describe(Exception failure) {
        if (failure instanceof TraceException || failure instanceof IllegalArgumentException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof TesteeFailure testee) {
            return describe(testee);
        }
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file";
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (failure instanceof FileSystemException file) {
            String reason = file.getReason();
            return file.getFile() + ": " + (reason == null ? "cannot be used" : reason);
        }
        if (failure instanceof EOFException) {
            return "the compressed file is cut off";
        }
        if (failure instanceof ZipException) {
            return "the compressed file is damaged: " + failure.getMessage();
        }
        if (failure instanceof CharacterCodingException) {
            return "the input is not text";
        }
        return failure instanceof IOException
                ? String.valueOf(failure.getMessage())
                : "internal error: " + failure;
    }

    /** Returns what a testee did instead of answering, and the last that it said of it. */
    private static String describe(TesteeFailure failure) {
        String last = failure.stderr().lines().reduce("", (before, line) -> line).strip();
        String more = last.isEmpty() ? "" : "; its standard error ends '" + last + "'";
        if (!failure.who().isEmpty()) {
            return failure.who() + " fails: " + failure.getMessage() + more;
        }
        return switch (failure.kind()) {
            case NOT_STARTED -> "the testee does not start: " + failure.getMessage();
            case ENDED, HUNG, GARBAGE, REFUSED ->
                    "the testee does not say who it is: " + failure.getMessage() + more;
        };
    }
}
