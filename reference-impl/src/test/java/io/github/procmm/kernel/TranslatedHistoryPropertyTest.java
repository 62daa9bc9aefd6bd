package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.history.Arena;
import io.github.procmm.kernel.history.Call;
import io.github.procmm.kernel.history.Histories;
import io.github.procmm.kernel.history.History;
import io.github.procmm.kernel.history.KernelMachine;
import io.github.procmm.kernel.history.TestFile;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Frame.LegacyRecord;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.LegacyDialect;
import io.github.procmm.v2.Rights;
import io.github.procmm.v2.Translation;
import io.github.procmm.v2.Translation.Kept;
import io.github.procmm.v2.Translation.Operated;
import io.github.procmm.v2.Welcome;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * A history is written to a v1 file, and sent, translated, to a session on another host: what the
 * two address spaces are, show and answer stays the same.
 *
 * <p>A record that fails is sent as it is: only successes translate (V2-LEGACY-4).
 */
class TranslatedHistoryPropertyTest {

    private static final int LENGTH = 60;

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void V2_LEGACY_4_aTranslatedHistoryHasTheSameEffects(@ForAll("histories") History history) {
        V1 v1 = new V1();
        V2 v2 = new V2();
        for (Call call : history.calls()) {
            Op op = op(call);
            if (op == null) {
                assertThat(call.playOn(v2.machine)).isEqualTo(call.playOn(v1.machine));
            } else {
                long result = v1.write(op);
                assertThat(v2.send(op, result)).as("result of %s", op).isEqualTo(result);
            }
            assertThat(v2.areas()).as("after %s", call).isEqualTo(v1.areas());
        }
    }

    @Provide
    Arbitrary<History> histories() {
        return Histories.upTo(LENGTH, false);
    }

    /** Returns the record of a call, or null where it is none. */
    private static @Nullable Op op(Call call) {
        if (call instanceof Call.Map map) {
            long fd = map.file();
            return new Mmap(map.addr(), map.len(), map.prot(), map.flags(), fd, map.offset());
        }
        if (call instanceof Call.Unmap unmap) {
            return new Munmap(unmap.addr(), unmap.len());
        }
        return call instanceof Call.Protect protect
                ? new Mprotect(protect.addr(), protect.len(), (int) protect.prot())
                : null;
    }

    /** A writer with an open file. */
    private static final class V1 {

        private final UserProcess writer = new Kernel(HostProfile.DEFAULT).newProcess();
        private final KernelMachine machine;
        private final int mm;

        V1() {
            KernelMachine files = new KernelMachine(writer, KernelMachine.newObjects());
            mm = writer.open(MmFile.PROC_MM64);
            machine = files.withMemory(Objects.requireNonNull(writer.addressSpace(mm)));
        }

        long write(Op op) {
            return writer.write(mm, Bench.record(Dialect.X86_64, op));
        }

        String areas() {
            return Arena.areas(machine.memory());
        }
    }

    /** A client with a space. */
    private static final class V2 implements Translation.Descriptors {

        private final SessionClient client = new SessionClient();
        private final KernelMachine machine;
        private final long space;
        private final long[] handles = new long[TestFile.values().length];
        private final Translation translation;

        V2() {
            UserProcess process = client.process;
            KernelMachine files = new KernelMachine(process, KernelMachine.newObjects());
            space = client.value(new Command.Create(Rights.OF_SPACE, 0));
            machine = files.withMemory(Objects.requireNonNull(client.session.addressSpace(space)));
            name(TestFile.READ_WRITE, Rights.OF_OBJECT);
            name(TestFile.READ_ONLY, Rights.READ | Rights.EXEC);
            name(TestFile.OTHER, Rights.OF_OBJECT);
            int dup = TestFile.READ_WRITE_DUP.descriptor(); // the same opening
            handles[dup] = handles[TestFile.READ_WRITE.descriptor()];
            translation = new Translation(Dialect.X86_64, session(), this);
        }

        /** What the session has agreed to, as far as a translation asks. */
        private Welcome session() {
            long end = client.process.limits().taskSize();
            return new Welcome(2, 4096, Features.ALL, 1, Page.SIZE, 0, end, 1, 1, 1);
        }

        private void name(TestFile file, int rights) {
            int descriptor = file.descriptor();
            handles[descriptor] = client.value(new Command.Import(descriptor, rights, 0));
        }

        @Override
        public long handleOf(int descriptor) {
            boolean open = descriptor >= 0 && descriptor < handles.length;
            return open ? handles[descriptor] : Handle.NONE;
        }

        @Override
        public int descriptorOf(long handle) {
            for (int i = 0; i < handles.length; i++) {
                if (handles[i] == handle) {
                    return i;
                }
            }
            return NONE;
        }

        /** Returns what a write of the record would have returned. */
        long send(Op op, long resultOfV1) {
            ByteBuf record = Bench.record(Dialect.X86_64, op);
            if (Errno.isError(resultOfV1)) {
                String hex = ByteBufUtil.hexDump(record);
                return send(new LegacyRecord(LegacyDialect.X86_64, space, hex));
            }
            Translation.InV2 inV2 = translation.toV2(space, record);
            Statistics.collect(op.opcode() + " " + inV2.getClass().getSimpleName());
            if (inV2 instanceof Kept kept) {
                return send(kept.record());
            }
            Command command = ((Operated) inV2).command();
            Result result = client.ask(command);
            long value = command instanceof Command.Map map ? map.addr() : 0;
            assertThat(result).isEqualTo(new Result(0, value, 0, null));
            return record.readableBytes();
        }

        private long send(LegacyRecord record) {
            Frame answer = client.send(new Frame.Legacy(0, BatchMode.SEQUENTIAL, List.of(record)));
            Result result = ((Frame.Reply) answer).results().get(0);
            int errno = Errno.isError(result.value()) ? (int) -result.value() : 0;
            assertThat(result.status()).isEqualTo(errno); // V2-LEGACY-2
            return result.value();
        }

        String areas() {
            return Arena.areas(machine.memory());
        }
    }
}
