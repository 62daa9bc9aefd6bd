package io.github.procmm.conform;

import io.github.procmm.kernel.Page;
import io.github.procmm.suite.ExpectedFrame;
import io.github.procmm.suite.ExpectedNumber;
import io.github.procmm.suite.ExpectedQuery;
import io.github.procmm.suite.ExpectedResult;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames that came back from a session, read from the tables of SPEC.md without the codec,
 * whose mistakes a backend might share. For one use.
 */
final class AnswerFrames {

    private static final int MAGIC = 0x324d4d50;
    private static final int VERSION = 2;
    private static final int HEADER = 32;
    private static final int WELCOME = 2;
    private static final int WELCOME_LENGTH = 96;
    private static final int REFUSED = 3;
    private static final int REFUSED_LENGTH = 48;
    private static final int REPLY = 5;
    private static final int RESULT = 24;
    private static final int LEAST_MAX_FRAME = 4096;
    private static final int LEAST_MAX_COUNT = 256;

    private final ByteBuf bytes;

    AnswerFrames(ByteBuf bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns the frames, with exact numbers.
     *
     * @throws IllegalArgumentException where the bytes are no frames such as a backend sends
     */
    List<ExpectedFrame> read() {
        List<ExpectedFrame> frames = new ArrayList<>();
        while (bytes.isReadable()) {
            check(bytes.readableBytes() >= HEADER, "bytes behind the last frame");
            int length = u32(8);
            check(u32(0) == MAGIC, "no magic");
            check(length >= HEADER && length % 8 == 0, "a length of " + length);
            check(length <= bytes.readableBytes(), "a frame that does not end");
            frames.add(frame(length));
            bytes.skipBytes(length);
        }
        return frames;
    }

    private ExpectedFrame frame(int length) {
        int type = u16(6);
        check(u32(28) == 0, "a reserved field in the header");
        if (type == REPLY) {
            check(u16(4) == VERSION, "a REPLY of version " + u16(4));
            return new ExpectedFrame.Reply(u64(16), u32(24), results(length));
        }
        check(u16(4) == 0, "type " + type + " with version " + u16(4));
        check(u32(12) == 0 && u32(24) == 0, "type " + type + " with a count or a mode");
        return switch (type) {
            case WELCOME -> welcome(length);
            case REFUSED -> refused(length);
            default -> throw new IllegalArgumentException("a frame of type " + type);
        };
    }

    private ExpectedFrame welcome(int length) {
        check(length == WELCOME_LENGTH, "a WELCOME of " + length + " bytes");
        check(u16(32) == VERSION, "version " + u16(32) + " in WELCOME");
        check(u16(34) == 0 && u64(88) == 0, "a reserved field in WELCOME");
        int maxFrame = u32(36);
        boolean enough = Integer.compareUnsigned(maxFrame, LEAST_MAX_FRAME) >= 0;
        check(enough && maxFrame % 8 == 0, "a max_frame of " + Integer.toUnsignedString(maxFrame));
        int maxCount = u32(48);
        check(
                Integer.compareUnsigned(maxCount, LEAST_MAX_COUNT) >= 0,
                "a max_count of " + Integer.toUnsignedString(maxCount));
        check(u32(52) == Page.SIZE, "a page_size of " + Integer.toUnsignedString(u32(52)));
        boolean pages = u64(56) % Page.SIZE == 0 && u64(64) % Page.SIZE == 0;
        check(pages && Long.compareUnsigned(u64(56), u64(64)) < 0, "bounds that are none");
        return new ExpectedFrame.Welcome(u64(16), u64(40), u32(72), u32(76));
    }

    private ExpectedFrame refused(int length) {
        check(length == REFUSED_LENGTH, "a REFUSED of " + length + " bytes");
        check(u16(40) <= VERSION && u16(42) >= VERSION, "versions in REFUSED without 2");
        check(u32(44) == 0, "a reserved field in REFUSED");
        return new ExpectedFrame.Refused(u64(16), u32(32), u32(36));
    }

    private List<ExpectedResult> results(int length) {
        List<ExpectedResult> results = new ArrayList<>();
        int at = HEADER;
        while (at < length) {
            check(at + RESULT <= length, "a result that is cut off");
            int size = u32(at);
            boolean fits = size >= RESULT && size % 8 == 0 && size <= length - at;
            check(fits, "a result of " + size + " bytes");
            check(u32(at + 20) == 0, "a reserved field in a result");
            results.add(
                    new ExpectedResult(
                            u32(at + 4),
                            new ExpectedNumber.Exactly(u64(at + 8)),
                            u32(at + 16),
                            query(at + RESULT, size - RESULT)));
            at += size;
        }
        check(u32(12) == results.size(), results.size() + " results, and a count of " + u32(12));
        return results;
    }

    private @Nullable ExpectedQuery query(int at, int size) {
        if (size == 0) {
            return null;
        }
        check(size >= 24 && (size - 24) % 48 == 0, size + " bytes of data");
        int reported = (size - 24) / 48;
        check(u32(at + 20) == reported, reported + " areas, and `reported` " + u32(at + 20));
        List<ExpectedQuery.Area> areas = new ArrayList<>();
        for (int area = at + 24; area < at + size; area += 48) {
            check(u32(area + 44) == 0, "a reserved field in an area");
            areas.add(
                    new ExpectedQuery.Area(
                            u64(area),
                            u64(area + 8),
                            u64(area + 16),
                            u64(area + 24),
                            u32(area + 32),
                            u32(area + 36),
                            u32(area + 40)));
        }
        ExpectedNumber epoch = new ExpectedNumber.Exactly(u64(at));
        return new ExpectedQuery(epoch, u64(at + 8), u32(at + 16), areas);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private int u16(int offset) {
        return bytes.getUnsignedShortLE(bytes.readerIndex() + offset);
    }

    private int u32(int offset) {
        return bytes.getIntLE(bytes.readerIndex() + offset);
    }

    private long u64(int offset) {
        return bytes.getLongLE(bytes.readerIndex() + offset);
    }
}
