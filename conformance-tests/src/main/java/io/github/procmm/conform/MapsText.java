package io.github.procmm.conform;

import io.github.procmm.suite.ExpectedArea;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the lines of {@code /proc/PID/maps}, however they are spaced. */
final class MapsText {

    private static final Pattern LINE =
            Pattern.compile(
                    "\\s*([0-9a-f]{1,16})-([0-9a-f]{1,16})\\s+([r-][w-][x-][sp])\\s+([0-9a-f]{1,16})"
                            + "\\s+\\S+\\s+\\d+\\s*(.*?)\\s*");

    private static final String SHARED_MEMORY = "/dev/zero (deleted)";

    private MapsText() {}

    /**
     * Returns the areas of a text.
     *
     * @param objects the numbers of objects by the names that the testee gave them
     * @param memory whether any other name is that of an object that MEMORY made
     * @throws IllegalArgumentException when a line is none of maps, or names no object that exists
     */
    static List<ExpectedArea> areas(String text, Map<String, Integer> objects, boolean memory) {
        List<ExpectedArea> areas = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + line + "' is no line of maps");
            }
            areas.add(
                    new ExpectedArea(
                            Long.parseUnsignedLong(matcher.group(1), 16),
                            Long.parseUnsignedLong(matcher.group(2), 16),
                            matcher.group(3),
                            object(matcher.group(5), objects, memory),
                            Long.parseUnsignedLong(matcher.group(4), 16)));
        }
        return areas;
    }

    private static int object(String name, Map<String, Integer> objects, boolean memory) {
        if (name.isEmpty()) {
            return ExpectedArea.ANONYMOUS;
        }
        if (name.equals(SHARED_MEMORY)) {
            return ExpectedArea.SHARED_MEMORY;
        }
        Integer number = objects.get(name);
        if (number == null && memory) {
            return ExpectedArea.MEMORY;
        }
        if (number == null) {
            throw new IllegalArgumentException(
                    "maps names '" + name + "', which is no object of this case");
        }
        return number;
    }
}
