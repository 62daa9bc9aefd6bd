package io.github.procmm.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import io.github.procmm.fixture.Interfaces;
import io.github.procmm.fixture.Interfaces.Example;
import io.github.procmm.model.Malformed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** The schema's codec on interfaces that were never written down. */
@Domain(Interfaces.class)
@Domain(DomainContext.Global.class)
class DescribedInterfacePropertyTest {

    @Property
    void whatIsEncodedIsDecoded(@ForAll Example example) {
        ByteBuf record = encoded(example);
        assertThat(record.readableBytes()).isEqualTo(example.schema().recordSize());
        assertThat(codec(example.schema()).decode(record))
                .isEqualTo(new SchemaDecoded.Accepted(example.message()));
        assertThat(record.isReadable()).isFalse();
    }

    @Property(tries = 300)
    void everyCutIsAcceptedOnceItHoldsTheLastField(@ForAll Example example) {
        RecordSchema schema = example.schema();
        int tagSize = schema.abi().sizeOf(schema.tag());
        int needed = operationOf(example).bytesNeeded();
        ByteBuf record = encoded(example).writeByte(0);
        for (int length = 0; length <= schema.recordSize() + 1; length++) {
            ByteBuf cut = record.copy(0, length);
            assertThat(codec(schema).decode(cut))
                    .isEqualTo(wanted(example, length, tagSize, needed));
        }
    }

    @Property
    void arbitraryBytesAreARecordOrARefusal(
            @ForAll RecordSchema schema, @ForAll @Size(max = 80) byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        boolean accepted = codec(schema).decode(in) instanceof SchemaDecoded.Accepted;
        assertThat(in.readerIndex()).isEqualTo(accepted ? bytes.length : 0);
    }

    @Property
    void fieldsNeitherOverlapNorLeaveTheirStructAndStartAligned(@ForAll RecordSchema schema) {
        for (OperationLayout operation : schema.operations().values()) {
            int end = 0;
            for (FieldLayout field : operation.body().fields()) {
                assertThat(field.offset()).isGreaterThanOrEqualTo(end);
                assertThat(field.offset() % schema.abi().alignmentOf(field.type())).isZero();
                end = field.end();
            }
            assertThat(operation.body().size()).isGreaterThanOrEqualTo(end);
            assertThat(operation.bytesNeeded()).isLessThanOrEqualTo(schema.recordSize());
        }
    }

    private static SchemaDecoded wanted(Example example, int length, int tagSize, int needed) {
        int whole = example.schema().recordSize();
        if (length > whole) {
            return refused(Malformed.Kind.TOO_LONG, length, whole);
        }
        if (length < tagSize) {
            return refused(Malformed.Kind.NO_OPCODE, length, tagSize);
        }
        return length < needed
                ? refused(Malformed.Kind.TOO_SHORT, length, needed)
                : new SchemaDecoded.Accepted(example.message());
    }

    private static SchemaDecoded refused(Malformed.Kind kind, int got, int wanted) {
        return new SchemaDecoded.Refused(new Malformed(kind, got, wanted));
    }

    private static OperationLayout operationOf(Example example) {
        String name = example.message().getAllFields().keySet().iterator().next().getName();
        return Objects.requireNonNull(
                example.schema().operations().values().stream()
                        .filter(operation -> operation.member().getName().equals(name))
                        .findFirst()
                        .orElse(null));
    }

    private static ByteBuf encoded(Example example) {
        ByteBuf out = Unpooled.buffer();
        codec(example.schema()).encode(example.message(), out);
        return out;
    }

    private static SchemaCodec codec(RecordSchema schema) {
        return new SchemaCodec(
                DynamicMessage.getDefaultInstance(schema.descriptor()), schema.abi());
    }
}
