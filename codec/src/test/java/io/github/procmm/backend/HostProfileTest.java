package io.github.procmm.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.model.Generation;
import io.github.procmm.wire.Dialect;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostProfileTest {

    private static final HostProfile HOST =
            new HostProfile(Dialect.ARM, Generation.SKAS3_2_4, MemoryManager.ORIGINAL, 11, 22, 33);

    @Test
    void aHostHasNoLimitsButLinuxsNumberOfAreas() {
        assertThat(HostProfile.of(Dialect.ARM, Generation.SKAS3_2_4, MemoryManager.ORIGINAL))
                .isEqualTo(
                        HOST.withMaxMapCount(65530)
                                .withMaxAddressSpaces(Integer.MAX_VALUE)
                                .withLdtEntries(Long.MAX_VALUE));
    }

    @Test
    void anotherLimitLeavesTheOthers() {
        assertThat(limits(HOST.withMaxMapCount(7))).isEqualTo("7 22 33");
        assertThat(limits(HOST.withMaxAddressSpaces(7))).isEqualTo("11 7 33");
        assertThat(limits(HOST.withLdtEntries(7))).isEqualTo("11 22 7");
    }

    @ParameterizedTest
    @EnumSource
    void V1_MAP_11_onlyTheLastGenerationRefusesAnUnalignedOffsetAndOnlyOn64Bits(
            Generation generation) {
        boolean last = generation == Generation.SKAS3_V9;
        assertThat(
                        Stream.of(Dialect.values())
                                .filter(of -> host(of, generation).refusesUnalignedOffset()))
                .isEqualTo(last ? List.of(Dialect.X86_64, Dialect.S390X) : List.of());
    }

    @Test
    void V1_LDT_10_onlyX86HasLdts() {
        assertThat(
                        Stream.of(Dialect.values())
                                .filter(dialect -> host(dialect, Generation.DEFAULT).hasLdts()))
                .containsExactly(Dialect.I386, Dialect.X86_64);
    }

    private static HostProfile host(Dialect dialect, Generation generation) {
        return HostProfile.of(dialect, generation, MemoryManager.LINUX_6_18);
    }

    private static String limits(HostProfile host) {
        assertThat(Offer.HostKind.of(host)).isEqualTo(Offer.HostKind.of(HOST));
        return host.maxMapCount() + " " + host.maxAddressSpaces() + " " + host.ldtEntries();
    }
}
