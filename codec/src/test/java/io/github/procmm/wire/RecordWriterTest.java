package io.github.procmm.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.fixture.BufferShape;
import io.github.procmm.fixture.GoldenVector;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The set methods: records in place. What they append is tested with the other ways. */
class RecordWriterTest {

    static Stream<BufferShape> writableShapes() {
        return Stream.of(BufferShape.values()).filter(BufferShape::writable);
    }

    @ParameterizedTest
    @MethodSource("writableShapes")
    void aRecordSetInPlaceIsThatOfTheCompilerAndMovesNoIndex(BufferShape shape) {
        GoldenVector.all()
                .forEach(
                        vector -> {
                            int size = vector.dialect().recordSize();
                            ByteBuf out = shape.awaiting(size);

                            set(vector.dialect(), vector.op(), out, BufferShape.GUARD);

                            assertThat(ByteBufUtil.hexDump(out, BufferShape.GUARD, size))
                                    .isEqualTo(vector.hex());
                            assertThat(List.of(out.readerIndex(), out.writerIndex()))
                                    .isEqualTo(List.of(BufferShape.GUARD, BufferShape.GUARD));
                            assertThat(BufferShape.guardsStand(out, size)).isTrue();
                            out.release();
                        });
    }

    @Test
    void aRecordMayFillItsBuffer() {
        ByteBuf out = Unpooled.buffer(28, 28);
        new RecordWriter(Dialect.I386).setCopySegments(out, 0, -1);
        assertThat(out.getIntLE(4)).isEqualTo(-1);
    }

    /** Also where the buffer would grow, and where a part of the record would fit. */
    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -28, -1, 1, 27, 28, Integer.MAX_VALUE})
    void roomThatHasNotBeenMadeIsTheCallersBugAndNothingIsWritten(int index) {
        ByteBuf out = Unpooled.buffer(28).setZero(0, 28);
        assertThatThrownBy(() -> new RecordWriter(Dialect.I386).setMunmap(out, index, 1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("28 bytes from " + index + " in a buffer of 28");
        assertThat(ByteBufUtil.getBytes(out, 0, 28)).containsOnly(0);
        assertThat(out.capacity()).isEqualTo(28);
    }

    @Test
    void V1_WIRE_7_aValueThatDoesNotFitIsNotSet() {
        ByteBuf out = Unpooled.buffer(28).setZero(0, 28);
        assertThatThrownBy(() -> new RecordWriter(Dialect.I386).setMunmap(out, 0, 1, 1L << 32))
                .isInstanceOf(FieldRangeException.class)
                .hasMessage("len is 0x100000000, the dialect holds at most 0xffffffff");
        assertThat(ByteBufUtil.getBytes(out, 0, 28)).containsOnly(0);
    }

    private static void set(Dialect dialect, Op op, ByteBuf out, int at) {
        RecordWriter writer = new RecordWriter(dialect);
        if (op instanceof Mmap map) {
            writer.setMmap(
                    out,
                    at,
                    map.addr(),
                    map.len(),
                    map.prot(),
                    map.flags(),
                    map.fd(),
                    map.offset());
        } else if (op instanceof Munmap unmap) {
            writer.setMunmap(out, at, unmap.addr(), unmap.len());
        } else if (op instanceof Mprotect protect) {
            writer.setMprotect(out, at, protect.addr(), protect.len(), protect.prot());
        } else {
            writer.setCopySegments(out, at, ((CopySegments) op).from());
        }
    }
}
