package io.github.procmm.kernel;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether everything that several threads do to shared spaces is linearizable. */
class SharedSpacesLincheckTest {

    /** The others are not there, and Lincheck stumbles over classes that lack theirs. */
    @BeforeAll
    static void logByTheJdk() {
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    }

    /** Real threads, many times. */
    @Test
    void stress() {
        new StressOptions()
                .iterations(40)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(2)
                .check(SharedSpaces.class);
    }

    /** One thread at a time, which changes wherever they could see each other. */
    @Test
    void modelChecking() {
        new ModelCheckingOptions()
                .iterations(10)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(1)
                .addGuarantee(
                        ManagedStrategyGuaranteeKt.forClasses(
                                        SharedSpacesLincheckTest::isOfOneThread)
                                .allMethods()
                                .ignore())
                .check(SharedSpaces.class);
    }

    /** Bytes and what is read of them: each thread has its own. */
    private static boolean isOfOneThread(String type) {
        boolean ours = type.startsWith("io.github.procmm.");
        boolean kernel = type.startsWith("io.github.procmm.kernel.");
        return type.startsWith("io.netty.") || (ours && !kernel);
    }
}
