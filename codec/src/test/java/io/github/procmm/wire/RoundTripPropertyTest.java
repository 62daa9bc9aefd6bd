package io.github.procmm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.Records;
import io.github.procmm.fixture.Sent;
import io.github.procmm.fixture.UsedBytes;
import io.github.procmm.fixture.Way;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What is written is what is read, whoever writes and whoever reads. */
@Domain(Records.class)
@Domain(DomainContext.Global.class)
class RoundTripPropertyTest {

    @Property
    void anOperationWrittenOneWayIsReadAnotherWay(
            @ForAll Sent sent, @ForAll Way writer, @ForAll Way reader) {
        ByteBuf record = Unpooled.buffer();
        writer.encode(sent.dialect(), sent.op(), record);
        assertThat(record.readableBytes()).isEqualTo(sent.dialect().recordSize());
        assertThat(reader.decode(sent.dialect(), record)).isEqualTo(sent.op());
    }

    @Property
    void everyWayWritesTheSameBytes(@ForAll Sent sent, @ForAll Way way) {
        ByteBuf record = Unpooled.buffer();
        way.encode(sent.dialect(), sent.op(), record);
        assertThat(ByteBufUtil.getBytes(record)).isEqualTo(sent.bytes());
    }

    @Property
    void V1_WIRE_5_bytesThatTheOperationDoesNotUseAreIgnored(
            @ForAll Sent sent, @ForAll byte[] noise, @ForAll Way way) {
        ByteBuf record = Unpooled.wrappedBuffer(sent.bytesAmid(noise));
        assertThat(way.decode(sent.dialect(), record)).isEqualTo(sent.op());
    }

    @Property
    void V1_WIRE_6_bytesThatTheOperationDoesNotUseAreWrittenAsZero(
            @ForAll Sent sent, @ForAll Way way) {
        int size = sent.dialect().recordSize();
        ByteBuf out = Unpooled.buffer(size);
        while (out.isWritable()) {
            out.writeByte(0xff);
        }
        way.encode(sent.dialect(), sent.op(), out.clear());
        assertThat(out.readableBytes()).isEqualTo(size);
        UsedBytes used = UsedBytes.of(sent.dialect(), sent.op().opcode());
        for (int i = 0; i < size; i++) {
            if (!used.contains(i)) {
                assertThat(out.getByte(i)).as("byte %s", i).isZero();
            }
        }
    }
}
