package io.github.procmm.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Files of traces, from anybody. */
class TraceFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyFileIsATraceOrIsRefused(byte[] data) throws IOException {
        try (TraceReader reader = new TraceReader(new ByteArrayInputStream(data))) {
            while (reader.next() != null) {
                assertThat(reader.where()).isNotBlank();
            }
            assertThat(reader.next()).isNull();
        } catch (TraceException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }
}
