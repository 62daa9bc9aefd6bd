package io.github.procmm.fuzz;

import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.v2.FrameType;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.LegacyDialect;
import io.github.procmm.v2.LegacyView;
import io.github.procmm.v2.OpView;
import io.github.procmm.v2.Operation;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What frames ask that nobody is wrong about: records of part v1 in them, and ranges that a backend
 * keeps for itself.
 */
final class UnmodelledFrames {

    private static final int HEADER = 32;

    /** The head of a record of a LEGACY frame. */
    private static final int LEGACY_HEAD = 24;

    private static final int MAX_FRAME = 1 << 20;

    private final World world;
    private final Unmodelled records;
    private final FrameView frame = new FrameView();
    private final OpView record = new OpView();
    private final LegacyView legacy = new LegacyView();

    UnmodelledFrames(World world, Unmodelled records) {
        this.world = world;
        this.records = records;
    }

    /** Returns whether one of the frames that end in these bytes is about what is left open. */
    boolean areIn(SendBytes send) {
        ByteBuf unread = world.client(send.getSession()).unread(send.getBytes());
        while (unread.readableBytes() >= HEADER) {
            int at = unread.readerIndex();
            int length = FrameView.measure(unread, at, unread.readableBytes(), MAX_FRAME);
            if (length < 0 || length > unread.readableBytes()) {
                return false;
            }
            frame.wrap(unread, at);
            if (isIn()) {
                return true;
            }
            unread.skipBytes(length);
        }
        return false;
    }

    private boolean isIn() {
        FrameType type = frame.type();
        if ((type != FrameType.BATCH && type != FrameType.LEGACY) || frame.misfit() >= 0) {
            return false;
        }
        while (frame.next()) {
            if (type == FrameType.BATCH ? reaches() : isLegacyIn()) {
                return true;
            }
        }
        return false;
    }

    private boolean reaches() {
        record.wrap(frame);
        Operation operation = record.operation();
        return hasRange(operation)
                && (!world.isFree(record.addr(), record.len())
                        || (operation == Operation.MOVE && !world.isFree(record.to(), record.len()))
                        || (operation == Operation.MAP
                                && !world.isFree(record.addr(), record.end() - record.addr())));
    }

    private static boolean hasRange(@Nullable Operation operation) {
        if (operation == null) {
            return false;
        }
        return switch (operation) {
            case MAP, UNMAP, PROTECT, MOVE, DISCARD, SEAL -> true;
            default -> false;
        };
    }

    private boolean isLegacyIn() {
        if (frame.size() < LEGACY_HEAD) {
            return false;
        }
        legacy.wrap(frame);
        LegacyDialect dialect = legacy.dialect();
        return dialect != null && legacy.fits() && records.isIn(legacy.record(), dialect.dialect());
    }
}
