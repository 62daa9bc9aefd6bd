package io.github.procmm.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command prints what others wrote: lines of a width, in colours if there are any. Control
 * characters do not get through.
 */
final class Terminal {

    private static final int NARROWEST = 40;
    private static final int PLAIN_WIDTH = 100;
    private static final int WIDEST = 120;

    /** Also what turns the direction of a line, or is a control character in eight bits only. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cntrl}\\x80-\\x9f\\u2028-\\u202e\\u2066-\\u2069]");

    private final PrintWriter out;
    private final Ansi ansi;
    private final int width;

    Terminal(PrintWriter out, Ansi ansi, int width) {
        this.out = out;
        this.ansi = ansi;
        this.width = Math.max(width, NARROWEST);
    }

    /** Returns one for what a command prints: as wide as the window, where there is one. */
    static Terminal of(PrintWriter out, @Nullable CommandSpec spec) {
        int width = PLAIN_WIDTH;
        if (Ansi.AUTO.enabled() && spec != null) {
            width = Math.min(spec.usageMessage().width(), WIDEST);
        }
        return new Terminal(out, Ansi.AUTO, width);
    }

    int width() {
        return width;
    }

    void line() {
        out.println();
    }

    void line(String text) {
        out.println(clean(text).stripTrailing());
    }

    /** Prints a line whose beginning has a style. */
    void line(Style style, String styled, String rest) {
        out.println(paint(style, clean(styled)) + clean(rest).stripTrailing());
    }

    private String paint(Style style, String text) {
        return ansi.enabled() && !text.isEmpty() ? style.on() + text + style.off() : text;
    }

    private static String clean(String text) {
        return UNSAFE.matcher(text.replace('\t', ' ')).replaceAll("?");
    }

    /** Prints a text in as many lines as it takes; all but the first are indented to its column. */
    void wrapped(String first, String text) {
        wrapped(Style.reset, "", first, text);
    }

    /** The same behind a word in a style. */
    void wrapped(Style style, String styled, String first, String text) {
        String begin = styled;
        String head = first;
        for (String line : wrap(text, width - styled.length() - first.length())) {
            line(style, begin, head + line);
            begin = " ".repeat(styled.length());
            head = " ".repeat(first.length());
        }
    }

    /** Cuts a text at its spaces and line feeds; a word that is too long stays whole. */
    static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split(" ", -1)) {
                if (line.length() > 0 && line.length() + 1 + word.length() > columns) {
                    lines.add(line.toString());
                    line.setLength(0);
                } else if (line.length() > 0) {
                    line.append(' ');
                }
                line.append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
