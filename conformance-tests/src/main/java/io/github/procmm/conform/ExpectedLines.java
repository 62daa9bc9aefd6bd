package io.github.procmm.conform;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Lines of maps to be met to the letter (section 6.1 of SPEC.md), but for what is the testee's own:
 * {@code {object N}} is the name that it gave object N, {@code {dev}} and {@code {inode}} are any,
 * and {@code {to 73}} is as many spaces as it takes to column 73, or one.
 */
final class ExpectedLines {

    private static final int NAME_COLUMN = 73;
    private static final String FILL = "{to 73}";

    private final List<String> lines;
    private final Map<String, Integer> objects;

    ExpectedLines(List<String> lines, Map<String, Integer> objects) {
        this.lines = lines;
        this.objects = objects;
    }

    boolean fit(String text) {
        List<String> got = text.lines().toList();
        boolean fit = got.size() == lines.size() && (text.isEmpty() || text.endsWith("\n"));
        for (int i = 0; fit && i < got.size(); i++) {
            fit = fits(lines.get(i), got.get(i));
        }
        return fit;
    }

    private boolean fits(String expected, String got) {
        int fill = expected.indexOf(FILL);
        if (fill < 0) {
            return matches(expected, got);
        }
        String object = expected.substring(fill + FILL.length());
        for (Map.Entry<String, Integer> entry : objects.entrySet()) {
            object = object.replace("{object " + entry.getValue() + "}", entry.getKey());
        }
        int name = got.length() - object.length();
        if (name < NAME_COLUMN || !got.endsWith(object)) {
            return false;
        }
        String columns = got.substring(0, name).stripTrailing();
        int spaces = name - columns.length();
        boolean inColumn = name == NAME_COLUMN && spaces >= 1;
        boolean behindOne = name > NAME_COLUMN && spaces == 1;
        return (inColumn || behindOne) && matches(expected.substring(0, fill), columns);
    }

    private static boolean matches(String expected, String got) {
        String pattern =
                Pattern.quote(expected)
                        .replace("{dev}", "\\E[0-9a-f]{2,}:[0-9a-f]{2,}\\Q")
                        .replace("{inode}", "\\E[0-9]+\\Q");
        return got.matches(pattern);
    }
}
