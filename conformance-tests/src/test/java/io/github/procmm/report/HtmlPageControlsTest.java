package io.github.procmm.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.conform.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page, in a browser: what its address, keys and buttons do. */
class HtmlPageControlsTest extends PageInBrowser {

    @Test
    void theAddressCanAskForVerdictsAndWords() throws Exception {
        open("#v=broken");
        assertThat(list(VISIBLE)).isEqualTo(ids(rule -> rule.verdict() == Verdict.BROKEN));
        open("#v=broken,untested");
        assertThat(list(VISIBLE))
                .isEqualTo(
                        ids(
                                rule ->
                                        rule.verdict() == Verdict.BROKEN
                                                || rule.verdict() == Verdict.NOT_TESTED));
        open("#q=anUnalignedAddressIsEINVAL");
        assertThat(list(VISIBLE))
                .contains("V1-UNMAP-3")
                .isEqualTo(ids(rule -> hasCase(rule, "anUnalignedAddressIsEINVAL")));
        open("#q=nobody+wrote+this");
        assertThat(list(VISIBLE)).isEmpty();
        assertThat(text("document.getElementById('nothing').hidden")).isEqualTo("false");
    }

    @Test
    void theAddressCanNameARuleWhichIsThenOpen() throws Exception {
        open("#V1-UNMAP-3");
        assertThat(text("document.getElementById('V1-UNMAP-3').open")).isEqualTo("true");
        assertThat(text(FOCUSED)).isEqualTo("V1-UNMAP-3");
        assertThat(text("document.querySelector('#V1-UNMAP-3 .failure') !== null"))
                .isEqualTo("true");
    }

    @Test
    void answersAndRecordsAreFoundToo() throws Exception {
        open("#q=addr%3D0x10001001");
        assertThat(list(VISIBLE)).contains("V1-UNMAP-3").doesNotContain("V1-MEM-1");
    }

    @Test
    void aRuleFoundByItsCasesShowsOnlyThem() throws Exception {
        open("#q=anUnalignedAddressIsEINVAL");
        browser().evaluate("document.querySelector('#V1-UNMAP-3 > summary').click()");
        assertThat(
                        list(
                                "[...document.querySelectorAll('#V1-UNMAP-3 .name')]"
                                        + ".filter(n => n.offsetParent).map(n => n.textContent)"))
                .containsExactly("V1-UNMAP-3/anUnalignedAddressIsEINVAL");
    }

    @Test
    void aButtonHidesAVerdictAndTheAddressKeepsIt() throws Exception {
        open("");
        browser().evaluate("document.getElementById('show-holds').click()");
        assertThat(list(VISIBLE)).isEqualTo(ids(rule -> rule.verdict() != Verdict.HOLDS));
        assertThat(text("document.getElementById('show-holds').getAttribute('aria-pressed')"))
                .isEqualTo("false");
        assertThat(text("location.hash")).isEqualTo("#v=broken,known,untested");
    }

    @Test
    void anotherHostCanBeChosen() throws Exception {
        open("#V1-UNMAP-3");
        String failure = "document.querySelector('#V1-UNMAP-3 .failure')";
        browser()
                .evaluate(
                        "(() => { const choice = "
                                + failure
                                + ".querySelector('select'); choice.selectedIndex = 1;"
                                + " choice.dispatchEvent(new Event('change')); })()");
        assertThat(text(failure + ".querySelector('.steps li').textContent"))
                .isEqualTo("boot i386,skas3-2.4,linux-6.18 \u2192 0");
    }

    @Test
    void keysSearchAndWalkAndOpen() throws Exception {
        open("");
        browser().press("/");
        assertThat(text(FOCUSED)).isEqualTo("search");
        browser().press("V", "1", "-", "U", "N", "M", "A", "P", "-");
        assertThat(list(VISIBLE)).contains("V1-UNMAP-1", "V1-UNMAP-4").doesNotContain("V1-FILE-1");
        assertThat(text("location.hash")).isEqualTo("#q=V1-UNMAP-");
        browser().press("Escape");
        assertThat(list(VISIBLE)).isEqualTo(ids(rule -> true));
        browser().press("ArrowDown");
        assertThat(text(FOCUSED)).isEqualTo("V1-GEN-1");
        browser().press("ArrowRight");
        assertThat(text("document.getElementById('V1-GEN-1').open")).isEqualTo("true");
        browser().press("ArrowLeft");
        assertThat(text("document.getElementById('V1-GEN-1').open")).isEqualTo("false");
        browser().press("Enter");
        assertThat(text("document.getElementById('V1-GEN-1').open")).isEqualTo("true");
    }

    @Test
    void keysGoFromFailureToFailure() throws Exception {
        open("");
        List<String> failing =
                ids(rule -> rule.verdict() == Verdict.BROKEN || rule.verdict() == Verdict.KNOWN);
        browser().press("n");
        assertThat(text(FOCUSED)).isEqualTo(failing.get(0));
        browser().press("n", "n");
        assertThat(text(FOCUSED)).isEqualTo(failing.get(2));
        browser().press("p");
        assertThat(text(FOCUSED)).isEqualTo(failing.get(1));
        assertThat(text("document.querySelector('#" + failing.get(1) + " .failure') !== null"))
                .isEqualTo("true");
        browser().press("ArrowDown");
        assertThat(text(FOCUSED)).isEqualTo("case");
        browser().press("ArrowLeft", "ArrowLeft");
        assertThat(text(FOCUSED)).isEqualTo(failing.get(1));
    }

    @Test
    void theKeysAreListed() throws Exception {
        open("");
        browser().press("?");
        assertThat(text("document.getElementById('keys').open")).isEqualTo("true");
        browser().press("Escape");
        assertThat(text("document.getElementById('keys').open")).isEqualTo("false");
    }

    @Test
    void theTabKeyGoesFromTheToolsToTheGroupsToTheRules() throws Exception {
        open("");
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            browser().press("Tab");
            order.add(text("document.activeElement.id || document.activeElement.textContent"));
        }
        assertThat(order)
                .containsSubsequence(
                        "To the rules",
                        "search",
                        "show-broken",
                        "show-holds",
                        "open-all",
                        "close-all",
                        "theme",
                        "help",
                        "V1-GEN");
    }
}
