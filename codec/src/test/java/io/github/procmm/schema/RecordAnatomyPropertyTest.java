package io.github.procmm.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import io.github.procmm.fixture.BufferShape;
import io.github.procmm.fixture.Interfaces;
import io.github.procmm.fixture.Interfaces.Example;
import io.github.procmm.fixture.Records;
import io.github.procmm.fixture.Sent;
import io.github.procmm.fixture.Way;
import io.github.procmm.proto.v2.Operation;
import io.github.procmm.wire.Abi;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** An anatomy leaves no byte out, names none twice, and agrees with the codec. */
@Domain(Records.class)
@Domain(Interfaces.class)
@Domain(DomainContext.Global.class)
class RecordAnatomyPropertyTest {

    @Property
    void everyByteOfAnyInputIsInOneSpan(
            @ForAll RecordSchema schema, @ForAll @Size(max = 80) byte[] bytes) {
        assertWhole(schema, bytes);
    }

    @Property
    void everyByteOfACutRecordIsInOneSpan(
            @ForAll Sent sent, @ForAll byte[] noise, @ForAll @IntRange(max = 60) int length) {
        byte[] record = sent.bytesAmid(noise);
        assertWhole(Way.codec(sent.dialect()).schema(), Arrays.copyOf(record, length));
    }

    @Property(tries = 300)
    void everyByteOfEveryCutOfAnyInterfaceIsInOneSpan(@ForAll Example example) {
        ByteBuf out = Unpooled.buffer();
        codec(example.schema()).encode(example.message(), out);
        for (int length = 0; length <= out.readableBytes() + 2; length++) {
            assertWhole(example.schema(), Arrays.copyOf(ByteBufUtil.getBytes(out), length));
        }
    }

    @Property
    void aWholeRecordShowsEachFieldWithItsValue(@ForAll Example example) {
        ByteBuf out = Unpooled.buffer();
        codec(example.schema()).encode(example.message(), out);
        List<String> shown =
                new RecordAnatomy(example.schema())
                        .of(out).stream()
                                .filter(span -> span.kind() == ByteSpan.Kind.FIELD)
                                .map(span -> span.name() + " " + span.value())
                                .toList();
        DynamicMessage body =
                (DynamicMessage) example.message().getAllFields().values().iterator().next();
        assertThat(shown)
                .isEqualTo(
                        body.getDescriptorForType().getFields().stream()
                                .map(f -> f.getName() + " " + unsigned(body.getField(f)))
                                .toList());
    }

    /** Of records that say their size, with the header that arbitrary bytes rarely have. */
    @Property
    void everyByteOfARecordThatSaysItsSizeIsInOneSpan(
            @ForAll @IntRange(max = 16) int opcode,
            @ForAll @IntRange(max = 90) int size,
            @ForAll @Size(max = 90) byte[] noise) {
        byte[] bytes = Arrays.copyOf(noise, Math.max(noise.length, 4));
        ByteBuf in = Unpooled.wrappedBuffer(bytes).setShortLE(0, opcode).setShortLE(2, size);
        RecordSchema schema = RecordSchema.of(Operation.getDescriptor(), Abi.FIXED);
        List<ByteSpan> spans = new RecordAnatomy(schema).of(in);
        StringBuilder hex = new StringBuilder();
        boolean wrong = false;
        for (ByteSpan span : spans) {
            boolean behind = span.meaning().equals("behind the record");
            wrong |= span.kind() == ByteSpan.Kind.MISSING || span.meaning().contains("no ");
            wrong |= span.kind() == ByteSpan.Kind.EXCESS && !behind;
            wrong |= span.meaning().contains("has to be 0");
            hex.append(span.hex());
        }
        assertThat(hex.toString()).isEqualTo(ByteBufUtil.hexDump(bytes));
        assertThat(codec(schema).decode(in) instanceof SchemaDecoded.Accepted).isEqualTo(!wrong);
    }

    private static long unsigned(Object value) {
        return value instanceof Integer i ? Integer.toUnsignedLong(i) : (long) value;
    }

    private static void assertWhole(RecordSchema schema, byte[] bytes) {
        ByteBuf in = BufferShape.HEAP.holding(bytes);
        List<ByteSpan> spans = new RecordAnatomy(schema).of(in);

        StringBuilder hex = new StringBuilder();
        int at = 0;
        boolean missing = false;
        boolean excess = false;
        for (ByteSpan span : spans) {
            assertThat(span.length()).isPositive();
            excess |= span.kind() == ByteSpan.Kind.EXCESS;
            if (span.kind() == ByteSpan.Kind.MISSING) {
                missing = true;
                assertThat(span.name()).isNotEmpty();
                assertThat(span.hex()).isEmpty();
                assertThat(span.offset() + span.length()).isGreaterThan(bytes.length);
            } else {
                assertThat(missing).as("missing fields come last").isFalse();
                assertThat(span.offset()).isEqualTo(at);
                assertThat(span.hex()).hasSize(2 * span.length());
                at += span.length();
                hex.append(span.hex());
            }
        }
        assertThat(hex.toString()).isEqualTo(ByteBufUtil.hexDump(bytes));
        assertThat(in.readerIndex()).isEqualTo(BufferShape.GUARD);

        boolean known =
                spans.get(0).kind() == ByteSpan.Kind.OPCODE
                        && schema.operations().containsKey((int) spans.get(0).value());
        assertThat(codec(schema).decode(in) instanceof SchemaDecoded.Accepted)
                .isEqualTo(known && !missing && !excess);
    }

    private static SchemaCodec codec(RecordSchema schema) {
        return new SchemaCodec(
                DynamicMessage.getDefaultInstance(schema.descriptor()), schema.abi());
    }
}
