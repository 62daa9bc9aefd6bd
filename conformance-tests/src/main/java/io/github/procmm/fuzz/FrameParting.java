package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.model.Errno;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.v2.FrameType;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.OpView;
import io.github.procmm.v2.Operation;
import io.github.procmm.v2.ResultView;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the frames of two answers part, in words that leave out what a history has chosen. */
final class FrameParting {

    private static final int HEADER = 32;

    /**
     * What came of a record.
     *
     * @param areas that a QUERY has counted; 0 for everything else
     * @param pages that it reports
     */
    private record Result(int status, int field, long value, int areas, @Nullable PageRuns pages) {

        private String words() {
            return errno(status) + (status == 0 ? "" : " field " + field);
        }
    }

    /** What a frame has: the words of one that is no REPLY, or results. */
    private record Reply(String words, List<Result> results) {}

    private FrameParting() {}

    static String of(SendBytes sent, Answer wanted, Answer got) {
        List<Reply> ones = each(wanted.getData(), FrameParting::reply);
        List<Reply> others = each(got.getData(), FrameParting::reply);
        List<List<Asked>> asked = each(sent.getBytes(), FrameParting::asked);
        if (ones.size() != others.size()) {
            return "another number of frames";
        }
        String first = null;
        for (int i = 0; i < ones.size() && first == null; i++) {
            boolean known = asked.size() == ones.size();
            first = parting(known ? asked.get(i) : List.of(), ones.get(i), others.get(i));
        }
        return first == null ? "other data" : first;
    }

    /** Returns whether an address space is created that may not become large. */
    static boolean setsLimit(ByteString sent) {
        return asked(sent).anyMatch(Asked::setsLimit);
    }

    /** Returns whether an address space is cloned. */
    static boolean clones(ByteString sent) {
        return asked(sent).anyMatch(asked -> asked.name().equals(Operation.CLONE.name()));
    }

    private static Stream<Asked> asked(ByteString sent) {
        return each(sent, FrameParting::asked).stream().flatMap(List::stream);
    }

    /** Returns whether a record has been refused so. */
    static boolean hasRefusal(Answer answer, Errno errno) {
        return each(answer.getData(), FrameParting::reply).stream()
                .flatMap(reply -> reply.results().stream())
                .anyMatch(result -> result.status() == errno.number());
    }

    private static @Nullable String parting(List<Asked> asked, Reply one, Reply other) {
        if (!one.words().equals(other.words())) {
            return one.words() + ", not " + other.words();
        }
        if (one.results().size() != other.results().size()) {
            return "another number of results";
        }
        String first = null;
        for (int i = 0; i < one.results().size() && first == null; i++) {
            Asked known = i < asked.size() ? asked.get(i) : Asked.SOMETHING;
            first = parting(known, one.results().get(i), other.results().get(i));
        }
        return first;
    }

    private static @Nullable String parting(Asked asked, Result one, Result other) {
        if (!one.words().equals(other.words())) {
            return asked.name() + " " + one.words() + ", not " + other.words();
        }
        if (one.pages() != null && other.pages() != null && !one.equals(other)) {
            boolean same = one.pages().fits(other.pages());
            return asked.name() + (same ? " " + Signature.SAME_PAGES : " other pages");
        }
        boolean parts = one.value() != other.value() && !asked.givesHandle();
        return parts ? asked.name() + " another value" : null;
    }

    /**
     * A record that was sent.
     *
     * @param givesHandle whether its value is a handle, which tells nothing
     * @param setsLimit whether it creates an address space that may not become large
     */
    private record Asked(String name, boolean givesHandle, boolean setsLimit) {

        private static final Asked SOMETHING = new Asked("record", true, false);
        private static final Asked LEGACY = new Asked("LEGACY", false, false);

        private static Asked of(OpView record) {
            Operation operation = record.operation();
            if (operation == null) {
                return SOMETHING;
            }
            boolean limits = operation == Operation.CREATE && record.maxBytes() != 0;
            return new Asked(operation.name(), operation.givesHandle(), limits);
        }
    }

    /** Returns what comes of every frame that is whole. */
    private static <T> List<T> each(ByteString data, BiFunction<FrameView, ByteBuf, T> of) {
        ByteBuf bytes = Unpooled.wrappedBuffer(data.asReadOnlyByteBuffer());
        List<T> frames = new ArrayList<>();
        int at = 0;
        while (at + HEADER <= bytes.readableBytes()) {
            int left = bytes.readableBytes() - at;
            int length = FrameView.measure(bytes, at, left, Integer.MAX_VALUE);
            if (length < 0 || length > left) {
                break;
            }
            ByteBuf one = bytes.slice(at, length);
            FrameView frame = new FrameView();
            frame.wrap(one, 0);
            frames.add(of.apply(frame, one));
            at += length;
        }
        return frames;
    }

    private static List<Asked> asked(FrameView frame, ByteBuf bytes) {
        List<Asked> asked = new ArrayList<>();
        OpView record = new OpView();
        boolean batch = frame.type() == FrameType.BATCH;
        while ((batch || frame.type() == FrameType.LEGACY) && frame.misfit() < 0 && frame.next()) {
            record.wrap(frame);
            asked.add(batch ? Asked.of(record) : Asked.LEGACY);
        }
        return asked;
    }

    private static Reply reply(FrameView frame, ByteBuf bytes) {
        if (frame.type() != FrameType.REPLY) {
            boolean refused = frame.type() == FrameType.REFUSED && frame.length() > HEADER + 4;
            String why = refused ? " " + errno(bytes.getIntLE(HEADER)) : "";
            return new Reply(frame.type() + why, List.of());
        }
        List<Result> results = new ArrayList<>();
        ResultView result = new ResultView();
        while (frame.misfit() < 0 && frame.next()) {
            result.wrap(frame);
            boolean query = result.dataLength() > 0 && result.isWhole();
            results.add(
                    new Result(
                            result.status(),
                            result.field(),
                            result.value(),
                            query ? result.areas() : 0,
                            query ? PageRuns.of(result) : null));
        }
        return new Reply("REPLY", results);
    }

    private static String errno(int number) {
        Errno errno = Errno.ofResult(-(long) Math.abs(number));
        return errno == null ? Integer.toString(number) : errno.name();
    }
}
