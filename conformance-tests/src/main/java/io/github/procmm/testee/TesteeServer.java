package io.github.procmm.testee;

import io.github.procmm.backend.Backend;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Answers;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Hello;
import io.github.procmm.proto.testee.Refusal;
import io.github.procmm.proto.testee.Reply;
import io.github.procmm.proto.testee.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Serves a backend to a judge on the other end of two pipes (SPEC.md, section 14). */
public final class TesteeServer {

    /** The one version of the protocol that there is. */
    static final int VERSION = 1;

    private final Backend backend;
    private final CallAnswers answers;

    /** The call that was begun last: written without a fence, which each call would pay for. */
    private final AtomicReference<Call> begun = new AtomicReference<>(Call.getDefaultInstance());

    /** Makes a server; it does not close the backend. */
    public TesteeServer(Backend backend) {
        this.backend = backend;
        this.answers = new CallAnswers(backend);
    }

    /**
     * Answers requests until there are none.
     *
     * @throws IOException when the judge has gone, or sends what is no request
     */
    public void serve(InputStream in, OutputStream out) throws IOException {
        for (Request request = Frames.read(Request.parser(), in);
                request != null;
                request = Frames.read(Request.parser(), in)) {
            Frames.write(reply(request), out);
        }
    }

    /** Returns the reply to one request: a refusal where the backend throws. */
    public Reply reply(Request request) {
        Reply.Builder reply = Reply.newBuilder().setId(request.getId());
        return switch (request.getRequestCase()) {
            case HELLO -> welcome(request.getHello(), reply);
            case BATCH -> {
                try {
                    List<Answer> all = answers(request.getBatch().getCallsList());
                    yield reply.setAnswers(Answers.newBuilder().addAllAnswers(all)).build();
                } catch (RefusedCall refused) {
                    yield refused(refused.reason(), reply);
                }
            }
            case REQUEST_NOT_SET -> refused("a request of no known kind", reply);
        };
    }

    /**
     * Returns an answer to each of some calls, for whoever is in the same process.
     *
     * @throws RefusedCall when the backend throws
     */
    List<Answer> answers(List<Call> calls) throws RefusedCall {
        List<Answer> all = new ArrayList<>(calls.size());
        try {
            for (Call call : calls) {
                begun.setRelease(call);
                all.add(answers.answer(call));
            }
        } catch (RuntimeException | AssertionError thrown) {
            throw new RefusedCall(all.size(), thrown);
        }
        return all;
    }

    /** Returns the call that was begun last, for other threads: soon, not at once. */
    Call begun() {
        return begun.getAcquire();
    }

    private Reply welcome(Hello hello, Reply.Builder reply) {
        if (hello.getLowestVersion() > VERSION || hello.getHighestVersion() < VERSION) {
            return refused("version " + VERSION + " only", reply);
        }
        return reply.setWelcome(OfferMessages.toMessage(backend.offer(), VERSION)).build();
    }

    private static Reply refused(String reason, Reply.Builder reply) {
        return reply.setRefusal(Refusal.newBuilder().setReason(reason)).build();
    }
}
