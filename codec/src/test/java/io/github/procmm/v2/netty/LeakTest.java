package io.github.procmm.v2.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.LeakRecorder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Who watches the watcher: a buffer that is forgotten is found, so no leak above is overlooked. */
@EnabledIfSystemProperty(named = "io.netty.customResourceLeakDetector", matches = ".+LeakRecorder")
class LeakTest {

    private static final int ROUNDS = 50;

    @BeforeEach
    void othersHaveLeakedNothing() throws InterruptedException {
        assertThat(LeakRecorder.leaks()).isEmpty();
    }

    @Test
    void aForgottenBufferIsFound() throws InterruptedException {
        forgetOne();
        List<String> leaks = new ArrayList<>();
        for (int round = 0; leaks.isEmpty() && round < ROUNDS; round++) {
            leaks.addAll(LeakRecorder.leaks());
        }
        assertThat(leaks).hasSize(1);
        assertThat(leaks.get(0)).contains("forgetOne");
    }

    private static void forgetOne() {
        ByteBuf forgotten = ByteBufAllocator.DEFAULT.buffer();
        forgotten.writeByte(1);
    }

    @Test
    void aReleasedBufferIsNoLeak() throws InterruptedException {
        ByteBufAllocator.DEFAULT.buffer().release();
        assertThat(LeakRecorder.leaks()).isEmpty();
    }
}
