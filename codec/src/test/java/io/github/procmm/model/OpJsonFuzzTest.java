package io.github.procmm.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Operations as JSON, from anybody. */
class OpJsonFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyTextIsAnOperationOrIsRefusedWithAReason(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Op op;
        try {
            op = OpJson.fromJson(text);
        } catch (IllegalArgumentException refusal) {
            assertThat(refusal).hasMessageContaining(" ");
            return;
        }
        assertThat(OpJson.fromJson(OpJson.toJson(op))).isEqualTo(op);
    }
}
