package io.github.procmm.v2;

import static io.netty.buffer.ByteBufUtil.decodeHexDump;

import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole frame as records of Java: what {@link FrameCodec} reads and writes. */
public sealed interface Frame {

    /** Returns the number that the client chose. */
    long sequence();

    /** Begins a session. */
    record Greeting(long sequence, Hello hello) implements Frame {}

    /** Says what the session is. */
    record Welcoming(long sequence, Welcome welcome) implements Frame {}

    /** Refuses a frame. */
    record Refusal(long sequence, Refused refused) implements Frame {}

    /** Operations. */
    record Batch(long sequence, BatchMode mode, List<Command> commands) implements Frame {

        /** Copies the list. */
        public Batch {
            commands = List.copyOf(commands);
        }
    }

    /** Records of part v1. */
    record Legacy(long sequence, BatchMode mode, List<LegacyRecord> records) implements Frame {

        /** Copies the list. */
        public Legacy {
            records = List.copyOf(records);
        }
    }

    /** What came of the records of a frame. */
    record Reply(long sequence, BatchMode mode, List<Result> results) implements Frame {

        /** Copies the list. */
        public Reply {
            results = List.copyOf(results);
        }
    }

    /**
     * A v1 record and the space that it is written to.
     *
     * @param hex its bytes, two lower-case digits each
     */
    record LegacyRecord(LegacyDialect dialect, long space, String hex) {

        /** Appends it to a LEGACY frame; returns its place there. */
        public int write(FrameWriter writer) {
            return writer.legacy(dialect, space, Unpooled.wrappedBuffer(decodeHexDump(hex)));
        }

        /** Returns how many bytes of a frame it takes. */
        public int size() {
            return Layout.LEGACY_RECORD + Layout.padded(hex.length() / 2);
        }
    }

    /**
     * What came of one record.
     *
     * @param status 0, or the positive number of an errno
     * @param value what the operation gives, or the address at which it was refused
     * @param field the offset of the field for which it was refused
     * @param areas what a QUERY reports; null for everything else
     */
    record Result(int status, long value, int field, @Nullable QueryAnswer areas) {}

    /**
     * What a QUERY reports.
     *
     * @param epoch another number when an area has changed
     * @param mappedBytes of the whole space
     * @param total how many areas the space has
     * @param areas those reported, in ascending order
     */
    record QueryAnswer(long epoch, long mappedBytes, int total, List<QueryArea> areas) {

        /** Copies the list. */
        public QueryAnswer {
            areas = List.copyOf(areas);
        }
    }

    /**
     * An area as QUERY reports it, in bytes.
     *
     * @param prot its rights, of {@link io.github.procmm.model.Prot}
     * @param maxProt the most that it may be given
     * @param kind of {@link AreaKind}
     */
    record QueryArea(
            long start, long end, long offset, long tag, int prot, int maxProt, int kind) {}
}
