package io.github.procmm.testee;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.procmm.backend.Offer;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.CountAddressSpaces;
import io.github.procmm.proto.testee.Reply;
import io.github.procmm.proto.testee.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What a testee writes to its standard output: a reply to a greeting, then replies to a batch. */
class ReplyFuzzTest {

    private static final Call CALL =
            Call.newBuilder()
                    .setCountAddressSpaces(CountAddressSpaces.getDefaultInstance())
                    .build();

    @FuzzTest(maxDuration = "10m")
    void anyOutputIsRepliesOrIsAFailure(byte[] data) {
        InputStream in = new ByteArrayInputStream(data);
        try {
            Request hello = Replies.hello(1);
            Reply first = Frames.read(Reply.parser(), in);
            if (first == null) {
                return;
            }
            Offer offer = Replies.offer(hello, first);
            assertThat(offer.name()).isNotNull();
            Request batch = Replies.batch(2, List.of(CALL));
            for (Reply next = Frames.read(Reply.parser(), in);
                    next != null;
                    next = Frames.read(Reply.parser(), in)) {
                List<Answer> answers = Replies.answers(batch, next);
                assertThat(answers).hasSize(1);
            }
        } catch (TesteeFailure failure) {
            assertThat(failure).hasMessageContaining(" ");
        } catch (IOException noReply) {
            assertThat(noReply).hasMessageContaining(" ");
        }
    }
}
