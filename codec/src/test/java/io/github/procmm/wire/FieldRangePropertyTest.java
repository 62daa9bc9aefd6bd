package io.github.procmm.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.github.procmm.fixture.Records;
import io.github.procmm.fixture.Sent;
import io.github.procmm.fixture.Way;
import io.github.procmm.model.Op;
import io.github.procmm.model.OpMessages;
import io.github.procmm.proto.v1.ProcMmOp;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** A word of 32 bits holds no more than that, and the encoders say so before they write. */
@Domain(Records.class)
@Domain(DomainContext.Global.class)
class FieldRangePropertyTest {

    private static final long LIMIT = 0xffff_ffffL;

    @Property
    void V1_WIRE_7_aValueThatDoesNotFitIsNamedAndNothingIsWritten(
            @ForAll Sent sent,
            @ForAll @LongRange(min = 1, max = LIMIT) long high,
            @ForAll Way way) {
        Assume.that(sent.dialect().abi().wordSize() == Integer.BYTES);
        for (FieldDescriptor field : wordsOf(sent.op())) {
            long value = valueOf(sent.op(), field) | high << Integer.SIZE;
            Op wide = with(sent.op(), field, value);

            assertRefused(sent.dialect(), wide, way, field.getName(), value);
            assertThat(new RecordEncoder(sent.dialect()).fits(wide)).isFalse();
        }
    }

    @Property
    void ofSeveralValuesThatDoNotFitTheFirstInTheRecordIsNamed(
            @ForAll Op op, @ForAll Way way, @ForAll @LongRange(min = LIMIT + 1) long value) {
        List<FieldDescriptor> words = wordsOf(op);
        Assume.that(!words.isEmpty());
        Op wide = op;
        for (FieldDescriptor field : words) {
            wide = with(wide, field, value);
        }

        assertRefused(Dialect.POWERPC, wide, way, words.get(0).getName(), value);
    }

    @Property
    void whatFitsIsWhatIsEncoded(@ForAll Op op, @ForAll Dialect dialect) {
        RecordEncoder encoder = new RecordEncoder(dialect);
        boolean refused =
                catchThrowable(() -> encoder.encode(op, Unpooled.buffer()))
                        instanceof FieldRangeException;
        assertThat(encoder.fits(op)).isNotEqualTo(refused);
    }

    @Property
    void whatADialectCanHoldFits(@ForAll Sent sent) {
        assertThat(new RecordEncoder(sent.dialect()).fits(sent.op())).isTrue();
    }

    @Property
    void aWordOf64BitsHoldsEverything(@ForAll Op op, @ForAll Way way) {
        for (Dialect dialect : List.of(Dialect.X86_64, Dialect.S390X)) {
            ByteBuf out = Unpooled.buffer();
            way.encode(dialect, op, out);
            assertThat(way.decode(dialect, out)).isEqualTo(op);
        }
    }

    private static void assertRefused(Dialect dialect, Op op, Way way, String field, long value) {
        ByteBuf out = Unpooled.buffer(3).writeBytes(new byte[] {1, 2, 3});
        FieldRangeException refusal =
                catchThrowableOfType(FieldRangeException.class, () -> way.encode(dialect, op, out));

        assertThat(refusal)
                .hasMessage(
                        "%s is 0x%x, the dialect holds at most 0xffffffff".formatted(field, value));
        assertThat(List.of(refusal.field(), refusal.value(), refusal.limit()))
                .isEqualTo(List.of(field, value, LIMIT));
        assertThat(out.readerIndex()).isZero();
        assertThat(ByteBufUtil.getBytes(out)).isEqualTo(new byte[] {1, 2, 3});
        assertThat(out.capacity()).isEqualTo(3);
    }

    private static List<FieldDescriptor> wordsOf(Op op) {
        return bodyOf(op).getDescriptorForType().getFields().stream()
                .filter(field -> field.getType() == FieldDescriptor.Type.UINT64)
                .toList();
    }

    private static long valueOf(Op op, FieldDescriptor field) {
        return (long) bodyOf(op).getField(field);
    }

    private static Message bodyOf(Op op) {
        return (Message) OpMessages.toMessage(op).getAllFields().values().iterator().next();
    }

    private static Op with(Op op, FieldDescriptor field, long value) {
        ProcMmOp.Builder message = OpMessages.toMessage(op).toBuilder();
        FieldDescriptor member = message.getAllFields().keySet().iterator().next();
        Message body = bodyOf(op).toBuilder().setField(field, value).build();
        return OpMessages.fromMessage(message.setField(member, body).build());
    }
}
