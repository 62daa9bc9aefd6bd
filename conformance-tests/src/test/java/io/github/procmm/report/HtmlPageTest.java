package io.github.procmm.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.conform.Verdict;
import io.github.procmm.fixture.MistakenBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page, in a browser: what is seen of a report. */
class HtmlPageTest extends PageInBrowser {

    @Test
    void everyRuleIsALineWithItsVerdict() throws Exception {
        open("");
        assertThat(list(VISIBLE)).isEqualTo(ids(rule -> true));
        for (Verdict verdict : Verdict.values()) {
            String marked = ".filter(id => document.getElementById(id).dataset.verdict === '";
            assertThat(list(VISIBLE + marked + verdict + "')"))
                    .isEqualTo(ids(rule -> rule.verdict() == verdict));
        }
        assertThat(text("document.getElementById('verdict').textContent"))
                .isEqualTo(report.rulesWith(Verdict.BROKEN) + " rules broken");
        assertThat(text("document.getElementById('outlived').textContent")).contains("V1-UNMAP-2");
    }

    @Test
    void aReportWithoutFindingsSaysSo() throws Exception {
        Path file = directory.resolve("reference.html");
        Files.writeString(file, HtmlPage.write(SampleReports.reference()));
        browser().open(file.toUri());
        browser().requests().clear();
        assertThat(text("document.getElementById('verdict').textContent"))
                .isEqualTo("All rules hold that were tested");
        assertThat(list("[...document.querySelectorAll('.failure')]")).isEmpty();
    }

    @Test
    void findingsOfACampaignAreCalledThat() throws Exception {
        Report findings =
                new Report(
                        Report.FINDINGS,
                        report.version(),
                        report.run(),
                        report.testee(),
                        report.rules(),
                        report.cases(),
                        List.of());
        Path file = directory.resolve("findings.html");
        Files.writeString(file, HtmlPage.write(findings));
        browser().open(file.toUri());
        browser().requests().clear();
        assertThat(text("document.title")).isEqualTo("procmm fuzz: mistaken");
        assertThat(text("document.querySelector('h1').textContent")).isEqualTo("procmm fuzz");
        assertThat(text("document.getElementById('verdict').textContent"))
                .isEqualTo(report.rulesWith(Verdict.BROKEN) + " findings");
    }

    @Test
    void aFailureShowsAnswersRecordsAndAPicture() throws Exception {
        open("#V1-UNMAP-3");
        String failure = "document.querySelector('#V1-UNMAP-3 .failure')";
        assertThat(text(failure + ".querySelector('.answers').textContent"))
                .isEqualTo("expectedEINVALgot56");
        assertThat(text(failure + ".querySelector('.data').textContent"))
                .contains("MM_MUNMAP", "0x10001001", "not read by MM_MUNMAP");
        assertThat(text(failure + ".querySelector('.picture').getAttribute('aria-label')"))
                .isEqualTo(
                        "before: 0x10000000-0x10004000 rw-p; MM_MUNMAP: 10001000-10003000;"
                                + " after: 0x10000000-0x10004000 rw-p");
        assertThat(text(failure + ".querySelector('.steps .failed').textContent"))
                .contains("MM_MUNMAP addr=0x10001001 len=0x1000", "56, wanted EINVAL");
    }

    @Test
    void wrongAreasAreMarkedWhereTheyDiffer() throws Exception {
        open("#q=aHoleInAnAreaLeavesBothSidesAsTheyWere");
        browser().evaluate("document.getElementById('open-all').click()");
        assertThat(
                        text(
                                "document.querySelectorAll('#V1-UNMAP-1 .case:not([hidden]) .differs').length"))
                .isEqualTo("2");
    }

    @Test
    void whatATesteeWritesIsText() throws Exception {
        open("");
        browser().evaluate("document.getElementById('open-all').click()");
        assertThat(text("document.title")).isEqualTo("procmm conform: mistaken");
        assertThat(text("document.images.length")).isEqualTo("0");
        assertThat(text("document.scripts.length")).isEqualTo("2");
        assertThat(text("document.getElementById('testee').textContent"))
                .isEqualTo("mistaken" + MistakenBackend.MARKUP);
        assertThat(text("document.querySelector('.stderr').textContent"))
                .isEqualTo(SampleReports.STDERR);
        assertThat(
                        list(
                                "[...document.querySelectorAll('.answers .wrong')].map(d => d.textContent)"))
                .anyMatch(got -> got.contains(MistakenBackend.MARKUP));
    }

    @ParameterizedTest
    @CsvSource({"light, rgb(255; 255; 255), Dark", "dark, rgb(21; 24; 28), Light"})
    void thePageIsAsLightAsTheSystemUntilToldOtherwise(String scheme, String back, String other)
            throws Exception {
        browser().prefer(scheme, "");
        open("");
        browser().evaluate("localStorage.clear()");
        open("");
        String colour = "getComputedStyle(document.body).backgroundColor.replace(/,/g, ';')";
        assertThat(text(colour)).isEqualTo(back);
        assertThat(text("document.getElementById('theme').textContent")).isEqualTo(other);

        browser().evaluate("document.getElementById('theme').click()");
        assertThat(text(colour)).isNotEqualTo(back);
        open("");
        assertThat(text(colour)).as("remembered").isNotEqualTo(back);
        browser().evaluate("localStorage.clear()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textStandsOutFromWhatIsBehindIt(String scheme) throws Exception {
        browser().prefer(scheme, "");
        open("#V1-UNMAP-3");
        String contrasts =
                """
                (() => {
                  const numbers = colour => colour.match(/[0-9.]+/g).map(Number);
                  const light = colour => numbers(colour).slice(0, 3)
                      .map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                      .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
                  const back = node => {
                    const colour = getComputedStyle(node).backgroundColor;
                    return numbers(colour)[3] === 0 ? back(node.parentElement) : colour;
                  };
                  return [...document.querySelectorAll('body *')]
                      .filter(node => node.offsetParent && !node.closest(':disabled')
                          && [...node.childNodes].some(c => c.nodeType === 3 && c.data.trim()))
                      .map(node => {
                        const [a, b] = [light(getComputedStyle(node).color), light(back(node))];
                        return {ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05),
                          what: node.className + ' ' + node.textContent.slice(0, 40)};
                      }).filter(some => some.ratio < 4.5).map(some => some.ratio + some.what);
                })()
                """;
        assertThat(list(contrasts)).isEmpty();
    }

    @Test
    void aNarrowWindowIsNotScrolledSideways() throws Exception {
        browser().resize(400, 800);
        open("#V1-UNMAP-3");
        assertThat(browser().evaluate("document.scrollingElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(400);
        browser().resize(1200, 900);
    }

    @Test
    void paperShowsEverythingThatIsNotHiddenAndTheScreenIsAsBefore() throws Exception {
        open("#q=V1-UNMAP-3");
        String shut =
                "[...document.querySelectorAll('.rule:not([hidden]), .rule:not([hidden]) details')]"
                        + ".filter(d => !d.open && d.offsetParent && !d.closest('.failed')).map(d => d.id)";
        List<String> before = list(shut);
        browser().evaluate("dispatchEvent(new Event('beforeprint'))");
        assertThat(list(shut)).isEmpty();
        browser().evaluate("dispatchEvent(new Event('afterprint'))");
        assertThat(list(shut)).containsAll(before);
        assertThat(browser().print(directory.resolve("page.pdf"))).isGreaterThan(1);
    }

    @Test
    void aLargeReportIsThereSoon() throws Exception {
        open("");
        assertThat(report.cases().size()).isGreaterThan(2000);
        assertThat(browser().evaluate("performance.now()").asInt()).isLessThan(10_000);
        assertThat(browser().evaluate("document.querySelectorAll('*').length").asInt())
                .as("elements before anything is opened")
                .isLessThan(10_000);
    }
}
