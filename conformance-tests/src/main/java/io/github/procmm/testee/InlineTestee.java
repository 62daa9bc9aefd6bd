package io.github.procmm.testee;

import io.github.procmm.backend.Backend;
import io.github.procmm.backend.Offer;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import java.util.List;
import java.util.function.Supplier;

/** A backend in this process that is trusted to answer: whoever asks waits as long as it takes. */
public final class InlineTestee implements Testee {

    private final Backend backend;
    private final TesteeServer server;

    private InlineTestee(Backend backend) {
        this.backend = backend;
        this.server = new TesteeServer(backend);
    }

    /** Returns a source of testees on new backends. */
    public static Source source(Supplier<Backend> backends) {
        return () -> new InlineTestee(backends.get());
    }

    @Override
    public Offer offer() {
        return backend.offer();
    }

    @Override
    public List<Answer> ask(List<Call> calls) throws TesteeFailure {
        try {
            return server.answers(calls);
        } catch (RefusedCall refused) {
            throw RefusedCall.failure(refused.reason());
        }
    }

    @Override
    public void close() {
        backend.close();
    }
}
