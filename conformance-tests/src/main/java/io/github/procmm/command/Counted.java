package io.github.procmm.command;

import java.util.Locale;

/** Numbers of things, as people read them. */
final class Counted {

    private Counted() {}

    /** Returns {@code 1 match}, {@code 2,310 matches}. */
    static String of(long count, String noun) {
        String ending = noun.endsWith("ch") ? "es" : "s";
        return number(count) + " " + noun + (count == 1 ? "" : ending);
    }

    /** Returns a number with commas. */
    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
