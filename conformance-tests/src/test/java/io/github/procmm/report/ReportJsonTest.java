package io.github.procmm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.conform.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports to JSON and back. */
class ReportJsonTest {

    @Test
    void whatIsWrittenIsRead() {
        Report report = SampleReports.mistaken();
        assertThat(report.casesWith(Verdict.BROKEN)).isPositive();
        assertThat(report.casesWith(Verdict.KNOWN)).isPositive();
        assertThat(report.casesWith(Verdict.NOT_TESTED)).isPositive();
        assertThat(report.outlived()).containsExactly("V1-UNMAP-2");

        assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
    }

    @Test
    void aRuleAndACaseAreALineEach() {
        Report report = SampleReports.reference();
        int others = 8; // format, run, testee, both ends of rules and of cases, outlived
        assertThat(ReportJson.write(report).lines())
                .hasSize(report.rules().size() + report.cases().size() + others);
    }

    @Test
    void whatAReaderDoesNotKnowItSkips() {
        String json = ReportJson.write(SampleReports.reference());
        String later = json.replace("{\"id\":\"V1-GEN-1\"", "{\"later\":[1],\"id\":\"V1-GEN-1\"");
        assertThat(later).isNotEqualTo(json);
        assertThat(ReportJson.read(later)).isEqualTo(ReportJson.read(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | format '', wanted 'procmm-conform'",
                "[] | format '', wanted 'procmm-conform'",
                "{\"format\":\"x\"} | format 'x', wanted 'procmm-conform'",
                "{\"format\":\"procmm-conform\",\"version\":2} | format version 2, wanted 1",
                "{\"format\":\"procmm-conform\",\"version\":1} | no report: Missing required creator"
                        + " property 'run' (index 2)",
                "{\"format\":\"procmm | no report: Unexpected end-of-input: was expecting closing"
                        + " quote for a string value"
            })
    void whatIsNoReportIsRefused(String json, String message) {
        assertThatThrownBy(() -> ReportJson.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
