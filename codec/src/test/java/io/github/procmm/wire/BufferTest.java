package io.github.procmm.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.fixture.BufferShape;
import io.github.procmm.fixture.GoldenVector;
import io.github.procmm.fixture.Way;
import io.github.procmm.model.Malformed;
import io.github.procmm.model.Munmap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Netty's buffers as Netty's users know them: indices, growth, ownership, every kind. */
class BufferTest {

    static Stream<Arguments> waysAndShapes() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(BufferShape.values()).map(s -> Arguments.of(way, s)));
    }

    @ParameterizedTest
    @MethodSource("waysAndShapes")
    void aRecordIsReadFromEveryKindOfBuffer(Way way, BufferShape shape) {
        GoldenVector.all()
                .forEach(
                        vector -> {
                            byte[] record = ByteBufUtil.decodeHexDump(vector.hex());
                            ByteBuf in = shape.holding(record);

                            assertThat(way.decode(vector.dialect(), in)).isEqualTo(vector.op());

                            boolean moves = way != Way.FLYWEIGHT;
                            int reader =
                                    moves ? BufferShape.GUARD + record.length : BufferShape.GUARD;
                            assertThat(in.readerIndex()).isEqualTo(reader);
                            assertThat(in.writerIndex())
                                    .isEqualTo(BufferShape.GUARD + record.length);
                            assertOwnedOnceAndGuarded(in, record.length);
                        });
    }

    static Stream<Arguments> waysAndWritableShapes() {
        return waysAndShapes().filter(pair -> ((BufferShape) pair.get()[1]).writable());
    }

    @ParameterizedTest
    @MethodSource("waysAndWritableShapes")
    void aRecordIsWrittenToEveryKindOfBuffer(Way way, BufferShape shape) {
        GoldenVector.all()
                .forEach(
                        vector -> {
                            int size = vector.dialect().recordSize();
                            ByteBuf out = shape.awaiting(size);

                            way.encode(vector.dialect(), vector.op(), out);

                            assertThat(ByteBufUtil.hexDump(out)).isEqualTo(vector.hex());
                            assertThat(out.readerIndex()).isEqualTo(BufferShape.GUARD);
                            assertThat(out.writerIndex()).isEqualTo(BufferShape.GUARD + size);
                            assertOwnedOnceAndGuarded(out, size);
                        });
    }

    @ParameterizedTest
    @MethodSource("waysAndShapes")
    void malformedBytesStayWhereTheyAre(Way way, BufferShape shape) {
        ByteBuf in = shape.holding(new byte[] {55, 0, 0, 0, 1});

        assertThat(way.decode(Dialect.I386, in))
                .isEqualTo(new Malformed(Malformed.Kind.TOO_SHORT, 5, 12));

        assertThat(in.readerIndex()).isEqualTo(BufferShape.GUARD);
        assertThat(in.readableBytes()).isEqualTo(5);
        assertOwnedOnceAndGuarded(in, 5);
    }

    @ParameterizedTest
    @EnumSource
    void aRecordMayBeSplitOverTwoComponentsAnywhere(Way way) {
        GoldenVector.all()
                .forEach(
                        vector -> {
                            byte[] record = ByteBufUtil.decodeHexDump(vector.hex());
                            for (int cut = 0; cut <= record.length; cut++) {
                                ByteBuf in =
                                        Unpooled.wrappedBuffer(
                                                Arrays.copyOf(record, cut),
                                                Arrays.copyOfRange(record, cut, record.length));
                                assertThat(way.decode(vector.dialect(), in)).isEqualTo(vector.op());
                            }
                        });
    }

    @ParameterizedTest
    @EnumSource
    void recordsAreAppendedToABufferThatGrows(Way way) {
        ByteBuf out = Unpooled.buffer(0);
        StringBuilder wanted = new StringBuilder();
        GoldenVector.all()
                .forEach(
                        vector -> {
                            way.encode(vector.dialect(), vector.op(), out);
                            wanted.append(vector.hex());
                        });
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(wanted.toString());
    }

    @ParameterizedTest
    @EnumSource
    void aBufferThatMayNotGrowRefusesARecordAndStaysAsItIs(Way way) {
        GoldenVector.all()
                .forEach(
                        vector -> {
                            int size = vector.dialect().recordSize();
                            ByteBuf out =
                                    Unpooled.buffer(size + 1, size + 1).writeByte(1).writeByte(2);
                            out.readByte();

                            assertThatThrownBy(() -> way.encode(vector.dialect(), vector.op(), out))
                                    .isInstanceOf(IndexOutOfBoundsException.class);

                            assertThat(List.of(out.readerIndex(), out.writerIndex()))
                                    .isEqualTo(List.of(1, 2));
                            assertThat(ByteBufUtil.hexDump(out, 0, 2)).isEqualTo("0102");
                        });
    }

    @ParameterizedTest
    @EnumSource
    void aReadOnlyBufferRefusesARecordAndStaysAsItIs(Way way) {
        ByteBuf out = BufferShape.READ_ONLY.holding(new byte[28]);
        assertThatThrownBy(() -> way.encode(Dialect.I386, new Munmap(1, 2), out))
                .isInstanceOf(ReadOnlyBufferException.class);
        assertThat(out.writerIndex()).isEqualTo(BufferShape.GUARD + 28);
    }

    @Test
    void absoluteDecodingMovesNoIndexAndNeedsNoReadableBytes() {
        ByteBuf in = BufferShape.HEAP.awaiting(28);
        in.setBytes(BufferShape.GUARD, new byte[28]).setByte(BufferShape.GUARD, 55);
        assertThat(new RecordDecoder(Dialect.I386).decode(in, BufferShape.GUARD, 28))
                .isEqualTo(new Munmap(0, 0));
        assertThat(List.of(in.readerIndex(), in.writerIndex()))
                .isEqualTo(List.of(BufferShape.GUARD, BufferShape.GUARD));
    }

    static Stream<Arguments> rangesOutside() {
        return Stream.of(
                Arguments.of(0, 13),
                Arguments.of(0, 28),
                Arguments.of(0, 29),
                Arguments.of(0, 1000),
                Arguments.of(1, 12),
                Arguments.of(12, 1),
                Arguments.of(13, 0),
                Arguments.of(-1, 3),
                Arguments.of(-1, 4),
                Arguments.of(0, -1),
                Arguments.of(4, Integer.MAX_VALUE),
                Arguments.of(Integer.MAX_VALUE, 2),
                Arguments.of(Integer.MIN_VALUE, 12));
    }

    /** Whatever the bytes are: also where the length alone would make them malformed. */
    @ParameterizedTest
    @MethodSource("rangesOutside")
    void bytesThatTheBufferDoesNotHoldAreTheCallersBug(int index, int length) {
        ByteBuf in = Unpooled.buffer(12, 12).writeIntLE(57).writeLongLE(0);
        assertThatThrownBy(() -> new RecordDecoder(Dialect.I386).decode(in, index, length))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static void assertOwnedOnceAndGuarded(ByteBuf buf, int size) {
        assertThat(BufferShape.guardsStand(buf, size)).isTrue();
        assertThat(buf.refCnt()).isEqualTo(1);
        buf.release();
    }
}
