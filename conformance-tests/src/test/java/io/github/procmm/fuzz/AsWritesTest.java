package io.github.procmm.fuzz;

import static io.github.procmm.fuzz.Writes.boot;
import static io.github.procmm.fuzz.Writes.map;
import static io.github.procmm.fuzz.Writes.open;
import static io.github.procmm.fuzz.Writes.protect;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import io.github.procmm.v2.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsWritesTest {

    private static final int GIVEN = Sent.HEADER + 8;
    private static final Fill HANDLE = new Fill(Sent.HEADER + 8, 8, 2, GIVEN, 0);

    private static Step gives(Operation operation) {
        return Sent.send(Sent.record(operation, 0, 0, Writes.FD, 0));
    }

    private static @Nullable List<Step> with(Step gives, ByteString sent) {
        List<Step> steps = List.of(boot(), open(), gives, Sent.send(sent, HANDLE));
        List<Answer> answers =
                List.of(
                        Answer.getDefaultInstance(),
                        Answer.getDefaultInstance(),
                        Sent.reply(1),
                        Sent.reply(1));
        List<Numbered> written = new AsWrites(new Played(steps, answers, 1, null)).with(3);
        return written == null ? null : written.stream().map(Numbered::step).toList();
    }

    private static ByteString mapping(int flags) {
        return Sent.record(Operation.MAP, flags, 0, 0x1000, 0x2000, 0, 0, 3, 0, 0);
    }

    @Test
    void theFileOfAnImportedSpaceIsWrittenTo() {
        Step imports = gives(Operation.IMPORT);
        ByteString protects = Sent.record(Operation.PROTECT, 0, 0, 0x1000, 0x2000, 1);

        assertThat(with(imports, mapping(1)))
                .containsExactly(boot(), open(), imports, map(0x1000, 0x2000, 3));
        assertThat(with(imports, protects))
                .containsExactly(boot(), open(), imports, protect(0x1000, 0x2000, 1));
    }

    @Test
    void aCreatedSpaceHasNoFile() {
        assertThat(with(gives(Operation.CREATE), mapping(1))).isNull();
    }

    @Test
    void whatNoWriteSaysStaysAFrame() {
        Step imports = gives(Operation.IMPORT);

        assertThat(with(imports, mapping(0))).isNull();
        assertThat(with(imports, Sent.record(Operation.DISCARD, 0, 0, 0x1000, 0x2000))).isNull();
        assertThat(with(imports, Sent.frame(0, 0))).isNull();
    }
}
