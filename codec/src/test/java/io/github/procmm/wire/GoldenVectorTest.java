package io.github.procmm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.GoldenVector;
import io.github.procmm.fixture.Way;
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
    void anOperationIsWrittenAsTheCompilerLaysItOut(Way way, GoldenVector vector) {
        ByteBuf out = Unpooled.buffer();
        way.encode(vector.dialect(), vector.op(), out);
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(vector.hex());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void whatTheCompilerLaidOutIsReadAsTheOperation(Way way, GoldenVector vector) {
        ByteBuf in = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(vector.hex()));
        assertThat(way.decode(vector.dialect(), in)).isEqualTo(vector.op());
    }
}
