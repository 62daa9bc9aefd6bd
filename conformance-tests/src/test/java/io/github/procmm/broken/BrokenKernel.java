package io.github.procmm.broken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A kernel with one mistake: the reference kernel, or the codec beneath it, with a few lines
 * changed.
 *
 * @param name what is wrong, in camel case
 * @param rule the id of a rule that is broken by it
 * @param source the file that the lines are in
 * @param changes what is changed there, in the order of the file
 */
record BrokenKernel(String name, String rule, Path source, List<Change> changes) {

    /** Lines that stand in the source once, and those that stand there instead. */
    record Change(List<String> lines, List<String> instead) {}

    /**
     * Returns the text of the source with the mistake in it.
     *
     * @throws AssertionError when the lines are not there, or more than once: the source has moved
     *     on
     */
    String text() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(source));
        for (Change change : changes) {
            int at = find(lines, change.lines());
            lines.subList(at, at + change.lines().size()).clear();
            lines.addAll(at, change.instead());
        }
        return String.join("\n", lines);
    }

    private int find(List<String> lines, List<String> wanted) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i + wanted.size() <= lines.size(); i++) {
            List<String> here = lines.subList(i, i + wanted.size());
            if (here.stream().map(String::strip).toList().equals(wanted)) {
                found.add(i);
            }
        }
        if (found.size() != 1) {
            throw new AssertionError(
                    name + ": " + found.size() + " places in " + source + " have " + wanted);
        }
        return found.get(0);
    }

    @Override
    public String toString() {
        return name;
    }
}
