package io.github.procmm.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The schema describes everything that is in a report. */
class ReportSchemaTest {

    @Test
    void reportsFitTheSchema() throws IOException {
        JsonSchema schema = schema();
        for (Report report : new Report[] {SampleReports.reference(), SampleReports.mistaken()}) {
            String json = ReportJson.write(report);
            assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        }
    }

    @Test
    void whatIsNoReportDoesNotFit() throws IOException {
        String json = ReportJson.write(SampleReports.reference());
        assertThat(schema().validate(json.replace("HOLDS", "WELL"), InputFormat.JSON)).isNotEmpty();
        assertThat(schema().validate("{}", InputFormat.JSON)).isNotEmpty();
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream in = Report.class.getResourceAsStream("conform.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Objects.requireNonNull(in));
        }
    }
}
