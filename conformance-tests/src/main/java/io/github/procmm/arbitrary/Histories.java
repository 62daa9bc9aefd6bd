package io.github.procmm.arbitrary;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.Backend;
import io.github.procmm.fuzz.SideBySide;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.AccessKind;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Close;
import io.github.procmm.proto.testee.Descriptor;
import io.github.procmm.proto.testee.Maps;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.ResizeObject;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.testee.InlineTestee;
import io.github.procmm.v2.Frame;
import io.github.procmm.wire.Dialect;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Draws histories on the usual host, x86_64, and plays them. Address spaces are open as descriptors
 * 3 and 4, objects of four pages and of one and a half as 5 and 6.
 */
public final class Histories {

    static final int FIRST_FD = 3;
    static final int LAST_FD = 6;
    private static final int MMS = 2;
    private static final int MOST_CALLS = 30;
    private static final int MOST_BATCHES = 4;

    private Histories() {}

    /** Returns histories of part v1: records, loads, stores, and changes of the objects. */
    public static Arbitrary<History> ofRecords() {
        Arbitrary<Call> calls =
                Arbitraries.frequencyOf(
                        Tuple.of(8, writes()),
                        Tuple.of(3, accesses()),
                        Tuple.of(1, resizes()),
                        Tuple.of(1, closes()));
        return calls.list()
                .ofMaxSize(MOST_CALLS)
                .map(Histories::ofRecords)
                .edgeCases(edges -> edges.none());
    }

    /** Returns histories of part v2: batches of one session. */
    public static Arbitrary<History> ofBatches() {
        return Batches.all()
                .list()
                .ofMaxSize(MOST_BATCHES)
                .map(Histories::ofBatches)
                .edgeCases(edges -> edges.none());
    }

    /**
     * Plays a history to a backend and to the reference kernel. The backend is closed then.
     *
     * @return null where they agree, or where they part: the call, what the reference answers and
     *     what the backend does
     */
    public static @Nullable String difference(Backend backend, History history) {
        return SideBySide.difference(
                InlineTestee.source(ReferenceBackend::new),
                InlineTestee.source(() -> backend),
                history.calls());
    }

    private static Arbitrary<Integer> mms() {
        return Arbitraries.integers().between(FIRST_FD, FIRST_FD + MMS - 1).shrinkTowards(FIRST_FD);
    }

    private static Arbitrary<Call> writes() {
        return mms().flatMap(
                        fd -> Records.writtenTo(Dialect.X86_64).map(bytes -> write(fd, bytes)));
    }

    private static Call write(int fd, byte[] record) {
        Write.Builder write = Write.newBuilder().setFd(fd).setRecord(ByteString.copyFrom(record));
        return Call.newBuilder().setWrite(write).build();
    }

    private static Arbitrary<Call> accesses() {
        Arbitrary<AccessKind> kinds = Arbitraries.of(AccessKind.LOAD, AccessKind.STORE);
        return Combinators.combine(
                        mms(),
                        kinds,
                        Pages.wholeAddresses(),
                        Arbitraries.of(1, 2, 4, 8),
                        Arbitraries.longs().between(0, 255))
                .as(Histories::access);
    }

    private static Call access(int fd, AccessKind kind, long addr, int size, long value) {
        Access.Builder access =
                Access.newBuilder().setMm(mm(fd)).setKind(kind).setAddr(addr).setSize(size);
        if (kind == AccessKind.STORE) {
            access.setValue(value);
        }
        return Call.newBuilder().setAccess(access).build();
    }

    private static Arbitrary<Call> resizes() {
        return Combinators.combine(Arbitraries.integers().between(0, 1), Pages.offsets())
                .as(
                        (object, size) ->
                                Call.newBuilder()
                                        .setResizeObject(
                                                ResizeObject.newBuilder()
                                                        .setObject(object)
                                                        .setSize(size))
                                        .build());
    }

    private static Arbitrary<Call> closes() {
        return Arbitraries.integers()
                .between(FIRST_FD, LAST_FD)
                .shrinkTowards(LAST_FD)
                .map(fd -> Call.newBuilder().setClose(Close.newBuilder().setFd(fd)).build());
    }

    private static History ofRecords(List<Call> drawn) {
        List<Call> calls = new ArrayList<>(Beginnings.ofRecords(FIRST_FD, MMS));
        calls.addAll(drawn);
        for (int fd = FIRST_FD; fd < FIRST_FD + MMS; fd++) {
            calls.add(Call.newBuilder().setMaps(Maps.newBuilder().setMm(mm(fd))).build());
        }
        return new History(calls);
    }

    private static History ofBatches(List<Frame.Batch> batches) {
        List<Call> calls = new ArrayList<>(Beginnings.ofBatches());
        batches.forEach(batch -> calls.add(Beginnings.sent(batch)));
        return new History(calls);
    }

    private static Mm mm(int fd) {
        return Mm.newBuilder().setFile(Descriptor.newBuilder().setFd(fd)).build();
    }
}
