package io.github.procmm.testee;

import java.time.Duration;
import java.util.Locale;

/** Time limits in words. */
final class TimeLimits {

    private static final double MILLIS = 1000;

    private TimeLimits() {}

    static String words(Duration limit) {
        return String.format(Locale.ROOT, "%.1f s", limit.toMillis() / MILLIS);
    }
}
