package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.model.Errno;
import io.github.procmm.suite.Fill;
import io.github.procmm.v2.FrameType;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.OpView;
import io.github.procmm.v2.Operation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session of part v2 as its client sees it: the handles that it was given. Mutable. */
final class Client {

    private static final int HEADER = 32;
    private static final int RESULT = 24;
    private static final int QUERY_HEAD = 24;
    private static final int QUERY_AREA = 48;
    private static final int REPORTED = 20;
    private static final int HANDLE = 8;
    private static final int EBADF = Errno.EBADF.number();

    /** The longest frame that is looked into. */
    private static final int MAX_FRAME = 1 << 20;

    /**
     * A record that has been sent.
     *
     * @param target the handle that it names; null where that is none of those that were given
     * @param gives the kind of handle that it asks for; null for none
     * @param ends whether the handle is no more when it succeeds
     * @param shows whether it asks for all areas of the space
     */
    private record Sent(
            @Nullable Handed target, Handed.@Nullable Kind gives, boolean ends, boolean shows) {}

    private final World world;
    private final int process;
    private final int number;
    private final List<Handed> handles = new ArrayList<>();
    private final List<Handed> ended = new ArrayList<>();
    private final List<Handed> given = new ArrayList<>();
    private final Map<Handed, long[]> shown = new LinkedHashMap<>();
    private final ByteBuf stream = Unpooled.buffer();
    private final List<Fill> fills = new ArrayList<>();
    private final Deque<List<Sent>> unanswered = new ArrayDeque<>();
    private final FrameView frame = new FrameView();
    private final OpView record = new OpView();
    private boolean over;
    private boolean destroyed;
    private long sequence;

    Client(World world, int process, int number) {
        this.world = world;
        this.process = process;
        this.number = number;
    }

    int process() {
        return process;
    }

    int number() {
        return number;
    }

    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
        handles.clear();
    }

    /** Whether HELLO, or something instead, has been sent. */
    boolean isGreeted() {
        return stream.writerIndex() > 0;
    }

    long nextSequence() {
        return ++sequence;
    }

    /** Handles that may be good. */
    List<Handed> handles() {
        return handles;
    }

    /** Handles that are good no more. */
    List<Handed> ended() {
        return ended;
    }

    /** Whether a space may be gone of which others have handles still. */
    boolean hasDestroyed() {
        return destroyed;
    }

    /** Returns whether a number is a handle of a space. */
    boolean isSpace(Fill fill) {
        Handed handle = find(fill);
        return handle != null && handle.kind() == Handed.Kind.SPACE;
    }

    /** Notes what goes into the stream. */
    void send(ByteString bytes, List<Fill> takes) {
        int base = stream.writerIndex();
        takes.forEach(take -> fills.add(moved(take, base)));
        stream.writeBytes(bytes.toByteArray());
        while (stream.readableBytes() >= HEADER) {
            int at = stream.readerIndex();
            int length = FrameView.measure(stream, at, stream.readableBytes(), MAX_FRAME);
            if (length < 0 || length > stream.readableBytes()) {
                return;
            }
            frame.wrap(stream, at);
            unanswered.add(frame.type() == FrameType.BATCH ? records() : List.of());
            stream.skipBytes(length);
        }
    }

    /** Returns what is going to be read of the stream once there is more: whole frames or not. */
    ByteBuf unread(ByteString more) {
        ByteBuf next = Unpooled.wrappedBuffer(more.toByteArray());
        return stream.isReadable() ? Unpooled.wrappedBuffer(stream.slice(), next) : next;
    }

    private static Fill moved(Fill take, int base) {
        return new Fill(base + take.at(), take.size(), take.step(), take.from(), take.add());
    }

    private List<Sent> records() {
        List<Sent> records = new ArrayList<>();
        if (frame.misfit() >= 0) {
            return records;
        }
        while (frame.next()) {
            record.wrap(frame);
            Handed target = handleAt(frame.at() + 8);
            Operation operation = record.operation();
            boolean ends = operation == Operation.RELEASE || operation == Operation.DESTROY;
            boolean shows = operation == Operation.QUERY && record.addr() == 0;
            destroyed |= operation == Operation.DESTROY;
            if (ends && target != null && handles.remove(target)) {
                ended.add(target);
            }
            records.add(new Sent(target, gives(operation, target), ends, shows));
        }
        return records;
    }

    private Handed.@Nullable Kind gives(@Nullable Operation operation, @Nullable Handed target) {
        if (operation == null) {
            return null;
        }
        return switch (operation) {
            case CREATE, CLONE -> Handed.Kind.SPACE;
            case MEMORY -> Handed.Kind.OBJECT;
            case IMPORT -> kindOf(record.descriptor());
            case DUPLICATE -> target == null ? Handed.Kind.UNKNOWN : target.kind();
            default -> null;
        };
    }

    private Handed.Kind kindOf(int descriptor) {
        Opened there = world.at(process, descriptor);
        if (there == null) {
            return Handed.Kind.UNKNOWN;
        }
        return there.isMm() ? Handed.Kind.SPACE : Handed.Kind.OBJECT;
    }

    private @Nullable Handed handleAt(int place) {
        for (int i = fills.size() - 1; i >= 0; i--) {
            if (fills.get(i).at() == place) {
                return find(fills.get(i));
            }
        }
        return null;
    }

    private @Nullable Handed find(Fill fill) {
        for (Handed handle : handles) {
            if (handle.step() == fill.step() && handle.from() == fill.from()) {
                return handle;
            }
        }
        return null;
    }

    /** Notes what came back to a step. */
    void receive(int step, ByteString answer) {
        ByteBuf data = Unpooled.wrappedBuffer(answer.toByteArray());
        FrameView reply = new FrameView();
        int at = 0;
        while (at + HEADER <= data.readableBytes()) {
            int length = data.getIntLE(at + FrameView.LENGTH_FIELD);
            if (length < HEADER || length > data.readableBytes() - at) {
                return;
            }
            reply.wrap(data, at);
            List<Sent> records = unanswered.isEmpty() ? List.of() : unanswered.remove();
            if (reply.type() == FrameType.REPLY) {
                learn(step, data, at + HEADER, at + length, records);
            }
            at += length;
        }
    }

    /** Returns where in the data of the answer to a step handles stand. */
    Set<Integer> givenBy(int step) {
        Set<Integer> places = new HashSet<>();
        given.forEach(
                handle -> {
                    if (handle.step() == step) {
                        places.add(handle.from());
                    }
                });
        return places;
    }

    /**
     * Returns what the areas of spaces were when they have been asked for last: start and end of
     * each.
     */
    Map<Handed, long[]> shown() {
        return shown;
    }

    /** Notes that a handle is still good, or that somebody else has ended it. */
    private void refused(Sent sent, boolean ended) {
        Handed target = sent.target();
        if (target == null) {
            return;
        }
        if (ended && handles.remove(target)) {
            this.ended.add(target);
        } else if (sent.ends() && !ended && this.ended.remove(target)) {
            handles.add(target);
        }
    }

    private void see(@Nullable Handed space, ByteBuf data, int result, int end) {
        if (space == null || result + RESULT + QUERY_HEAD > end) {
            return;
        }
        int count = data.getIntLE(result + RESULT + REPORTED);
        int first = result + RESULT + QUERY_HEAD;
        if (count < 0 || count > (end - first) / QUERY_AREA) {
            return;
        }
        long[] ranges = new long[2 * count];
        for (int i = 0; i < count; i++) {
            ranges[2 * i] = data.getLongLE(first + i * QUERY_AREA);
            ranges[2 * i + 1] = data.getLongLE(first + i * QUERY_AREA + Long.BYTES);
        }
        shown.put(space, ranges);
    }

    private void learn(int step, ByteBuf data, int from, int end, List<Sent> records) {
        int at = from;
        for (Sent sent : records) {
            if (at + RESULT > end) {
                return;
            }
            if (data.getIntLE(at + 4) == 0) {
                see(sent.shows() ? sent.target() : null, data, at, end);
                Handed.Kind gives = sent.gives();
                if (gives != null) {
                    Handed handle = new Handed(step, at + 8, gives);
                    handles.add(handle);
                    given.add(handle);
                }
            } else {
                refused(sent, data.getIntLE(at + 4) == EBADF && data.getIntLE(at + 16) == HANDLE);
            }
            at += Math.max(RESULT, data.getIntLE(at));
        }
    }
}
