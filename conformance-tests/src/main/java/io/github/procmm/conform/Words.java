package io.github.procmm.conform;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Errno;
import io.github.procmm.suite.ExpectedArea;
import io.github.procmm.testee.TesteeFailure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Answers as a person reads them. */
public final class Words {

    private Words() {}

    /** Returns a system call's result: an errno by its name, else the number. */
    static String result(long result) {
        Errno errno = Errno.ofResult(result);
        return errno == null ? Long.toString(result) : errno.name();
    }

    /** Returns what a testee did instead of answering. */
    public static String of(TesteeFailure failure) {
        return failure.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + ": "
                + failure.getMessage();
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    static String fault(FaultKind kind, long addr) {
        return kind + " at " + hex(addr);
    }

    static String data(long result, String hex) {
        return hex.isEmpty() ? result(result) : result(result) + " and " + hex;
    }

    static String areas(List<ExpectedArea> areas) {
        return areas.isEmpty()
                ? "no area"
                : areas.stream().map(Words::area).collect(Collectors.joining(", "));
    }

    /** Returns an area with what it shows: {@code 10000000-10002000 rw-s object 0 page 1}. */
    public static String area(ExpectedArea area) {
        String range = String.format("%08x-%08x %s", area.start(), area.end(), area.permissions());
        return switch (area.object()) {
            case ExpectedArea.ANONYMOUS -> range;
            case ExpectedArea.MEMORY -> range + " memory" + page(area);
            case ExpectedArea.SHARED_MEMORY -> range + " shared memory" + page(area);
            default -> range + " object " + area.object() + page(area);
        };
    }

    private static String page(ExpectedArea area) {
        return " page " + Long.toUnsignedString(Long.divideUnsigned(area.offset(), Page.SIZE));
    }
}
