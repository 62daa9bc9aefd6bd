package io.github.procmm.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.fixture.Sessions;
import io.github.procmm.fixture.TenDescriptors;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Translation.InV1;
import io.github.procmm.v2.Translation.InV2;
import io.github.procmm.v2.Translation.Kept;
import io.github.procmm.v2.Translation.Operated;
import io.github.procmm.v2.Translation.Said;
import io.github.procmm.v2.Translation.Unsaid;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.FieldRangeException;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Table 22.2, line by line. */
class TranslationTest {

    private static final long SPACE = Handle.of(4, 2);
    private static final long OBJECT = Handle.of(7, 1);
    private static final long ADDR = 0x0804_8000;
    private static final long FIXED_SHARED = MapFlags.FIXED | MapFlags.SHARED;
    private static final long FIXED_ANONYMOUS =
            MapFlags.FIXED | MapFlags.PRIVATE | MapFlags.ANONYMOUS;
    private static final int RW = Prot.READ | Prot.WRITE;

    private final Translation x86 = of(Dialect.X86_64);
    private final Translation i386 = of(Dialect.I386);

    private static Translation of(Dialect dialect) {
        return new Translation(dialect, Sessions.usual(), new TenDescriptors());
    }

    private static Command.Map map(int flags, long object, long offset) {
        return new Command.Map(SPACE, flags, ADDR, 0x3000, object, offset, RW, 0, 0, 0);
    }

    @Test
    void V2_LEGACY_4_aMappingOfUmlIsAMapThatReplaces() {
        assertThat(x86.toV2(SPACE, new Mmap(ADDR, 0x3000, RW, FIXED_SHARED, 7, 0x2000)))
                .isEqualTo(new Operated(map(OpFlags.REPLACE | OpFlags.SHARED, OBJECT, 0x2000)));
    }

    @Test
    void V2_LEGACY_4_noreplaceAndPrivateAndAnonymousAreSaid() {
        long noReplace = FIXED_ANONYMOUS | MapFlags.FIXED_NOREPLACE;
        assertThat(x86.toV2(SPACE, new Mmap(ADDR, 0x3000, RW, noReplace, -1, 0x5000)))
                .isEqualTo(new Operated(map(0, Handle.NONE, 0)));
        long ofObject = MapFlags.FIXED | MapFlags.PRIVATE;
        assertThat(x86.toV2(SPACE, new Mmap(ADDR, 0x3000, RW, ofObject, 7, 0)))
                .isEqualTo(new Operated(map(OpFlags.REPLACE, OBJECT, 0)));
    }

    @Test
    void V2_LEGACY_4_whatV1IgnoresIsLeftOutAndLengthsAreRoundedUp() {
        long ignored = MapFlags.POPULATE | MapFlags.DENYWRITE | MapFlags.EXECUTABLE | 1L << 40;
        Op map =
                new Mmap(
                        ADDR,
                        0x2001,
                        RW | Prot.SEM | 1L << 33,
                        FIXED_SHARED | ignored,
                        1L << 32 | 7,
                        0x2000);
        assertThat(x86.toV2(SPACE, map))
                .isEqualTo(new Operated(map(OpFlags.REPLACE | OpFlags.SHARED, OBJECT, 0x2000)));
        assertThat(x86.toV2(SPACE, new Munmap(ADDR, 1)))
                .isEqualTo(new Operated(new Command.Unmap(SPACE, ADDR, 0x1000)));
        assertThat(x86.toV2(SPACE, new Mprotect(ADDR, 0x1001, Prot.READ | Prot.SEM)))
                .isEqualTo(new Operated(new Command.Protect(SPACE, ADDR, 0x2000, Prot.READ)));
    }

    @ParameterizedTest
    @CsvSource({
        // addr, len, flags, fd, offset
        "0x8048000, 0x1000, 0x1, 7, 0", // the host chooses
        "0x8048000, 0x1000, 0x100001, 7, 0", // refused (V1-MAP-10)
        "0x8048000, 0x1000, 0x10, 7, 0", // no type
        "0x8048000, 0x1000, 0x13, 7, 0", // MAP_SHARED_VALIDATE
        "0x8048000, 0x1000, 0x31, -1, 0", // an object of its own (V1-MAP-9)
        "0x8048000, 0x1000, 0x11, 10, 0", // not open
        "0x8048000, 0x1000, 0x11, -1, 0",
        "0x8048000, 0x1000, 0x11, 7, 0x10",
        "0x8048000, 0x1000, 0x32, -1, 0x10", // V1-MAP-11
        "0x8048001, 0x1000, 0x11, 7, 0",
        "0x8048000, 0, 0x11, 7, 0",
        "0x8048000, -1, 0x11, 7, 0", // rounds to 0
        "0x8048000, 0x7fffffffffff, 0x32, -1, 0",
        "0xf000, 0x1000, 0x11, 7, 0", // below the bounds of v2
        "0x8048000, 0x2000, 0x11, 7, 0x7ffffffffffff000",
        "0x8048000, 0x1000, 0x111, 7, 0", // attributes
        "0x8048000, 0x1000, 0x2011, 7, 0",
        "0x8048000, 0x1000, 0x4011, 7, 0",
        "0x8048000, 0x1000, 0x20011, 7, 0",
        "0x8048000, 0x1000, 0x80011, 7, 0"
    })
    void V2_LEGACY_4_aMappingThatNoMapSaysStaysAsItIs(
            String addr, String len, String flags, String fd, String offset) {
        assertStays(
                new Mmap(
                        Long.decode(addr),
                        Long.decode(len),
                        RW,
                        Long.decode(flags),
                        Long.decode(fd),
                        Long.decode(offset)));
    }

    @Test
    void V2_LEGACY_4_everythingElseStaysAsItIs() {
        assertStays(new Munmap(ADDR + 1, 0x1000));
        assertStays(new Munmap(ADDR, 0));
        assertStays(new Munmap(ADDR, -1));
        assertStays(new Mprotect(ADDR + 1, 0x1000, RW));
        assertStays(new Mprotect(ADDR, 0, RW));
        assertStays(new Mprotect(ADDR, 0x1000, Prot.GROWSDOWN | RW));
        assertStays(new Mprotect(ADDR, 0x1000, 0x10));
        assertStays(new CopySegments(7));
    }

    private void assertStays(Op op) {
        ByteBuf record = Unpooled.buffer();
        new RecordEncoder(Dialect.X86_64).encode(op, record);
        InV2 kept = kept(LegacyDialect.X86_64, ByteBufUtil.hexDump(record));
        assertThat(x86.toV2(SPACE, op)).isEqualTo(kept);
        assertThat(x86.toV2(SPACE, record)).isEqualTo(kept);
    }

    private static InV2 kept(LegacyDialect dialect, String hex) {
        return new Kept(new Frame.LegacyRecord(dialect, SPACE, hex));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "36", "3600000000", "5b000000", "37000000008004080010000000"})
    void V2_LEGACY_4_malformedBytesStayAsTheyAre(String hex) {
        ByteBuf record = Unpooled.wrappedBuffer(HexFormat.of().parseHex("ff" + hex)).skipBytes(1);
        assertThat(x86.toV2(SPACE, record)).isEqualTo(kept(LegacyDialect.X86_64, hex));
        assertThat(record.readerIndex()).isOne();
    }

    @Test
    void V2_LEGACY_4_shortRecordsOfADialectAreRead() {
        ByteBuf record =
                Unpooled.wrappedBuffer(HexFormat.of().parseHex("370000000080040800100000"));
        assertThat(i386.toV2(SPACE, record))
                .isEqualTo(new Operated(new Command.Unmap(SPACE, ADDR, 0x1000)));
    }

    @Test
    void V2_LEGACY_4_whatIsTooLongForALegacyRecordIsTooLongWhenCutToo() {
        ByteBuf record = Unpooled.wrappedBuffer(new byte[1 << 17]);
        assertThat(x86.toV2(SPACE, record))
                .isEqualTo(kept(LegacyDialect.X86_64, "00".repeat(FrameWriter.MOST_LEGACY_BYTES)));
    }

    @Test
    void anOperationThatIsToStayHasToFitItsDialect() {
        assertThatThrownBy(() -> i386.toV2(SPACE, new Munmap(1L << 32 | 1, 0x1000)))
                .isInstanceOf(FieldRangeException.class);
    }

    @Test
    void V2_LEGACY_5_mapUnmapAndProtectAreSaid() {
        assertThat(x86.toV1(map(OpFlags.REPLACE | OpFlags.SHARED, OBJECT, 0x2000)))
                .isEqualTo(new Said(new Mmap(ADDR, 0x3000, RW, FIXED_SHARED, 7, 0x2000)));
        long noReplace = FIXED_ANONYMOUS | MapFlags.FIXED_NOREPLACE;
        assertThat(x86.toV1(map(0, Handle.NONE, 0)))
                .isEqualTo(new Said(new Mmap(ADDR, 0x3000, RW, noReplace, -1, 0)));
        assertThat(i386.toV1(map(0, Handle.NONE, 0)))
                .isEqualTo(new Said(new Mmap(ADDR, 0x3000, RW, noReplace, 0xffff_ffffL, 0)));
        assertThat(x86.toV1(new Command.Unmap(SPACE, ADDR, 0x1000)))
                .isEqualTo(new Said(new Munmap(ADDR, 0x1000)));
        assertThat(x86.toV1(new Command.Protect(SPACE, ADDR, 0x1000, RW)))
                .isEqualTo(new Said(new Mprotect(ADDR, 0x1000, RW)));
    }

    @Test
    void V2_LEGACY_5_whatV1CannotSayOfAMapIsNamed() {
        assertUnsaid(
                x86.toV1(
                        new Command.Map(
                                SPACE, OpFlags.ANYWHERE, ADDR, 0x1000, 0, 0, RW, 0, 1L << 40, 0)),
                Operation.MAP,
                "flags",
                "v1 does not tell the address that ANYWHERE found");
        assertUnsaid(
                x86.toV1(new Command.Map(SPACE, 0, ADDR, 0x1000, 0, 0, RW, Prot.ACCESS, 0, 0)),
                Operation.MAP,
                "max_prot",
                "v1 has no limit of later rights");
        assertUnsaid(
                x86.toV1(map(0, Handle.of(10, 1), 0)),
                Operation.MAP,
                "object",
                "no descriptor names 0x10000000a");
        assertUnsaid(
                x86.toV1(map(0, Handle.reference(0), 0)),
                Operation.MAP,
                "object",
                "no descriptor names 0x8000000000000000");
    }

    @Test
    void V2_LEGACY_5_numbersThatDoNotFitTheWordAreNamed() {
        String most = ", and a word of i386 holds at most 0xffffffff";
        assertUnsaid(
                i386.toV1(new Command.Unmap(SPACE, 1L << 32, 1L << 32)),
                Operation.UNMAP,
                "addr",
                "0x100000000" + most);
        assertUnsaid(
                i386.toV1(new Command.Protect(SPACE, ADDR, 1L << 32, RW)),
                Operation.PROTECT,
                "len",
                "0x100000000" + most);
        assertUnsaid(
                i386.toV1(map(0, OBJECT, 1L << 33)), Operation.MAP, "offset", "0x200000000" + most);
    }

    @Test
    void V2_LEGACY_5_whatV2RefusesAndV1WouldNotIsNamed() {
        assertUnsaid(
                x86.toV1(new Command.Protect(SPACE, ADDR, 0, RW)),
                Operation.PROTECT,
                "len",
                "EINVAL in v2, and v1 might carry it out");
        assertUnsaid(
                x86.toV1(new Command.Protect(SPACE, ADDR, 0x1000, Prot.SEM)),
                Operation.PROTECT,
                "prot",
                "EOPNOTSUPP in v2, and v1 might carry it out");
        assertUnsaid(
                x86.toV1(map(OpFlags.SHARED, Handle.NONE, 0)),
                Operation.MAP,
                "flags",
                "EINVAL in v2, and v1 might carry it out");
        assertUnsaid(
                x86.toV1(map(0, Handle.NONE, 0x1000)),
                Operation.MAP,
                "offset",
                "EINVAL in v2, and v1 might carry it out");
        assertUnsaid(
                x86.toV1(new Command.Unmap(SPACE, ADDR + 1, 0x1000)),
                Operation.UNMAP,
                "addr",
                "EINVAL in v2, and v1 might carry it out");
        assertUnsaid(
                x86.toV1(new Command.Map(SPACE, 0, ADDR, 0x1000, 0, 0, 16, 0, 0, 0)),
                Operation.MAP,
                "prot",
                "EOPNOTSUPP in v2, and v1 might carry it out");
        assertUnsaid(
                x86.toV1(new Command.Map(SPACE, 0, ADDR, 0x1000, 0, 0, 0, 0, 0x1000, 0)),
                Operation.MAP,
                "end",
                "EINVAL in v2, and v1 might carry it out");
        assertUnsaid(
                x86.toV1(new Command.Map(SPACE, 0, ADDR, 0x1000, 0, 0, 0, 0, 0, 0x1000)),
                Operation.MAP,
                "align",
                "EINVAL in v2, and v1 might carry it out");
    }

    @Test
    void V2_LEGACY_5_otherOperationsAreUnknownToV1() {
        assertUnsaid(
                x86.toV1(new Command.Create(Rights.OF_SPACE, 0)),
                Operation.CREATE,
                "opcode",
                "v1 has no CREATE");
        assertUnsaid(
                x86.toV1(new Command.Move(SPACE, 0, ADDR, 0x1000, 0x20000)),
                Operation.MOVE,
                "opcode",
                "v1 has no MOVE");
    }

    private static void assertUnsaid(InV1 inV1, Operation operation, String field, String reason) {
        assertThat(inV1).isEqualTo(new Unsaid(operation, field, reason));
    }
}
