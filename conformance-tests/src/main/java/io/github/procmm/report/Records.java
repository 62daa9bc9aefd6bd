package io.github.procmm.report;

import com.google.protobuf.Message;
import io.github.procmm.conform.CallRecords;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.schema.ByteSpan;
import io.github.procmm.schema.RecordAnatomy;
import io.github.procmm.schema.SchemaCodec;
import io.github.procmm.suite.Case;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.Unpooled;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Takes the records apart that calls write. Keeps what it needs for each dialect. */
final class Records {

    private final Message described;
    private final Map<Dialect, RecordAnatomy> anatomies = new EnumMap<>(Dialect.class);

    /**
     * Begins.
     *
     * @param described of the message that describes the records
     */
    Records(Message described) {
        this.described = described;
    }

    List<RecordEntry> of(Call call, Case tried) {
        Dialect dialect = CallRecords.dialect(call, tried);
        RecordAnatomy anatomy = anatomies.computeIfAbsent(dialect, this::anatomy);
        return CallRecords.bytes(call).stream()
                .map(bytes -> Unpooled.wrappedBuffer(bytes.asReadOnlyByteBuffer()))
                .map(anatomy::of)
                .map(spans -> new RecordEntry(dialect.readableName(), fields(spans)))
                .toList();
    }

    private RecordAnatomy anatomy(Dialect dialect) {
        return new RecordAnatomy(new SchemaCodec(described, dialect.abi()).schema());
    }

    private static List<RecordEntry.Field> fields(List<ByteSpan> spans) {
        return spans.stream().map(Records::field).toList();
    }

    private static RecordEntry.Field field(ByteSpan span) {
        String value =
                switch (span.kind()) {
                    case OPCODE -> Integer.toString((int) span.value()); // an int in C
                    case FIELD -> Hex.of(span.value());
                    case PADDING, IGNORED, MISSING, EXCESS -> "";
                };
        return new RecordEntry.Field(
                span.offset(),
                span.length(),
                span.kind().name(),
                span.name(),
                span.hex(),
                value,
                span.meaning());
    }
}
