package io.github.procmm.trace;

import io.github.procmm.model.Errno;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import java.math.BigDecimal;

/**
 * One line of a text trace: a system call and what it answered.
 *
 * <pre>
 *   seconds mm mmap addr len prot flags fd offset result
 *   seconds mm munmap addr len result
 *   seconds mm mprotect addr len prot result
 * </pre>
 *
 * @param timeUs in microseconds
 * @param mm which address space
 * @param op what was asked
 * @param result an address, 0 or a negative errno
 */
record TextLine(long timeUs, int mm, Op op, long result) {

    private static final int MICROS_DIGITS = 6;
    private static final int FIRST_ARGUMENT = 3;

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is none; the message names the field
     */
    static TextLine parse(String line) {
        String[] words = line.trim().split("\\s+");
        if (words.length <= FIRST_ARGUMENT) {
            throw new IllegalArgumentException(
                    words.length + " words, wanted seconds mm operation arguments result");
        }
        String operation = words[2];
        int arguments =
                switch (operation) {
                    case "mmap" -> 6;
                    case "munmap" -> 2;
                    case "mprotect" -> 3;
                    default ->
                            throw new IllegalArgumentException(
                                    "operation '"
                                            + operation
                                            + "', wanted mmap, munmap or mprotect");
                };
        int wanted = FIRST_ARGUMENT + arguments + 1;
        if (words.length != wanted) {
            throw new IllegalArgumentException(
                    operation + " of " + words.length + " words, wanted " + wanted);
        }
        long mm = number("mm", words[1]);
        if (mm < 0 || mm > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("mm " + words[1] + ", wanted 0 to 2^31 - 1");
        }
        long result = number("result", words[wanted - 1]);
        return new TextLine(micros(words[0]), (int) mm, op(operation, words), result);
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

    private static int prot(String word) {
        long prot = number("prot", word);
        if (prot >>> Integer.SIZE != 0) {
            throw new IllegalArgumentException("prot " + word + ", mprotect takes 32 bits");
        }
        return (int) prot;
    }

    private static long number(String field, String word) {
        try {
            return word.startsWith("0x")
                    ? Long.parseUnsignedLong(word.substring(2), 16)
                    : Long.parseLong(word);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(
                    field + " '" + word + "', wanted a decimal or 0x number of 64 bits", malformed);
        }
    }

    private static long micros(String seconds) {
        if (seconds.length() > 20 || !seconds.matches("\\d+(\\.\\d{1," + MICROS_DIGITS + "})?")) {
            throw new IllegalArgumentException(
                    "seconds '" + seconds + "', wanted digits and at most six decimals");
        }
        return new BigDecimal(seconds).movePointRight(MICROS_DIGITS).longValueExact();
    }

    /** Returns the line, as {@link #parse} reads it. */
    String format() {
        String when = String.format("%d.%06d %d ", timeUs / 1_000_000, timeUs % 1_000_000, mm);
        boolean plain = result == 0 || Errno.isError(result);
        String tail = plain ? Long.toString(result) : OpWords.hex(result);
        return when + OpWords.of(op) + " " + tail;
    }
}
