package io.github.procmm.testee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Reply;
import io.github.procmm.proto.testee.Request;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The exchange that SPEC.md, section 14, shows in bytes is one. */
class SpecExchangeTest {

    private static final Pattern LINE =
            Pattern.compile(
                    "(?m)^    (judge  |testee ) ([0-9a-f]+ [0-9a-f]+)(?:\\R +([0-9a-f]+))?$");

    @Test
    void whatTheJudgeSendsThereIsWhatThisJudgeSends() throws Exception {
        Request hello = Frames.read(Request.parser(), messages().get(0));
        Request batch = Frames.read(Request.parser(), messages().get(2));

        assertThat(hello).isEqualTo(Replies.hello(1));
        assertThat(Objects.requireNonNull(batch).getBatch().getCallsList())
                .extracting(Call::getCallCase)
                .containsExactly(Call.CallCase.BOOT, Call.CallCase.OPEN, Call.CallCase.MAPS);
    }

    @Test
    void whatTheTesteeAnswersThereIsTakenForAnswers() throws Exception {
        Request hello = Frames.read(Request.parser(), messages().get(0));
        Reply welcome = Frames.read(Reply.parser(), messages().get(1));
        Request batch = Frames.read(Request.parser(), messages().get(2));
        Reply answers = Frames.read(Reply.parser(), messages().get(3));

        assertThat(Replies.offer(required(hello), required(welcome)).name()).isEqualTo("mine");
        assertThat(Replies.answers(required(batch), required(answers)))
                .isEqualTo(
                        new TesteeServer(new ReferenceBackend())
                                .reply(required(batch))
                                .getAnswers()
                                .getAnswersList());
    }

    private static <T> T required(@Nullable T message) {
        return Objects.requireNonNull(message);
    }

    private static List<InputStream> messages() throws Exception {
        List<InputStream> messages = new ArrayList<>();
        try (InputStream in = SpecExchangeTest.class.getResourceAsStream("/procmm/SPEC.md")) {
            String spec =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Matcher line = LINE.matcher(spec);
            while (line.find()) {
                String hex = line.group(2) + (line.group(3) == null ? "" : line.group(3));
                messages.add(
                        new ByteArrayInputStream(HexFormat.of().parseHex(hex.replace(" ", ""))));
            }
        }
        assertThat(messages).as("the messages of section 14").hasSize(4);
        return messages;
    }
}
