package io.github.procmm.junit;

import io.github.procmm.backend.Backend;
import io.github.procmm.kernel.ReferenceBackend;

/** Every rule of SPEC.md holds for the reference kernel. */
class ReferenceConformanceTest extends BackendConformance {

    @Override
    protected Backend newBackend() {
        return new ReferenceBackend();
    }
}
