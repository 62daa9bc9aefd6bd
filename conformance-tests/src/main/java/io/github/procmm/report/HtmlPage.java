package io.github.procmm.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A report as one page for a browser, that needs nothing beside it: style, scripts and data are in
 * it. The data are the JSON form; scripts make of it what is seen.
 */
final class HtmlPage {

    private static final List<String> SCRIPTS =
            List.of("dom.js", "picture.js", "failure.js", "rules.js", "page.js");

    private HtmlPage() {}

    /** Returns the page. */
    static String write(Report report) {
        String scripts = SCRIPTS.stream().map(HtmlPage::resource).collect(Collectors.joining("\n"));
        String page = resource("page.html");
        page = fill(page, "style", resource("page.css"));
        page = fill(page, "script", scripts);
        return fill(page, "report", inScript(ReportJson.write(report))); // last: it may say "{{"
    }

    /** Returns JSON that nothing in it can end the element of: it only has these in strings. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c").replace("\u2028", "\\u2028");
    }

    private static String fill(String page, String name, String with) {
        String hole = "{{" + name + "}}";
        int at = page.indexOf(hole);
        return page.substring(0, at) + with + page.substring(at + hole.length());
    }

    private static String resource(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
