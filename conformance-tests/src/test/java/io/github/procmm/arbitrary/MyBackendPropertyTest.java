package io.github.procmm.arbitrary;

import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.procmm.fixture.ForwardingBackend;
import io.github.procmm.kernel.ReferenceBackend;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The example of the package's documentation, and the same for part v2. */
class MyBackendPropertyTest {

    @Property(tries = 100)
    void answersAsTheReferenceDoes(@ForAll("histories") History history) {
        assertNull(Histories.difference(new MyBackend(), history));
    }

    @Provide
    Arbitrary<History> histories() {
        return Histories.ofRecords();
    }

    @Property(tries = 100)
    void answersBatchesAsTheReferenceDoes(@ForAll("batches") History history) {
        assertNull(Histories.difference(new MyBackend(), history));
    }

    @Provide
    Arbitrary<History> batches() {
        return Histories.ofBatches();
    }

    private static final class MyBackend extends ForwardingBackend {

        MyBackend() {
            super(new ReferenceBackend());
        }
    }
}
