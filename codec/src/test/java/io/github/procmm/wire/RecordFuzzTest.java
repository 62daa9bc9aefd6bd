package io.github.procmm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.procmm.model.Decoded;
import io.github.procmm.model.Malformed;
import io.github.procmm.model.Op;
import io.github.procmm.model.Opcode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Records of v1, from anybody. The first byte of an input selects the dialect. */
class RecordFuzzTest {

    private static final Dialect[] DIALECTS = Dialect.values();

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreAnOperationOrAreRefused(byte[] data) {
        if (data.length == 0) {
            return;
        }
        Dialect dialect = DIALECTS[(data[0] & 0xff) % DIALECTS.length];
        ByteBuf in = Unpooled.wrappedBuffer(data, 1, data.length - 1);
        Decoded decoded = new RecordDecoder(dialect).decode(in, 0, data.length - 1);
        RecordView view = new RecordView(dialect);
        Opcode opcode = view.wrap(in, 0, data.length - 1);
        if (decoded instanceof Malformed malformed) {
            assertThat(opcode).isNull();
            assertThat(view.malformed()).isEqualTo(malformed);
            assertThat(malformed.toString()).isNotBlank();
            return;
        }
        Op op = (Op) decoded;
        assertThat(opcode).isEqualTo(op.opcode());
        ByteBuf out = Unpooled.buffer();
        new RecordEncoder(dialect).encode(op, out);
        assertThat(out.readableBytes()).isEqualTo(dialect.recordSize());
        assertThat(new RecordDecoder(dialect).decode(out)).isEqualTo(op);
    }
}
