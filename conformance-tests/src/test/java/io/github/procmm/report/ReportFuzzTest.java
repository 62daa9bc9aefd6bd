package io.github.procmm.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Files of reports, from anybody: `procmm report` reads several. */
class ReportFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyTextIsAReportOrIsRefused(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Report report;
        try {
            report = ReportJson.read(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining(" ");
            return;
        }
        assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
    }
}
