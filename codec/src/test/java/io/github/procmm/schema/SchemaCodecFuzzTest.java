package io.github.procmm.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.Message;
import io.github.procmm.model.Decoded;
import io.github.procmm.model.Op;
import io.github.procmm.model.OpMessages;
import io.github.procmm.proto.v1.ProcMmOp;
import io.github.procmm.proto.v2.Negotiation;
import io.github.procmm.proto.v2.Operation;
import io.github.procmm.wire.Abi;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** Records of described interfaces, from anybody. The first byte of an input selects which. */
class SchemaCodecFuzzTest {

    private static final List<Dialect> DIALECTS = List.of(Dialect.values());
    private static final List<SchemaCodec> CODECS = codecs();

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreAMessageOrAreRefused(byte[] data) {
        if (data.length == 0) {
            return;
        }
        int choice = (data[0] & 0xff) % CODECS.size();
        SchemaCodec codec = CODECS.get(choice);
        ByteBuf in = Unpooled.wrappedBuffer(data, 1, data.length - 1);
        if (choice < DIALECTS.size()) {
            agrees(codec, DIALECTS.get(choice), in);
            return;
        }
        SchemaDecoded decoded = codec.decode(in);
        if (decoded instanceof SchemaDecoded.Accepted accepted) {
            assertThat(in.readerIndex()).isPositive();
            staysItself(codec, accepted.message());
        } else {
            assertThat(in.readerIndex()).isZero();
        }
    }

    /** The codec by hand knows the same records. */
    private static void agrees(SchemaCodec codec, Dialect dialect, ByteBuf in) {
        Decoded wanted = new RecordDecoder(dialect).decode(in.duplicate());
        SchemaDecoded got = codec.decode(in);
        if (wanted instanceof Op op) {
            Message message = OpMessages.toMessage(op);
            assertThat(got).isEqualTo(new SchemaDecoded.Accepted(message));
            staysItself(codec, message);
        } else {
            assertThat(got).isInstanceOf(SchemaDecoded.Refused.class);
        }
    }

    private static void staysItself(SchemaCodec codec, Message message) {
        ByteBuf out = Unpooled.buffer();
        codec.encode(message, out);
        assertThat(codec.decode(out)).isEqualTo(new SchemaDecoded.Accepted(message));
    }

    /** Returns v1 in every dialect, then the two unions of v2, whose records say their size. */
    private static List<SchemaCodec> codecs() {
        List<SchemaCodec> codecs = new ArrayList<>();
        for (Dialect dialect : DIALECTS) {
            codecs.add(new SchemaCodec(ProcMmOp.getDefaultInstance(), dialect.abi()));
        }
        codecs.add(new SchemaCodec(Operation.getDefaultInstance(), Abi.FIXED));
        codecs.add(new SchemaCodec(Negotiation.getDefaultInstance(), Abi.FIXED));
        return codecs;
    }
}
