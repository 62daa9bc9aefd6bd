package io.github.procmm.conform;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.AddressRange;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.ExpectedFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/**
 * The frames in the bytes of a SendBytes, as far as they are whole there; section 18 of SPEC.md.
 * For one use.
 */
final class SentFrames {

    private static final int HEADER = 32;
    private static final int RECORD = 16;
    private static final int BATCH = 4;
    private static final int MAP = 8;
    private static final int MAP_SIZE = 72;
    private static final int ANYWHERE = 2;
    private static final int MOVE = 11;
    private static final int MOVE_SIZE = 40;
    private static final int DISCARD = 12;
    private static final int RANGE_SIZE = 32;

    private final ByteBuf bytes;

    private SentFrames(ByteString bytes) {
        this.bytes = Unpooled.wrappedBuffer(bytes.asReadOnlyByteBuffer());
    }

    /** Returns the first handle that a record names, no reference; 0 where there is none. */
    static long firstSpace(ByteString bytes) {
        for (List<ByteBuf> frame : new SentFrames(bytes).records()) {
            for (ByteBuf record : frame) {
                long handle = record.getLongLE(8);
                if (handle > 0) {
                    return handle;
                }
            }
        }
        return 0;
    }

    /** Returns the ranges that the records use which have to succeed. */
    static List<AddressRange> used(ByteString bytes, Expected.Frames expected) {
        List<AddressRange> used = new ArrayList<>();
        List<List<ByteBuf>> frames = new SentFrames(bytes).records();
        for (int i = 0; i < Math.min(frames.size(), expected.frames().size()); i++) {
            if (expected.frames().get(i) instanceof ExpectedFrame.Reply reply) {
                int records = Math.min(frames.get(i).size(), reply.results().size());
                for (int record = 0; record < records; record++) {
                    if (reply.results().get(record).status() == 0) {
                        addRange(frames.get(i).get(record), used);
                    }
                }
            }
        }
        return used;
    }

    private static void addRange(ByteBuf record, List<AddressRange> used) {
        int opcode = record.getUnsignedShortLE(0);
        if (opcode < MAP || opcode > DISCARD || record.readableBytes() < RANGE_SIZE) {
            return;
        }
        long addr = record.getLongLE(16);
        long end = addr + record.getLongLE(24);
        boolean anywhere = opcode == MAP && (record.getIntLE(4) & ANYWHERE) != 0;
        if (anywhere && record.readableBytes() >= MAP_SIZE) {
            end = record.getLongLE(56);
        }
        used.add(new AddressRange(addr, end));
        if (opcode == MOVE && record.readableBytes() >= MOVE_SIZE) {
            long to = record.getLongLE(32);
            used.add(new AddressRange(to, to + record.getLongLE(24)));
        }
    }

    /** Returns the records of each frame; none of one that is not a BATCH. */
    private List<List<ByteBuf>> records() {
        List<List<ByteBuf>> frames = new ArrayList<>();
        while (bytes.readableBytes() >= HEADER) {
            int type = bytes.getUnsignedShortLE(bytes.readerIndex() + 6);
            int length = bytes.getIntLE(bytes.readerIndex() + 8);
            if (length < HEADER || length > bytes.readableBytes()) {
                break;
            }
            ByteBuf frame = bytes.readSlice(length);
            frames.add(type == BATCH ? records(frame.skipBytes(HEADER)) : List.of());
        }
        return frames;
    }

    private static List<ByteBuf> records(ByteBuf frame) {
        List<ByteBuf> records = new ArrayList<>();
        while (frame.readableBytes() >= RECORD) {
            int size = frame.getUnsignedShortLE(frame.readerIndex() + 2);
            if (size < RECORD || size > frame.readableBytes()) {
                break;
            }
            records.add(frame.readSlice(size));
        }
        return records;
    }
}
