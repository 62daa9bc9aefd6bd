package io.github.procmm.trace;

import io.github.procmm.model.Errno;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One line of a text trace: a system call and what it answered.
 *
 * <pre>
 *   seconds mm mmap addr len prot flags fd offset result
 *   seconds mm munmap addr len result
 *   seconds mm mprotect addr len prot result
 * </pre>
 *
 * @param timeUs in microseconds, unsigned
 * @param mm which address space, unsigned
 * @param op what was asked
 * @param result an address, 0 or a negative errno
 */
record TextLine(long timeUs, int mm, Op op, long result) {

    private static final int MICROS_DIGITS = 6;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,14}(\\.\\d{1,6})?");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final long MICROS = 1_000_000;
    private static final int FIRST_ARGUMENT = 3;

    /** Of what is no line, this much is shown. */
    private static final int SHOWN = 40;

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is none; the message names the field
     */
    static TextLine parse(String line) {
        String[] words = SPACE.split(line.trim());
        if (words.length < FIRST_ARGUMENT) {
            throw new IllegalArgumentException(
                    quote(line) + ", wanted seconds mm operation arguments result");
        }
        String operation = words[2];
        String arguments =
                switch (operation) {
                    case "mmap" -> "addr len prot flags fd offset";
                    case "munmap" -> "addr len";
                    case "mprotect" -> "addr len prot";
                    default ->
                            throw new IllegalArgumentException(
                                    "operation "
                                            + quote(operation)
                                            + ", wanted mmap, munmap or mprotect");
                };
        int wanted = FIRST_ARGUMENT + arguments.split(" ").length + 1;
        if (words.length != wanted) {
            String form = "seconds mm " + operation + " " + arguments + " result";
            throw new IllegalArgumentException(
                    words.length + " words, wanted " + wanted + ": " + form);
        }
        Op op = op(operation, words);
        return new TextLine(micros(words[0]), mm(words[1]), op, result(op, words[wanted - 1]));
    }

    private static Op op(String operation, String[] words) {
        long addr = number("addr", words[3]);
        long len = number("len", words[4]);
        return switch (operation) {
            case "mmap" ->
                    new Mmap(
                            addr,
                            len,
                            number("prot", words[5]),
                            number("flags", words[6]),
                            number("fd", words[7]),
                            number("offset", words[8]));
            case "munmap" -> new Munmap(addr, len);
            default -> new Mprotect(addr, len, prot(words[5]));
        };
    }

    private static int mm(String word) {
        long mm = number("mm", word);
        if (mm >>> Integer.SIZE != 0) {
            throw new IllegalArgumentException("mm " + quote(word) + ", wanted 0 to 2^32 - 1");
        }
        return (int) mm;
    }

    private static int prot(String word) {
        long prot = number("prot", word);
        if (prot >>> Integer.SIZE != 0) {
            throw new IllegalArgumentException(
                    "prot " + quote(word) + ", wanted 0 to 2^32 - 1: an int in mprotect");
        }
        return (int) prot;
    }

    private static long result(Op op, String word) {
        long result = number("result", word);
        boolean noErrno = word.startsWith("-") && !Errno.isError(result);
        if (op instanceof Mmap ? noErrno : result != 0 && !Errno.isError(result)) {
            String success = op instanceof Mmap ? "an address" : "0";
            throw new IllegalArgumentException(
                    "result " + quote(word) + ", wanted " + success + " or a negative errno");
        }
        return result;
    }

    private static long number(String field, String word) {
        try {
            return word.startsWith("0x")
                    ? Long.parseUnsignedLong(word.substring(2), 16)
                    : Long.parseLong(word);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(
                    field + " " + quote(word) + ", wanted a decimal or 0x number of 64 bits",
                    malformed);
        }
    }

    private static long micros(String seconds) {
        if (!SECONDS.matcher(seconds).matches()) {
            throw new IllegalArgumentException(
                    "seconds " + quote(seconds) + ", wanted digits and at most six decimals");
        }
        BigInteger micros =
                new BigDecimal(seconds).movePointRight(MICROS_DIGITS).toBigIntegerExact();
        if (micros.bitLength() > Long.SIZE) {
            throw new IllegalArgumentException(
                    "seconds " + quote(seconds) + ", wanted less than 2^64 microseconds");
        }
        return micros.longValue();
    }

    private static String quote(String word) {
        return "'" + (word.length() > SHOWN ? word.substring(0, SHOWN) + "..." : word) + "'";
    }

    /** Returns the line, as {@link #parse} reads it. */
    String format() {
        String when =
                String.format(
                        Locale.ROOT,
                        "%s.%06d %s ",
                        Long.toUnsignedString(Long.divideUnsigned(timeUs, MICROS)),
                        Long.remainderUnsigned(timeUs, MICROS),
                        Integer.toUnsignedString(mm));
        boolean plain = result == 0 || Errno.isError(result);
        String tail = plain ? Long.toString(result) : OpWords.hex(result);
        return when + OpWords.of(op) + " " + tail;
    }
}
