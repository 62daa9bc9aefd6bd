package io.github.procmm.testee;

import static io.github.procmm.testee.TesteeFailure.Kind.GARBAGE;
import static io.github.procmm.testee.TesteeFailure.Kind.REFUSED;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.procmm.backend.Offer;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Reply;
import io.github.procmm.proto.testee.Request;
import java.util.List;
import java.util.function.UnaryOperator;

/** A testee that is a function on bytes: the protocol without processes. */
public final class BytesTestee implements Testee {

    private final UnaryOperator<byte[]> program;
    private final Offer offer;
    private long lastId;

    /** Says hello. */
    public BytesTestee(UnaryOperator<byte[]> program) throws TesteeFailure {
        this.program = program;
        Request hello = Replies.hello(++lastId);
        this.offer = Replies.offer(hello, reply(hello));
    }

    @Override
    public Offer offer() {
        return offer;
    }

    @Override
    public List<Answer> ask(List<Call> calls) throws TesteeFailure {
        Request batch = Replies.batch(++lastId, calls);
        return Replies.answers(batch, reply(batch));
    }

    private Reply reply(Request request) throws TesteeFailure {
        try {
            return Reply.parseFrom(program.apply(request.toByteArray()));
        } catch (InvalidProtocolBufferException garbage) {
            throw new TesteeFailure(GARBAGE, String.valueOf(garbage.getMessage()), "");
        } catch (RuntimeException thrown) {
            throw new TesteeFailure(REFUSED, thrown.toString(), "");
        }
    }

    @Override
    public void close() {}
}
