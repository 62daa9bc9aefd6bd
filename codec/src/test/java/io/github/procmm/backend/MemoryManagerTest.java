package io.github.procmm.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryManagerTest {

    @Test
    void everyManagerHasTheNameThatSpecUses() {
        assertThat(MemoryManager.values())
                .extracting(MemoryManager::toString)
                .containsExactly("linux-6.18", "original");
    }

    @ParameterizedTest
    @EnumSource
    void aReadableNameLeadsBackToItsManager(MemoryManager manager) {
        assertThat(MemoryManager.of(manager.readableName())).isEqualTo(manager);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LINUX_6_18", "Original", "linux"})
    void anyOtherNameLeadsNowhere(String name) {
        assertThat(MemoryManager.of(name)).isNull();
    }
}
