package io.github.procmm.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.model.Malformed;
import io.github.procmm.model.Opcode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class RecordViewTest {

    private final RecordView view = new RecordView(Dialect.POWERPC);
    private final ByteBuf munmap = record("000000370804800000003000");

    @Test
    void aWindowMayMoveFromRecordToRecord() {
        ByteBuf copy = record("00000039ffffffff");
        assertThat(view.wrap(munmap, 0, 12)).isEqualTo(Opcode.MUNMAP);
        assertThat(view.wrap(copy, 0, 8)).isEqualTo(Opcode.COPY_SEGMENTS);
        assertThat(view.from()).isEqualTo(-1);
        assertThat(view.wrap(munmap, 0, 12)).isEqualTo(Opcode.MUNMAP);
        assertThat(view.len()).isEqualTo(0x3000);
    }

    @Test
    void aRefusalIsThatOfTheLastBytes() {
        assertThat(view.wrap(munmap, 0, 11)).isNull();
        assertThat(view.malformed()).isEqualTo(new Malformed(Malformed.Kind.TOO_SHORT, 11, 12));
        assertThat(view.wrap(munmap, 4, 8)).isNull();
        assertThat(view.malformed())
                .isEqualTo(new Malformed(Malformed.Kind.UNKNOWN_OPCODE, 0x0804_8000, 0));
        assertThat(view.wrap(munmap, 0, 3)).isNull();
        assertThat(view.malformed()).isEqualTo(new Malformed(Malformed.Kind.NO_OPCODE, 3, 4));
    }

    @Test
    void aRecordThatIsOneHasNoRefusal() {
        assertThat(view.wrap(munmap, 0, 12)).isEqualTo(Opcode.MUNMAP);
        assertThatThrownBy(view::malformed)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the bytes are a record: MUNMAP");
    }

    @Test
    void bytesThatAreNotThereLeaveTheWindowWhereItWas() {
        assertThat(view.wrap(munmap, 0, 12)).isEqualTo(Opcode.MUNMAP);
        assertThatThrownBy(() -> view.wrap(munmap, 6, 12))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(view.addr()).isEqualTo(0x0804_8000L);
    }

    @Test
    void aFieldShowsWhatTheBufferHoldsLater() {
        assertThat(view.wrap(munmap, 0, 12)).isEqualTo(Opcode.MUNMAP);
        munmap.setInt(4, -1);
        assertThat(view.addr()).isEqualTo(0xffff_ffffL);
    }

    private static ByteBuf record(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }
}
