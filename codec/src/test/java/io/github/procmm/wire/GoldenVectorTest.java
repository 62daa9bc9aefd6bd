package io.github.procmm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.GoldenVector;
import io.github.procmm.fixture.Way;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Decoded;
import io.github.procmm.model.Malformed;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The codec against records that a C compiler made. */
class GoldenVectorTest {

    static Stream<Arguments> vectors() {
        return GoldenVector.all()
                .flatMap(vector -> Stream.of(Way.values()).map(way -> Arguments.of(way, vector)));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void V1_WIRE_1_V1_WIRE_2_anOperationIsWrittenAsTheCompilerLaysItOut(
            Way way, GoldenVector vector) {
        ByteBuf out = Unpooled.buffer();
        way.encode(vector.dialect(), vector.op(), out);
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(vector.hex());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void V1_WIRE_1_V1_WIRE_2_whatTheCompilerLaidOutIsReadAsTheOperation(
            Way way, GoldenVector vector) {
        ByteBuf in = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(vector.hex()));
        assertThat(way.decode(vector.dialect(), in)).isEqualTo(vector.op());
    }

    static Stream<Arguments> waysAndDialects() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(Dialect.values()).map(d -> Arguments.of(way, d)));
    }

    @ParameterizedTest
    @MethodSource("waysAndDialects")
    void V1_WIRE_8_everyBitOfAFieldIsKept(Way way, Dialect dialect) {
        long ones = dialect.recordSize() == 56 ? -1 : 0xffff_ffffL;

        assertThat(decodeOnes(way, dialect, 54))
                .isEqualTo(new Mmap(ones, ones, ones, ones, ones, ones));
        assertThat(decodeOnes(way, dialect, 55)).isEqualTo(new Munmap(ones, ones));
        assertThat(decodeOnes(way, dialect, 56)).isEqualTo(new Mprotect(ones, ones, 0xffff_ffff));
        assertThat(decodeOnes(way, dialect, 57)).isEqualTo(new CopySegments(-1));
        assertThat(decodeOnes(way, dialect, -1))
                .isEqualTo(new Malformed(Malformed.Kind.UNKNOWN_OPCODE, -1, 0));
    }

    /** Reads a whole record with all bits set behind its opcode. */
    private static Decoded decodeOnes(Way way, Dialect dialect, int opcode) {
        boolean bigEndian = dialect.abi().bigEndian();
        ByteBuf in = Unpooled.buffer();
        in.writeInt(bigEndian ? opcode : Integer.reverseBytes(opcode));
        while (in.readableBytes() < dialect.recordSize()) {
            in.writeByte(0xff);
        }
        return way.decode(dialect, in);
    }

    /** Bit n is bit n of the field, wherever the field lies: tables 5.1 and 5.2 name the bits. */
    @ParameterizedTest
    @MethodSource("waysAndDialects")
    void V1_WIRE_9_aBitOfProtOrFlagsHasTheSameNumberInEveryDialect(Way way, Dialect dialect) {
        int word = dialect.recordSize() / 7;
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            long number = 1L << bit;
            ByteBuf mmap = Unpooled.buffer();
            way.encode(dialect, new Mmap(0, 0, number, number, 0, 0), mmap);
            assertThat(field(mmap, dialect, 3 * word, word)).isEqualTo(number);
            assertThat(field(mmap, dialect, 4 * word, word)).isEqualTo(number);

            ByteBuf mprotect = Unpooled.buffer();
            way.encode(dialect, new Mprotect(0, 0, 1 << bit), mprotect);
            assertThat(field(mprotect, dialect, 3 * word, 4)).isEqualTo(number);
        }
    }

    private static long field(ByteBuf record, Dialect dialect, int offset, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            int place = dialect.abi().bigEndian() ? size - 1 - i : i;
            value |= (long) record.getUnsignedByte(offset + i) << (place * Byte.SIZE);
        }
        return value;
    }
}
