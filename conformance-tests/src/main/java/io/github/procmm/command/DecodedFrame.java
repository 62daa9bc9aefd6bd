package io.github.procmm.command;

import io.github.procmm.schema.ByteSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame of a stream, or what there is of it, or what follows where no frame can be made out.
 *
 * @param offset where it begins in the stream, in bytes
 * @param length how many bytes of it there are
 * @param name its type, or what else it is
 * @param rows what each byte is; offsets count from the start of the frame
 * @param faults what is wrong, in the order of the bytes
 */
record DecodedFrame(
        int offset, int length, String name, List<FrameRow> rows, List<FrameFault> faults) {

    /** The rule of records that do not fill their frame: a record is wrong, or the end is. */
    private static final String MISFIT = "V2-FRAME-5";

    /** Copies the lists. */
    DecodedFrame {
        rows = List.copyOf(rows);
        faults = List.copyOf(faults);
    }

    /** Returns what is wrong, for a person: a field and what of, or a record; empty if neither. */
    String at(FrameFault fault) {
        List<String> path = new ArrayList<>();
        for (FrameRow row : rows) {
            path.subList(Math.min(row.depth(), path.size()), path.size()).clear();
            if (row instanceof FrameRow.Heading heading) {
                path.add(heading.text());
            } else if (row instanceof FrameRow.Bytes bytes
                    && holds(bytes.span(), fault.position())) {
                String of = String.join(", ", path);
                String name = fault.rule().equals(MISFIT) ? "" : bytes.span().name();
                return name.isEmpty() || of.isEmpty() ? name + of : name + " of " + of;
            }
        }
        return "";
    }

    private static boolean holds(ByteSpan span, int position) {
        return span.kind() != ByteSpan.Kind.MISSING
                && span.offset() <= position
                && position < span.offset() + span.length();
    }
}
