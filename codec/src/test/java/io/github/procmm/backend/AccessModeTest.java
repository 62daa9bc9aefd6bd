package io.github.procmm.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccessModeTest {

    @Test
    void aModeIsForReadingForWritingOrForBoth() {
        assertThat(Stream.of(AccessMode.values()).filter(AccessMode::reads))
                .containsExactly(AccessMode.READ_ONLY, AccessMode.READ_WRITE);
        assertThat(Stream.of(AccessMode.values()).filter(AccessMode::writes))
                .containsExactly(AccessMode.WRITE_ONLY, AccessMode.READ_WRITE);
    }
}
