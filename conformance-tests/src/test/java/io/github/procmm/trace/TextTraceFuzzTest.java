package io.github.procmm.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Traces of lines, from anybody. */
class TextTraceFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyTextIsATraceOrIsRefused(byte[] data) throws IOException {
        try (TextTraceReader reader =
                new TextTraceReader(new ByteArrayInputStream(data), "a fuzzer")) {
            EventOrder order = new EventOrder(false);
            for (var event = reader.next(); event != null; event = reader.next()) {
                assertThat(order.check(event)).isNull();
            }
        } catch (TraceException refused) {
            assertThat(refused).hasMessageContaining("line ");
        }
    }
}
