package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.proto.testee.Writev;
import io.github.procmm.suite.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the calls of a history name memory, in records of v1 and v2 and in accesses. */
final class Spots {

    private final List<Step> steps;

    Spots(List<Step> steps) {
        this.steps = steps;
    }

    /** Returns all of them, in the order of the calls. */
    List<Spot> all() {
        List<Spot> spots = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Call call = steps.get(i).call();
            switch (call.getCallCase()) {
                case WRITE -> add(spots, i, Spot.Kind.WRITE, 0);
                case WRITEV -> {
                    for (int at = 0; at < call.getWritev().getSegmentsCount(); at++) {
                        add(spots, i, Spot.Kind.SEGMENT, at);
                    }
                }
                case ACCESS -> {
                    long addr = call.getAccess().getAddr();
                    spots.add(new Spot(i, Spot.Kind.ACCESS, 0, addr, 0, Spot.NONE, Spot.NONE));
                }
                case SEND_BYTES -> spots.addAll(SentSpots.of(i, steps.get(i)));
                default -> {}
            }
        }
        return spots;
    }

    private void add(List<Spot> spots, int step, Spot.Kind kind, int at) {
        Spot spot = WrittenSpots.of(step, kind, at, written(step, kind, at));
        if (spot != null) {
            spots.add(spot);
        }
    }

    private @Nullable WrittenRecord written(int step, Spot.Kind kind, int at) {
        Call call = steps.get(step).call();
        if (kind == Spot.Kind.WRITE) {
            Write write = call.getWrite();
            return WrittenRecord.of(steps, write.getProcess(), write.getFd(), write.getRecord());
        }
        Writev writev = call.getWritev();
        return WrittenRecord.of(steps, writev.getProcess(), writev.getFd(), writev.getSegments(at));
    }

    /**
     * Returns the call of a spot as it is with another range or protection there; as it was where
     * its record has no room for that.
     */
    Step with(Spot spot) {
        Step step = steps.get(spot.step());
        Call call = with(step.call(), spot);
        return new Step(call, step.expected(), step.fills());
    }

    private Call with(Call call, Spot spot) {
        return switch (spot.kind()) {
            case WRITE -> {
                ByteString record = record(spot);
                yield record == null
                        ? call
                        : Call.newBuilder()
                                .setWrite(call.getWrite().toBuilder().setRecord(record))
                                .build();
            }
            case SEGMENT -> {
                ByteString record = record(spot);
                yield record == null
                        ? call
                        : Call.newBuilder()
                                .setWritev(
                                        call.getWritev().toBuilder().setSegments(spot.at(), record))
                                .build();
            }
            case ACCESS ->
                    Call.newBuilder()
                            .setAccess(call.getAccess().toBuilder().setAddr(spot.addr()))
                            .build();
            case RECORD, DESTINATION -> {
                ByteString bytes = SentSpots.with(call.getSendBytes().getBytes(), spot);
                yield Call.newBuilder()
                        .setSendBytes(call.getSendBytes().toBuilder().setBytes(bytes))
                        .build();
            }
        };
    }

    private @Nullable ByteString record(Spot spot) {
        WrittenRecord written = written(spot.step(), spot.kind(), spot.at());
        return written == null ? null : WrittenSpots.with(written, spot);
    }
}
