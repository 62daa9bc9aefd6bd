package io.github.procmm.testee;

import io.github.procmm.backend.Backend;
import io.github.procmm.backend.Offer;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A backend in this process that is trusted to answer: whoever asks waits as long as it takes, and
 * only another thread can see that it takes too long.
 */
public final class InlineTestee implements Testee {

    private final Backend backend;
    private final TesteeServer server;
    private final Duration limit;

    /** When the batch was asked that is being answered, by {@link System#nanoTime()}. */
    private volatile long since;

    private volatile boolean asked;

    private InlineTestee(Backend backend, Duration limit) {
        this.backend = backend;
        this.server = new TesteeServer(backend);
        this.limit = limit;
    }

    /** Returns a source of testees on new backends that are never overdue. */
    public static Source source(Supplier<Backend> backends) {
        return source(backends, Duration.ofNanos(Long.MAX_VALUE));
    }

    /**
     * Returns a source of testees on new backends.
     *
     * @param limit how long one batch may take until the testee is overdue
     */
    public static Source source(Supplier<Backend> backends, Duration limit) {
        return () -> new InlineTestee(backends.get(), limit);
    }

    @Override
    public Offer offer() {
        return backend.offer();
    }

    @Override
    public List<Answer> ask(List<Call> calls) throws TesteeFailure {
        since = System.nanoTime();
        asked = true;
        try {
            return server.answers(calls);
        } catch (RefusedCall refused) {
            throw RefusedCall.failure(refused.reason());
        } finally {
            asked = false;
        }
    }

    @Override
    public @Nullable TesteeFailure overdue() {
        if (!asked || System.nanoTime() - since < limit.toNanos()) {
            return null;
        }
        String call = server.begun().getCallCase().name().toLowerCase(Locale.ROOT);
        String what =
                "no answer in %s to %s".formatted(TimeLimits.words(limit), call.replace('_', ' '));
        return new TesteeFailure(TesteeFailure.Kind.HUNG, what, "");
    }

    @Override
    public void close() {
        backend.close();
    }
}
