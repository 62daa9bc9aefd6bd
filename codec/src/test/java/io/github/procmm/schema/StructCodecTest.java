package io.github.procmm.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import io.github.procmm.proto.v1.ProcMmOp;
import io.github.procmm.proto.v1.PtraceExFaultinfo;
import io.github.procmm.proto.v1.PtraceFaultinfo;
import io.github.procmm.proto.v1.PtraceLdt;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.FieldRangeException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The structs that ptrace fills in or reads: no tag, no union. */
class StructCodecTest {

    static Stream<Arguments> structs() {
        Message fault = PtraceFaultinfo.newBuilder().setIsWrite(6).setAddr(0xbfff_f000L).build();
        Message extended =
                PtraceExFaultinfo.newBuilder().setIsWrite(-1).setAddr(0x1000).setTrapNo(14).build();
        Message ldt = PtraceLdt.newBuilder().setFunc(17).setPtr(0x2000).setBytecount(16).build();
        return Stream.of(
                Arguments.of(Dialect.I386, fault, "0600000000f0ffbf"),
                Arguments.of(Dialect.POWERPC, fault, "00000006bffff000"),
                Arguments.of(Dialect.X86_64, fault, "060000000000000000f0ffbf00000000"),
                Arguments.of(Dialect.S390X, fault, "000000060000000000000000bffff000"),
                Arguments.of(Dialect.I386, extended, "ffffffff001000000e000000"),
                Arguments.of(
                        Dialect.X86_64,
                        extended,
                        "ffffffff0000000000100000000000000e00000000000000"),
                Arguments.of(Dialect.ARM, ldt, "110000000020000010000000"),
                Arguments.of(
                        Dialect.S390X, ldt, "000000110000000000000000000020000000000000000010"));
    }

    @ParameterizedTest
    @MethodSource("structs")
    void aStructIsWrittenAsCHasItAndReadBack(Dialect dialect, Message message, String hex) {
        StructCodec<Message> codec =
                new StructCodec<>(message.getDefaultInstanceForType(), dialect.abi());
        ByteBuf out = Unpooled.buffer(64).writeBytes(ByteBufUtil.decodeHexDump("ff".repeat(64)));

        codec.encode(message, out.clear());

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(hex);
        assertThat(codec.decode(out.writeByte(1))).isEqualTo(message);
        assertThat(out.readableBytes()).isOne();
    }

    @Property
    void whatIsEncodedIsDecoded(
            @ForAll Dialect dialect, @ForAll int isWrite, @ForAll long addr, @ForAll int trapNo) {
        PtraceExFaultinfo message =
                PtraceExFaultinfo.newBuilder()
                        .setIsWrite(isWrite)
                        .setAddr(addr & dialect.abi().maxWord())
                        .setTrapNo(trapNo)
                        .build();
        StructCodec<PtraceExFaultinfo> codec =
                new StructCodec<>(PtraceExFaultinfo.getDefaultInstance(), dialect.abi());
        ByteBuf out = Unpooled.buffer();
        codec.encode(message, out);
        assertThat(codec.decode(out)).isEqualTo(message);
    }

    @Test
    void aFieldOfTheLayoutMakesValuesOfItsMessage() {
        StructCodec<PtraceFaultinfo> codec =
                new StructCodec<>(PtraceFaultinfo.getDefaultInstance(), Dialect.I386.abi());
        PtraceFaultinfo.Builder message = PtraceFaultinfo.newBuilder();
        for (FieldLayout field : codec.layout().fields()) {
            message.setField(field.descriptor(), field.toProtobuf(0xffff_fffeL));
        }
        assertThat(message.build())
                .isEqualTo(
                        PtraceFaultinfo.newBuilder().setIsWrite(-2).setAddr(0xffff_fffeL).build());
    }

    @Test
    void aStructThatIsNotWholeIsTheCallersBugAndStaysUnread() {
        StructCodec<PtraceLdt> codec =
                new StructCodec<>(PtraceLdt.getDefaultInstance(), Dialect.ARM.abi());
        ByteBuf in = Unpooled.wrappedBuffer(new byte[11]);
        assertThatThrownBy(() -> codec.decode(in)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(in.readerIndex()).isZero();
    }

    @Test
    void aValueThatDoesNotFitIsNamedAndNothingIsWritten() {
        StructCodec<PtraceFaultinfo> codec =
                new StructCodec<>(PtraceFaultinfo.getDefaultInstance(), Dialect.I386.abi());
        ByteBuf out = Unpooled.buffer();
        assertThatThrownBy(
                        () -> codec.encode(PtraceFaultinfo.newBuilder().setAddr(-1).build(), out))
                .isInstanceOf(FieldRangeException.class)
                .hasMessage("addr is 0xffffffffffffffff, the dialect holds at most 0xffffffff");
        assertThat(out.writerIndex()).isZero();
    }

    @Test
    void aTaggedUnionIsNoStruct() {
        assertThatThrownBy(
                        () -> new StructCodec<>(ProcMmOp.getDefaultInstance(), Dialect.I386.abi()))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "procmm.v1.ProcMmOp.mmap: has no (procmm.wire.type), every field needs one");
    }
}
