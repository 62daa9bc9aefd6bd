package io.github.procmm.fuzz;

import static io.github.procmm.fuzz.Writes.boot;
import static io.github.procmm.fuzz.Writes.map;
import static io.github.procmm.fuzz.Writes.open;
import static io.github.procmm.fuzz.Writes.protect;
import static io.github.procmm.fuzz.Writes.store;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Handle;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import io.github.procmm.v2.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherWaysTest {

    private static List<List<Step>> ways(Step... steps) {
        List<Step> all = new ArrayList<>(List.of(boot(), open()));
        all.addAll(List.of(steps));
        List<List<Step>> ways = new ArrayList<>();
        for (List<Numbered> way : OtherWays.of(all)) {
            ways.add(way.stream().map(Numbered::step).toList().subList(2, all.size()));
        }
        return ways;
    }

    private static Step move(long from, long len, long to) {
        return Sent.send(Sent.record(Operation.MOVE, 0, 0, from, len, to));
    }

    private static Step load(int given) {
        Mm mm = Mm.newBuilder().setHandle(Handle.newBuilder()).build();
        Fill fill = new Fill(Fill.HANDLE, Long.BYTES, 0, given, 0);
        return Sent.step(Call.newBuilder().setAccess(Access.newBuilder().setMm(mm)), fill);
    }

    @Test
    void oneMapCoversWhatAnotherOneMapsToo() {
        assertThat(ways(map(0x1000, 0x1000, 3), map(0x4000, 0x1000, 3)))
                .contains(List.of(map(0x1000, 0x4000, 3), map(0x4000, 0x1000, 3)))
                .contains(List.of(map(0x1000, 0x1000, 3), map(0x1000, 0x1000, 3)));
    }

    @Test
    void aMapLeavesWhatAnotherOneCovers() {
        assertThat(ways(map(0x1000, 0x3000, 3), protect(0x2000, 0x1000, 1)))
                .contains(List.of(map(0x1000, 0x1000, 3), protect(0x2000, 0x1000, 1)))
                .contains(List.of(map(0x3000, 0x1000, 3), protect(0x2000, 0x1000, 1)));
    }

    @Test
    void whatIsLeftOfAnObjectIsTheSamePartOfIt() {
        assertThat(ways(map(0x1000, 0x3000, 3, 0), protect(0x1000, 0x1000, 1)))
                .contains(List.of(map(0x2000, 0x2000, 3, 0x1000), protect(0x1000, 0x1000, 1)));
    }

    @Test
    void aProtectionIsThatOfAnother() {
        assertThat(ways(map(0x1000, 0x1000, 3), protect(0x1000, 0x1000, 7)))
                .contains(List.of(map(0x1000, 0x1000, 7), protect(0x1000, 0x1000, 7)));
    }

    @Test
    void memoryIsAccessedWhereARangeBeginsOrEnds() {
        assertThat(ways(map(0x1000, 0x3000, 3), store(0x2000)))
                .contains(List.of(map(0x1000, 0x3000, 3), store(0x1000)))
                .contains(List.of(map(0x1000, 0x3000, 3), store(0x3000)));
    }

    @Test
    void whatWasMovedIsStillThere() {
        Step map = map(0x1000, 0x2000, 3);
        Step move = move(0x1000, 0x2000, 0x8000);

        assertThat(ways(map, move, store(0x9004)))
                .anySatisfy(
                        way -> {
                            assertThat(way).startsWith(map).endsWith(store(0x2004));
                        })
                .anySatisfy(
                        way -> {
                            assertThat(way).startsWith(map(0x8000, 0x2000, 3));
                            assertThat(way).endsWith(store(0x9004));
                        });
    }

    @Test
    void anotherHandleIsNamedAndAnotherSpaceAccessed() {
        assertThat(ways(load(40), load(64))).contains(List.of(load(40), load(40)));
        assertThat(ways(store(0x1000), load(40)))
                .anySatisfy(way -> assertThat(way.get(1).fills()).isEmpty());
    }

    @Test
    void noneIsTheHistoryItself() {
        assertThat(ways(map(0x1000, 0x1000, 3), store(0x1000)))
                .doesNotContain(List.of(map(0x1000, 0x1000, 3), store(0x1000)));
    }

    @Test
    void aRecordThatNamesNoMemoryIsLeftAsItIsOrFails() {
        ByteString frame = Sent.frame(1);
        Step failing = Sent.send(with(frame, Sent.HEADER + Integer.BYTES, -1));

        assertThat(ways(Sent.send(frame), map(0x1000, 0x1000, 3), store(0x5000)))
                .anySatisfy(way -> assertThat(way).startsWith(Sent.send(frame)))
                .contains(List.of(failing, map(0x1000, 0x1000, 3), store(0x5000)))
                .allSatisfy(way -> assertThat(way.get(0)).isIn(Sent.send(frame), failing));
    }

    @Test
    void aRecordOfV1FailsInALegacyFrame() {
        ByteString legacy =
                with(Sent.record(Operation.QUERY, 0, 0, 0x38, 0x1000), 4, 6 << Short.SIZE);

        assertThat(ways(Sent.send(legacy)))
                .contains(List.of(Sent.send(with(legacy, Sent.HEADER + 16, 0))));
    }

    @Test
    void aHandleMayBeThatOfAnEarlierRecord() {
        assertThat(ways(load(88))).contains(List.of(load(64))).contains(List.of(load(40)));
        assertThat(ways(load(40))).doesNotContain(List.of(load(16)));
    }

    private static ByteString with(ByteString frame, int at, int word) {
        ByteBuffer bytes = ByteBuffer.wrap(frame.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        return ByteString.copyFrom(bytes.putInt(at, word).rewind());
    }

    @Test
    void whatARecordHasNoRoomForIsLeftAsItIs() {
        assertThat(ways(map(0x1000, 0x1000, 3), move(0x1_0000_0000L, 0x1000, 0x5000)))
                .allSatisfy(way -> assertThat(way.get(0).call().hasWrite()).isTrue());
    }
}
