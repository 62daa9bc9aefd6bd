package io.github.procmm.testee;

import static io.github.procmm.testee.TesteeFailure.Kind.GARBAGE;

import io.github.procmm.backend.Offer;
import io.github.procmm.kernel.Page;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Batch;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Hello;
import io.github.procmm.proto.testee.Host;
import io.github.procmm.proto.testee.Reply;
import io.github.procmm.proto.testee.Request;
import io.github.procmm.proto.testee.Welcome;
import java.util.List;

/** The judge's side of the protocol: what is asked, and whether that has been answered. */
final class Replies {

    private Replies() {}

    static Request hello(long id) {
        return Request.newBuilder()
                .setId(id)
                .setHello(
                        Hello.newBuilder()
                                .setLowestVersion(TesteeServer.VERSION)
                                .setHighestVersion(TesteeServer.VERSION))
                .build();
    }

    static Request batch(long id, List<Call> calls) {
        return Request.newBuilder()
                .setId(id)
                .setBatch(Batch.newBuilder().addAllCalls(calls))
                .build();
    }

    static Offer offer(Request hello, Reply reply) throws TesteeFailure {
        check(hello, reply);
        if (!reply.hasWelcome()) {
            throw garbage("Hello was answered with " + kind(reply));
        }
        Welcome welcome = reply.getWelcome();
        if (welcome.getVersion() != TesteeServer.VERSION) {
            throw garbage(
                    "Welcome has version "
                            + Integer.toUnsignedString(welcome.getVersion())
                            + ", wanted "
                            + TesteeServer.VERSION);
        }
        if (welcome.getPageSize() != Page.SIZE) {
            throw garbage(
                    "Welcome has page_size "
                            + Long.toUnsignedString(welcome.getPageSize())
                            + ", the suite is for "
                            + Page.SIZE);
        }
        for (Host host : welcome.getHostsList()) {
            if (OfferMessages.fromMessage(host) == null) {
                throw garbage("Welcome has a host that is none: " + words(host));
            }
        }
        return OfferMessages.fromMessage(welcome);
    }

    private static String words(Host host) {
        return "dialect '%s', generation '%s', manager '%s'"
                .formatted(host.getDialect(), host.getGeneration(), host.getManager());
    }

    static List<Answer> answers(Request batch, Reply reply) throws TesteeFailure {
        check(batch, reply);
        if (!reply.hasAnswers()) {
            throw garbage("Batch was answered with " + kind(reply));
        }
        int asked = batch.getBatch().getCallsCount();
        int answered = reply.getAnswers().getAnswersCount();
        if (answered != asked) {
            throw garbage(asked + " calls got " + answered + " answers");
        }
        return reply.getAnswers().getAnswersList();
    }

    private static void check(Request request, Reply reply) throws TesteeFailure {
        if (reply.getId() != request.getId()) {
            throw garbage(
                    "the reply has id "
                            + Long.toUnsignedString(reply.getId())
                            + ", the request "
                            + Long.toUnsignedString(request.getId()));
        }
        if (reply.hasRefusal()) {
            throw RefusedCall.failure(reply.getRefusal().getReason());
        }
    }

    private static String kind(Reply reply) {
        return reply.getReplyCase().toString();
    }

    private static TesteeFailure garbage(String what) {
        return new TesteeFailure(GARBAGE, what, "");
    }
}
