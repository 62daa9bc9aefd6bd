package io.github.procmm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.BufferShape;
import io.github.procmm.fixture.Records;
import io.github.procmm.fixture.Sent;
import io.github.procmm.fixture.Way;
import io.github.procmm.model.Decoded;
import io.github.procmm.model.Malformed;
import io.github.procmm.model.Op;
import io.github.procmm.model.OpMessages;
import io.github.procmm.model.Opcode;
import io.github.procmm.schema.SchemaDecoded;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/**
 * All ways of reading give the same answer to any bytes, and read nothing but those.
 *
 * <p>Every input is also read from a buffer that ends where it ends, and between guards: a read
 * outside would throw there, or find something else here.
 */
@Domain(Records.class)
@Domain(DomainContext.Global.class)
class AgreementPropertyTest {

    @Property
    void onArbitraryBytes(@ForAll Dialect dialect, @ForAll @Size(max = 80) byte[] bytes) {
        agreedAnswer(dialect, bytes);
    }

    /** Arbitrary bytes rarely hold an opcode. */
    @Property
    void onArbitraryBytesBehindAnOpcode(
            @ForAll Dialect dialect, @ForAll Opcode opcode, @ForAll @Size(max = 60) byte[] rest) {
        byte[] bytes = new byte[Integer.BYTES + rest.length];
        ByteBuf out = Unpooled.wrappedBuffer(bytes).clear();
        if (dialect.abi().bigEndian()) {
            out.writeInt(opcode.number());
        } else {
            out.writeIntLE(opcode.number());
        }
        out.writeBytes(rest);
        agreedAnswer(dialect, bytes);
    }

    /** Random lengths rarely hit the one that matters, so a record gets every cut. */
    @Property(tries = 300)
    void V1_WIRE_4_aCutRecordIsReadOnceItHoldsWhatItsOperationNeeds(
            @ForAll Sent sent, @ForAll @Size(min = 1) byte[] noise) {
        int size = sent.dialect().recordSize();
        byte[] record = Arrays.copyOf(sent.bytesAmid(noise), size + 5);
        for (int length = 0; length <= size + 5; length++) {
            Decoded answer = agreedAnswer(sent.dialect(), Arrays.copyOf(record, length));
            assertThat(answer).isEqualTo(wanted(sent, length));
        }
    }

    @Property
    void onAnyOpcodeAtAll(@ForAll Dialect dialect, @ForAll int opcode) {
        byte[] bytes = new byte[dialect.recordSize()];
        int written = dialect.abi().bigEndian() ? opcode : Integer.reverseBytes(opcode);
        Unpooled.wrappedBuffer(bytes).setInt(0, written);
        Decoded answer = agreedAnswer(dialect, bytes);
        if (Opcode.of(opcode) == null) {
            assertThat(answer).isEqualTo(new Malformed(Malformed.Kind.UNKNOWN_OPCODE, opcode, 0));
        } else {
            assertThat(answer).isInstanceOf(Op.class);
        }
    }

    /** What the record's rules say of the first {@code length} bytes, in numbers of their own. */
    private static Decoded wanted(Sent sent, int length) {
        boolean wide = sent.dialect().abi().wordSize() == Long.BYTES;
        int whole = wide ? 56 : 28;
        int needed =
                switch (sent.op().opcode()) {
                    case MMAP -> whole;
                    case MUNMAP -> wide ? 24 : 12;
                    case MPROTECT -> wide ? 28 : 16;
                    case COPY_SEGMENTS -> wide ? 12 : 8;
                };
        if (length > whole) {
            return new Malformed(Malformed.Kind.TOO_LONG, length, whole);
        }
        if (length < 4) {
            return new Malformed(Malformed.Kind.NO_OPCODE, length, 4);
        }
        return length < needed
                ? new Malformed(Malformed.Kind.TOO_SHORT, length, needed)
                : sent.op();
    }

    private static Decoded agreedAnswer(Dialect dialect, byte[] bytes) {
        Decoded answer = Way.RECORDS.decode(dialect, Unpooled.wrappedBuffer(bytes.clone()));
        for (Way way : Way.values()) {
            ByteBuf exact = Unpooled.wrappedBuffer(bytes.clone());
            assertThat(way.decode(dialect, exact)).as("%s", way).isEqualTo(answer);
            ByteBuf guarded = BufferShape.HEAP.holding(bytes);
            assertThat(way.decode(dialect, guarded)).as("%s, guarded", way).isEqualTo(answer);
            assertThat(BufferShape.guardsStand(guarded, bytes.length)).isTrue();
        }
        if (answer instanceof Op op) {
            assertThat(Way.codec(dialect).decode(Unpooled.wrappedBuffer(bytes)))
                    .isEqualTo(new SchemaDecoded.Accepted(OpMessages.toMessage(op)));
        }
        return answer;
    }
}
