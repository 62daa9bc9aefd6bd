package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.fuzz.SentRecords.Bytes;
import io.github.procmm.fuzz.SentRecords.Framed;
import io.github.procmm.fuzz.SentRecords.Placed;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Step;
import io.github.procmm.v2.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the records of BATCH frames name memory. */
final class SentSpots {

    private static final int FLAGS = 4;
    private static final int ADDR = 16;
    private static final int LEN = 24;
    private static final int TO = 32;
    private static final int OBJECT = 32;
    private static final int OFFSET = 40;
    private static final int MAP_PROT = 48;
    private static final int PROTECT_PROT = 32;

    private SentSpots() {}

    /** Returns where those of a call do, in their order. */
    static List<Spot> of(int number, Step step) {
        List<Spot> spots = new ArrayList<>();
        ByteString sent = step.call().getSendBytes().getBytes();
        for (Framed frame : SentRecords.of(sent, ByteString.EMPTY).frames()) {
            if (!SentRecords.isLegacy(sent, frame)) {
                for (Placed record : frame.records()) {
                    add(spots, number, step, record.sent());
                }
            }
        }
        return spots;
    }

    private static void add(List<Spot> spots, int number, Step step, Bytes record) {
        ByteBuffer bytes = buffer(step.call().getSendBytes().getBytes());
        int at = record.from();
        Operation operation = Operation.of(Short.toUnsignedInt(bytes.getShort(at)));
        if (operation == null || record.size() < operation.firstSize()) {
            return;
        }
        switch (operation) {
            case MAP -> {
                boolean object =
                        bytes.getLong(at + OBJECT) != 0
                                || step.fills().stream().anyMatch(fill -> fill.at() == at + OBJECT);
                long offset = object ? bytes.getLong(at + OFFSET) : Spot.NONE;
                spots.add(range(number, at, bytes, prot(bytes, at + MAP_PROT), offset));
            }
            case PROTECT -> {
                long prot = prot(bytes, at + PROTECT_PROT);
                spots.add(range(number, at, bytes, prot, Spot.NONE));
            }
            case UNMAP, DISCARD, SEAL -> spots.add(range(number, at, bytes, Spot.NONE, Spot.NONE));
            case MOVE -> {
                Spot from = range(number, at, bytes, Spot.NONE, Spot.NONE);
                spots.add(from);
                spots.add(from.to(bytes.getLong(at + TO)));
            }
            case CREATE, CLONE, DESTROY, RELEASE, DUPLICATE, MEMORY, IMPORT, QUERY -> {}
        }
    }

    private static Spot range(int number, int at, ByteBuffer bytes, long prot, long offset) {
        long addr = bytes.getLong(at + ADDR);
        return new Spot(number, Spot.Kind.RECORD, at, addr, bytes.getLong(at + LEN), prot, offset);
    }

    /** Returns the operation of a record that a call sends; null where its number is none. */
    static @Nullable Operation operation(Call call, int record) {
        ByteBuffer bytes = buffer(call.getSendBytes().getBytes());
        return Operation.of(Short.toUnsignedInt(bytes.getShort(record)));
    }

    /** Returns the flags of a record that a call sends. */
    static int flags(Call call, int record) {
        return buffer(call.getSendBytes().getBytes()).getInt(record + FLAGS);
    }

    /** Returns a number of 32 bits that a call sends. */
    static int word(Call call, int place) {
        return buffer(call.getSendBytes().getBytes()).getInt(place);
    }

    private static long prot(ByteBuffer bytes, int place) {
        return Integer.toUnsignedLong(bytes.getInt(place));
    }

    private static ByteBuffer buffer(ByteString bytes) {
        return ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns what a call sends with what a spot says there. */
    static ByteString with(ByteString sent, Spot spot) {
        ByteBuffer bytes = buffer(sent);
        int at = spot.at();
        if (spot.kind() == Spot.Kind.DESTINATION) {
            bytes.putLong(at + TO, spot.addr());
            return ByteString.copyFrom(bytes);
        }
        bytes.putLong(at + ADDR, spot.addr());
        bytes.putLong(at + LEN, spot.len());
        if (spot.offset() != Spot.NONE) {
            bytes.putLong(at + OFFSET, spot.offset());
        }
        if (spot.prot() != Spot.NONE) {
            boolean map = bytes.getShort(at) == Operation.MAP.opcode();
            bytes.putInt(at + (map ? MAP_PROT : PROTECT_PROT), (int) spot.prot());
        }
        return ByteString.copyFrom(bytes);
    }
}
