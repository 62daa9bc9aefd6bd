package io.github.procmm.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.procmm.model.Errno;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Prints a captured stream frame by frame, so that a long one needs no more memory than its longest
 * frame.
 */
final class StreamReport {

    private final FrameStream frames;
    private long count;
    private long bytes;
    private long broken;

    StreamReport(FrameStream frames) {
        this.frames = frames;
    }

    /** Returns whether something was wrong with what was printed. */
    boolean isBroken() {
        return broken > 0;
    }

    /** Prints tables, what is wrong under each, and a summary. */
    void printText(PrintWriter out) {
        while (frames.hasNext()) {
            DecodedFrame frame = next();
            out.println(
                    String.format(
                            "frame %d at 0x%x: %s, %s",
                            count - 1,
                            frame.offset(),
                            frame.name(),
                            Counted.of(frame.length(), "byte")));
            ByteRows.print(frame.rows(), out);
            frame.faults().forEach(fault -> out.println(words(frame, fault)));
            out.println();
        }
        out.println(
                Counted.of(count, "frame")
                        + ", "
                        + Counted.of(bytes, "byte")
                        + (broken > 0 ? ", " + Counted.number(broken) + " broken" : ""));
    }

    private DecodedFrame next() {
        DecodedFrame frame = frames.next();
        count++;
        bytes += frame.length();
        broken += frame.faults().isEmpty() ? 0 : 1;
        return frame;
    }

    private static String words(DecodedFrame frame, FrameFault fault) {
        Errno errno = fault.errno();
        String reason = fault.reason() + " (" + fault.rule() + ")";
        if (errno == null) {
            return "truncated: " + reason;
        }
        String at = frame.at(fault);
        String place = "byte " + fault.position() + (at.isEmpty() ? "" : ", " + at);
        return errno + " at " + place + ": " + reason;
    }

    /** Prints one object with all frames. */
    void printJson(PrintWriter out) throws IOException {
        JsonGenerator json = Json.generator(out);
        json.writeStartObject();
        json.writeArrayFieldStart("frames");
        while (frames.hasNext()) {
            json.writeTree(object(next()));
        }
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
        out.println();
    }

    private static ObjectNode object(DecodedFrame frame) {
        ObjectNode object =
                Json.object()
                        .put("offset", frame.offset())
                        .put("length", frame.length())
                        .put("frame", frame.name());
        ArrayNode faults = object.putArray("faults");
        for (FrameFault fault : frame.faults()) {
            Errno errno = fault.errno();
            faults.addObject()
                    .put("errno", errno == null ? "" : errno.name())
                    .put("position", fault.position())
                    .put("field", frame.at(fault))
                    .put("rule", fault.rule())
                    .put("reason", fault.reason());
        }
        ByteRows.add(frame.rows(), object.putArray("bytes"));
        return object;
    }
}
