package io.github.procmm.kernel;

import static io.github.procmm.kernel.SessionClient.RW;
import static io.github.procmm.kernel.SessionClient.done;
import static io.github.procmm.kernel.SessionClient.map;
import static io.github.procmm.kernel.SessionClient.refused;
import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.ECANCELED;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Generation;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.LegacyDialect;
import io.github.procmm.v2.Rights;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Section 22: v1 records in LEGACY frames. */
class SessionLegacyTest {

    private static final long ADDR = 0x10000;
    private static final long PAGE = 0x1000;
    private static final int FIXED = MapFlags.PRIVATE | MapFlags.FIXED | MapFlags.ANONYMOUS;
    private static final Mmap MMAP = new Mmap(ADDR, PAGE, RW, FIXED, 0xffffffffL, 0);

    private final SessionClient client = new SessionClient();
    private final long space = client.space();

    private static String hex(Dialect dialect, Op op) {
        return ByteBufUtil.hexDump(Bench.record(dialect, op));
    }

    private Result send(LegacyDialect dialect, long to, String hex) {
        Frame frame =
                new Frame.Legacy(
                        0, BatchMode.SEQUENTIAL, List.of(new Frame.LegacyRecord(dialect, to, hex)));
        return ((Frame.Reply) client.send(frame)).results().get(0);
    }

    @Test
    void V2_LEGACY_1_aRecordDoesWhatItsWriteDoes() {
        int guest = client.process.open(MemoryObject.regular("g", PAGE), AccessMode.READ_WRITE);
        assertThat(
                        client.legacy(
                                BatchMode.INDEPENDENT,
                                space,
                                new Mmap(ADDR, 2 * PAGE, RW, FIXED, -1, 0),
                                new Mprotect(ADDR, PAGE, Prot.READ),
                                new Munmap(ADDR + PAGE, PAGE),
                                new Mmap(
                                        2 * ADDR,
                                        PAGE,
                                        RW,
                                        MapFlags.SHARED | MapFlags.FIXED,
                                        guest,
                                        0)))
                .containsOnly(done(56));
        assertThat(client.memory(space).areas())
                .containsExactly(
                        new MappedArea(ADDR, ADDR + PAGE, Prot.READ, false, "", 0),
                        new MappedArea(2 * ADDR, 2 * ADDR + PAGE, RW, true, "g", 0));
    }

    @Test
    void V2_LEGACY_1_recordsOfBothFilesOfTheHost() {
        assertThat(send(LegacyDialect.I386, space, hex(Dialect.I386, MMAP))).isEqualTo(done(28));
        assertThat(send(LegacyDialect.X86_64, space, hex(Dialect.X86_64, MMAP)))
                .isEqualTo(done(56));
        assertThat(client.query(space).areas()).hasSize(1);
    }

    @Test
    void V2_LEGACY_2_theValueIsWhatTheWriteReturns() {
        assertThat(send(LegacyDialect.X86_64, space, hex(Dialect.X86_64, new Munmap(1, PAGE))))
                .isEqualTo(refused(EINVAL, 0, EINVAL.asResult()));
        assertThat(send(LegacyDialect.X86_64, space, ""))
                .isEqualTo(refused(EINVAL, 0, EINVAL.asResult()));
        assertThat(send(LegacyDialect.X86_64, space, "00".repeat(57)))
                .isEqualTo(refused(EINVAL, 0, EINVAL.asResult()));
        Mmap closed = new Mmap(ADDR, PAGE, RW, MapFlags.PRIVATE | MapFlags.FIXED, 9, 0);
        assertThat(client.legacy(BatchMode.SEQUENTIAL, space, closed, MMAP))
                .containsExactly(refused(EBADF, 0, EBADF.asResult()), refused(ECANCELED, 0));
    }

    @Test
    void V2_LEGACY_3_aDialectThatTheHostHasNoFileOfIsEOPNOTSUPP() {
        for (LegacyDialect dialect :
                List.of(LegacyDialect.ARM, LegacyDialect.POWERPC, LegacyDialect.S390X)) {
            assertThat(send(dialect, 99, hex(dialect.dialect(), MMAP)))
                    .isEqualTo(refused(EOPNOTSUPP, 0));
        }
        Kernel arm =
                new Kernel(
                        HostProfile.of(Dialect.ARM, Generation.SKAS3_V9, MemoryManager.LINUX_6_18));
        SessionClient onArm = new SessionClient(arm);
        Frame.LegacyRecord record =
                new Frame.LegacyRecord(LegacyDialect.ARM, onArm.space(), hex(Dialect.ARM, MMAP));
        Frame answer = onArm.send(new Frame.Legacy(0, BatchMode.ATOMIC, List.of(record)));
        assertThat(((Frame.Reply) answer).results()).containsExactly(done(28));
    }

    /** One LEGACY frame of one record, its bytes made by hand. */
    private Result raw(int dialect, int bytes, long handle, byte... record) {
        ByteBuf in = Unpooled.buffer();
        in.writeBytes(new byte[] {'P', 'M', 'M', '2', 2, 0, 6, 0});
        in.writeIntLE(32 + 16 + record.length).writeIntLE(1).writeLongLE(0).writeLongLE(0);
        in.writeShortLE(dialect).writeShortLE(16 + record.length).writeIntLE(bytes);
        in.writeLongLE(handle).writeBytes(record);
        return ((Frame.Reply) client.answer(in)).results().get(0);
    }

    @Test
    void V2_LEGACY_3_bytesThatDoNotFitAreEINVAL() {
        assertThat(raw(0, 4, space, new byte[8])).isEqualTo(refused(EOPNOTSUPP, 0));
        assertThat(raw(6, 4, space, new byte[8])).isEqualTo(refused(EOPNOTSUPP, 0));
        assertThat(raw(4, 9, space, new byte[8])).isEqualTo(refused(EINVAL, 4));
        assertThat(raw(4, 0, space, new byte[8])).isEqualTo(refused(EINVAL, 4));
        assertThat(raw(4, -1, space, new byte[8])).isEqualTo(refused(EINVAL, 4));
        assertThat(
                        raw(
                                4, 7, 99, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0,
                                (byte) 0, (byte) 0, (byte) 1))
                .isEqualTo(refused(EINVAL, 4));
        assertThat(raw(4, 7, 99, new byte[8])).isEqualTo(refused(EBADF, 8));
        // carried out: of 7 bytes no record is one
        assertThat(raw(4, 7, space, new byte[8])).isEqualTo(refused(EINVAL, 0, EINVAL.asResult()));
    }

    @Test
    void V2_LEGACY_3_theHandleIsLookedUpAsInBatches() {
        long query = client.value(new Command.Duplicate(space, Rights.OF_SPACE & ~Rights.CHANGE));
        long change = client.value(new Command.Duplicate(space, Rights.CHANGE));
        String record = hex(Dialect.X86_64, MMAP);
        assertThat(send(LegacyDialect.X86_64, 99, record)).isEqualTo(refused(EBADF, 8));
        assertThat(send(LegacyDialect.X86_64, client.object(1), record))
                .isEqualTo(refused(EBADF, 8));
        assertThat(send(LegacyDialect.X86_64, Handle.reference(0), record))
                .isEqualTo(refused(ECANCELED, 8));
        assertThat(send(LegacyDialect.X86_64, query, record)).isEqualTo(refused(EACCES, 8));
        assertThat(send(LegacyDialect.X86_64, change, record)).isEqualTo(done(56));
    }

    @Test
    void V2_LEGACY_1_segmentsAreCopiedAmongFilesAndSpaces() {
        int from = client.process.open(MmFile.PROC_MM64);
        long source = client.value(new Command.Import(from, Rights.OF_SPACE, 0));
        client.writeLdt(source, 3);
        for (BatchMode mode : BatchMode.values()) {
            long target = client.space();
            assertThat(client.legacy(mode, target, new CopySegments(from)))
                    .containsExactly(done(56));
            assertThat(client.ldt(target)).isEqualTo(client.ldt(source)).isNotEmpty();
            assertThat(client.legacy(mode, source, new CopySegments(from)))
                    .containsExactly(done(56));
        }
        assertThat(client.legacy(BatchMode.ATOMIC, source, new CopySegments(77)))
                .containsExactly(refused(EBADF, 0, EBADF.asResult()));
    }

    @Test
    void V2_MAP_8_maxBytesBindsV1RecordsToo() {
        long limited = client.space(PAGE);
        assertThat(client.legacy(BatchMode.SEQUENTIAL, limited, MMAP)).containsExactly(done(56));
        assertThat(
                        client.legacy(
                                BatchMode.SEQUENTIAL,
                                limited,
                                new Mmap(ADDR + PAGE, PAGE, RW, FIXED, -1, 0)))
                .containsExactly(refused(ENOMEM, 0, ENOMEM.asResult()));
        assertThat(client.ask(map(limited, 2 * ADDR, PAGE))).isEqualTo(refused(ENOMEM, 8));
        assertThat(client.query(limited).mappedBytes()).isEqualTo(PAGE);
    }

    @Test
    void V2_MAP_3_mprotectOfV1KeepsToMaxProt() {
        client.value(
                new Command.Map(space, 0, ADDR, PAGE, Handle.NONE, 0, Prot.READ, Prot.READ, 0, 0));
        assertThat(client.legacy(BatchMode.SEQUENTIAL, space, new Mprotect(ADDR, PAGE, RW)))
                .containsExactly(refused(EACCES, 0, EACCES.asResult()));
    }
}
