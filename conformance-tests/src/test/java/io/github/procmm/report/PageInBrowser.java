package io.github.procmm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of a report in a browser: what a test asks of it. A class of tests begins with a new
 * browser.
 */
abstract class PageInBrowser {

    static final String VISIBLE =
            "[...document.querySelectorAll('.rule')].filter(r => r.offsetParent).map(r => r.id)";
    static final String FOCUSED =
            "document.activeElement.id || document.activeElement"
                    + ".parentElement.id || document.activeElement.parentElement.className";

    @TempDir static Path directory = Path.of("");
    static Report report = SampleReports.mistaken();
    private static @Nullable Browser started;
    private static URI page = URI.create("about:blank");

    @BeforeAll
    static void startTheBrowser() throws Exception {
        Path file = directory.resolve("index.html");
        Files.writeString(file, HtmlPage.write(report));
        page = file.toUri();
        started = Browser.start(Files.createDirectory(directory.resolve("profile")));
        assumeTrue(started != null, "there is no chromium here");
    }

    @AfterAll
    static void endTheBrowser() {
        if (started != null) {
            started.close();
        }
    }

    /** Whatever a test does, no script throws, and nobody is asked for anything but the page. */
    @AfterEach
    void nothingIsComplainedOfAndNothingIsFetched() {
        assertThat(browser().complaints()).isEmpty();
        assertThat(browser().requests())
                .allMatch(url -> url.startsWith(page.toString()) || url.equals("about:blank"));
    }

    static boolean hasCase(RuleEntry rule, String name) {
        return report.cases().stream()
                .anyMatch(some -> some.name().contains(name) && some.rules().contains(rule.id()));
    }

    static List<String> ids(Predicate<RuleEntry> wanted) {
        return report.rules().stream().filter(wanted).map(RuleEntry::id).toList();
    }

    static void open(String hash) throws Exception {
        browser().open(URI.create(page + hash));
    }

    static String text(String expression) throws Exception {
        return browser().text(expression);
    }

    static List<String> list(String expression) throws Exception {
        List<String> list = new ArrayList<>();
        for (JsonNode node : browser().evaluate(expression)) {
            list.add(node.asText());
        }
        return list;
    }

    static Browser browser() {
        return Objects.requireNonNull(started);
    }
}
