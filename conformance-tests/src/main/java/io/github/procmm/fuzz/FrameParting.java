package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.model.Errno;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.v2.FrameType;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.Operation;
import io.github.procmm.v2.ResultView;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the frames of two answers part, in words that leave out what a history has chosen. */
final class FrameParting {

    private static final int HEADER = 32;

    /** Results are compared by these; what they hold besides is often a backend's own. */
    private record Result(String status, long value) {}

    private FrameParting() {}

    static String of(SendBytes sent, Answer wanted, Answer got) {
        List<List<Result>> ones = read(wanted.getData());
        List<List<Result>> others = read(got.getData());
        if (ones.size() != others.size()) {
            return "another number of frames";
        }
        for (int frame = 0; frame < ones.size(); frame++) {
            List<Result> one = ones.get(frame);
            List<Result> other = others.get(frame);
            if (one.size() != other.size()) {
                return "another number of results";
            }
            for (int i = 0; i < one.size(); i++) {
                String status = one.get(i).status();
                String instead = other.get(i).status();
                if (!status.equals(instead)) {
                    return operation(sent.getBytes(), i) + " " + status + ", not " + instead;
                }
            }
        }
        return values(sent, ones, others);
    }

    /** Values of which some are handles: they tell nothing if all of those part. */
    private static String values(
            SendBytes sent, List<List<Result>> ones, List<List<Result>> others) {
        for (int frame = 0; frame < ones.size(); frame++) {
            for (int i = 0; i < ones.get(frame).size(); i++) {
                Operation operation = at(sent.getBytes(), i);
                boolean parts = ones.get(frame).get(i).value() != others.get(frame).get(i).value();
                if (parts && operation != null && !operation.givesHandle()) {
                    return operation.name() + " another value";
                }
            }
        }
        return "other data";
    }

    private static List<List<Result>> read(ByteString data) {
        ByteBuf bytes = Unpooled.wrappedBuffer(data.asReadOnlyByteBuffer());
        List<List<Result>> frames = new ArrayList<>();
        FrameView frame = new FrameView();
        int at = 0;
        while (at + HEADER <= bytes.readableBytes()) {
            int length = bytes.getIntLE(at + FrameView.LENGTH_FIELD);
            if (length < HEADER || length > bytes.readableBytes() - at) {
                break;
            }
            frame.wrap(bytes, at);
            frames.add(results(frame, bytes, at));
            at += length;
        }
        return frames;
    }

    private static List<Result> results(FrameView frame, ByteBuf bytes, int at) {
        FrameType type = frame.type();
        if (type != FrameType.REPLY) {
            boolean refused = type == FrameType.REFUSED && frame.length() > HEADER + 4;
            String what = refused ? " " + status(bytes.getIntLE(at + HEADER)) : "";
            return List.of(new Result(type + what, 0));
        }
        List<Result> results = new ArrayList<>();
        ResultView result = new ResultView();
        while (frame.misfit() < 0 && frame.next()) {
            result.wrap(frame);
            String field = result.status() == 0 ? "" : " field " + result.field();
            results.add(new Result(status(result.status()) + field, result.value()));
        }
        return results;
    }

    private static String status(int number) {
        Errno errno = Errno.ofResult(number > 0 ? -(long) number : number);
        return errno == null ? Integer.toString(number) : errno.name();
    }

    private static String operation(ByteString sent, int number) {
        Operation operation = at(sent, number);
        return operation == null ? "record" : operation.name();
    }

    private static @Nullable Operation at(ByteString sent, int number) {
        if (sent.size() < HEADER) {
            return null;
        }
        ByteBuf bytes = Unpooled.wrappedBuffer(sent.asReadOnlyByteBuffer());
        int length = bytes.getIntLE(FrameView.LENGTH_FIELD);
        if (length != sent.size()) {
            return null;
        }
        FrameView frame = new FrameView();
        frame.wrap(bytes, 0);
        boolean batch = frame.type() == FrameType.BATCH && frame.misfit() < 0;
        for (int i = 0; batch && frame.next(); i++) {
            if (i == number) {
                return Operation.of(bytes.getUnsignedShortLE(frame.at()));
            }
        }
        return null;
    }
}
