package io.github.procmm.v2;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of section 19. */
class HandleTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0x0000000100000000",
        "5, 1, 0x0000000100000005",
        "-1, 2147483647, 0x7fffffffffffffff"
    })
    void V2_HANDLE_1_aHandleIsAGenerationAndAnIndex(int index, int generation, long handle) {
        assertThat(Handle.of(index, generation)).isEqualTo(handle);
    }

    @Property
    void V2_HANDLE_1_aHandleIsNeither0NorAReference(
            @ForAll int index, @ForAll @IntRange(min = 1) int generation) {
        long handle = Handle.of(index, generation);
        assertThat(handle).isPositive();
        assertThat(Handle.isReference(handle)).isFalse();
        assertThat(Handle.index(handle)).isEqualTo(index);
        assertThat(Handle.generation(handle)).isEqualTo(generation);
    }

    @Test
    void V2_HANDLE_8_aReferenceHasBit63AndTheNumberOfARecord() {
        assertThat(Handle.reference(0)).isEqualTo(0x8000_0000_0000_0000L);
        assertThat(Handle.reference(7)).isEqualTo(0x8000_0000_0000_0007L);
        assertThat(Handle.isReference(Handle.reference(7))).isTrue();
        assertThat(Handle.referred(Handle.reference(7))).isEqualTo(7);
        assertThat(Handle.referred(Handle.reference(Integer.MAX_VALUE)))
                .isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0x8000_0001_0000_0000L, 0xffff_ffff_ffff_ffffL, 0x8000_0000_8000_0000L})
    void V2_HANDLE_8_bitsThatNoReferenceHasReferToNothing(long number) {
        assertThat(Handle.isReference(number)).isTrue();
        assertThat(Handle.referred(number)).isEqualTo(-1);
    }
}
