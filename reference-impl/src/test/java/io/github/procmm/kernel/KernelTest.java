package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.model.Generation;
import io.github.procmm.wire.Dialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelTest {

    /** A host runs programs of its own word size, and x86_64 those of i386 too. */
    @ParameterizedTest
    @EnumSource
    void aProgramThatTheHostDoesNotRunIsTheCallersBug(Dialect host) {
        Kernel kernel =
                new Kernel(HostProfile.of(host, Generation.DEFAULT, MemoryManager.LINUX_6_18));
        for (Dialect program : Dialect.values()) {
            boolean compat = host == Dialect.X86_64 && program == Dialect.I386;
            if (program == host || compat) {
                assertThat(kernel.newProcess(program).program()).isEqualTo(program);
                continue;
            }
            assertThatThrownBy(() -> kernel.newProcess(program))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a program for " + program + " does not run on " + host);
        }
    }
}
