package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.fuzz.SentRecords.Framed;
import io.github.procmm.fuzz.SentRecords.Placed;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.proto.testee.Writev;
import io.github.procmm.suite.Step;
import io.github.procmm.v2.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the calls of a history name memory, in records of v1 and v2 and in accesses. */
final class Spots {

    private static final int BATCH = 4;
    private static final int TYPE = 6;
    private static final int ADDR = 16;
    private static final int LEN = 24;
    private static final int TO = 32;
    private static final int MAP_PROT = 48;
    private static final int PROTECT_PROT = 32;

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
                case WRITE -> add(spots, i, Spot.Kind.WRITE, 0, op(call.getWrite()));
                case WRITEV -> {
                    for (int at = 0; at < call.getWritev().getSegmentsCount(); at++) {
                        add(spots, i, Spot.Kind.SEGMENT, at, op(call.getWritev(), at));
                    }
                }
                case ACCESS -> {
                    long addr = call.getAccess().getAddr();
                    spots.add(new Spot(i, Spot.Kind.ACCESS, 0, addr, 0, Spot.NONE));
                }
                case SEND_BYTES -> addRecords(spots, i, call.getSendBytes().getBytes());
                default -> {}
            }
        }
        return spots;
    }

    private static void add(
            List<Spot> spots, int step, Spot.Kind kind, int at, @Nullable WrittenRecord written) {
        Op op = written == null ? null : written.op();
        if (op instanceof Mmap map) {
            spots.add(new Spot(step, kind, at, map.addr(), map.len(), map.prot()));
        } else if (op instanceof Munmap unmap) {
            spots.add(new Spot(step, kind, at, unmap.addr(), unmap.len(), Spot.NONE));
        } else if (op instanceof Mprotect protect) {
            spots.add(new Spot(step, kind, at, protect.addr(), protect.len(), protect.prot()));
        }
    }

    private @Nullable WrittenRecord op(Write write) {
        return WrittenRecord.of(steps, write.getProcess(), write.getFd(), write.getRecord());
    }

    private @Nullable WrittenRecord op(Writev writev, int at) {
        return WrittenRecord.of(steps, writev.getProcess(), writev.getFd(), writev.getSegments(at));
    }

    private static void addRecords(List<Spot> spots, int step, ByteString sent) {
        for (Framed frame : SentRecords.of(sent, ByteString.EMPTY).frames()) {
            if (sent.byteAt(frame.sent().from() + TYPE) == BATCH) {
                for (Placed record : frame.records()) {
                    addRecord(spots, step, sent, record.sent());
                }
            }
        }
    }

    private static void addRecord(
            List<Spot> spots, int step, ByteString sent, SentRecords.Bytes record) {
        ByteBuffer bytes = buffer(sent);
        int at = record.from();
        Operation operation = Operation.of(Short.toUnsignedInt(bytes.getShort(at)));
        if (operation == null || record.size() < operation.firstSize()) {
            return;
        }
        switch (operation) {
            case MAP, PROTECT -> {
                long prot = Integer.toUnsignedLong(bytes.getInt(at + prot(operation)));
                spots.add(spot(step, at, bytes, prot));
            }
            case UNMAP, DISCARD, SEAL -> spots.add(spot(step, at, bytes, Spot.NONE));
            case MOVE -> {
                Spot from = spot(step, at, bytes, Spot.NONE);
                long to = bytes.getLong(at + TO);
                spots.add(from);
                spots.add(new Spot(step, Spot.Kind.DESTINATION, at, to, from.len(), Spot.NONE));
            }
            case CREATE, CLONE, DESTROY, RELEASE, DUPLICATE, MEMORY, IMPORT, QUERY -> {}
        }
    }

    private static Spot spot(int step, int at, ByteBuffer bytes, long prot) {
        long addr = bytes.getLong(at + ADDR);
        return new Spot(step, Spot.Kind.RECORD, at, addr, bytes.getLong(at + LEN), prot);
    }

    private static int prot(Operation operation) {
        return operation == Operation.MAP ? MAP_PROT : PROTECT_PROT;
    }

    private static ByteBuffer buffer(ByteString bytes) {
        return ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Returns the call of a spot as it is with another range or protection there; as it was where
     * its record has no room for that.
     */
    Step with(Spot spot) {
        Step step = steps.get(spot.step());
        if (!fits(spot)) {
            return step;
        }
        Call call = step.call();
        Call.Builder changed =
                switch (spot.kind()) {
                    case WRITE -> {
                        Write write = call.getWrite();
                        yield Call.newBuilder()
                                .setWrite(write.toBuilder().setRecord(record(op(write), spot)));
                    }
                    case SEGMENT -> {
                        Writev.Builder writev = call.getWritev().toBuilder();
                        WrittenRecord written = op(call.getWritev(), spot.at());
                        yield Call.newBuilder()
                                .setWritev(writev.setSegments(spot.at(), record(written, spot)));
                    }
                    case ACCESS -> {
                        Access.Builder access = call.getAccess().toBuilder();
                        yield Call.newBuilder().setAccess(access.setAddr(spot.addr()));
                    }
                    case RECORD, DESTINATION -> {
                        ByteBuffer bytes = buffer(call.getSendBytes().getBytes());
                        put(bytes, spot);
                        yield Call.newBuilder()
                                .setSendBytes(
                                        call.getSendBytes().toBuilder()
                                                .setBytes(ByteString.copyFrom(bytes)));
                    }
                };
        return new Step(changed.build(), step.expected(), step.fills());
    }

    private boolean fits(Spot spot) {
        Call call = steps.get(spot.step()).call();
        WrittenRecord written =
                switch (spot.kind()) {
                    case WRITE -> op(call.getWrite());
                    case SEGMENT -> op(call.getWritev(), spot.at());
                    case ACCESS, RECORD, DESTINATION -> null;
                };
        return written == null || (written.holds(spot.addr()) && written.holds(spot.len()));
    }

    private static ByteString record(@Nullable WrittenRecord written, Spot spot) {
        if (written == null) {
            throw new IllegalArgumentException("no record at " + spot);
        }
        Op op = written.op();
        if (op instanceof Mmap map) {
            return written.with(
                    new Mmap(
                            spot.addr(),
                            spot.len(),
                            spot.prot(),
                            map.flags(),
                            map.fd(),
                            map.offset()));
        }
        return written.with(
                op instanceof Mprotect
                        ? new Mprotect(spot.addr(), spot.len(), (int) spot.prot())
                        : new Munmap(spot.addr(), spot.len()));
    }

    private static void put(ByteBuffer bytes, Spot spot) {
        int at = spot.at();
        if (spot.kind() == Spot.Kind.DESTINATION) {
            bytes.putLong(at + TO, spot.addr());
            return;
        }
        bytes.putLong(at + ADDR, spot.addr());
        bytes.putLong(at + LEN, spot.len());
        if (spot.prot() != Spot.NONE) {
            Operation operation = Operation.of(Short.toUnsignedInt(bytes.getShort(at)));
            bytes.putInt(
                    at + (operation == Operation.MAP ? MAP_PROT : PROTECT_PROT), (int) spot.prot());
        }
    }
}
