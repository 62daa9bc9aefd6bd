package io.github.procmm.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.wire.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriterProfileTest {

    @Test
    void aWriterHasNoLimitAndNothingMapped() {
        assertThat(WriterProfile.of(Dialect.I386))
                .isEqualTo(new WriterProfile(Dialect.I386, -1L, List.of()));
    }

    @Test
    void aWriterDoesNotChangeWithTheListThatItWasMadeOf() {
        List<AddressRange> taken = new ArrayList<>();
        WriterProfile writer = new WriterProfile(Dialect.I386, 1, taken);

        taken.add(new AddressRange(1, 2));

        assertThat(writer.taken()).isEmpty();
    }
}
