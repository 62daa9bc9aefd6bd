package io.github.procmm.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.procmm.schema.ByteSpan;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each byte is: as a table for a person, and for a machine. */
final class ByteRows {

    /** Longer runs of bytes are nothing that is understood; a table shows their beginning. */
    private static final int SHOWN_BYTES = 32;

    private static final String INDENT = "  ";

    private ByteRows() {}

    static void print(List<FrameRow> rows, PrintWriter out) {
        Table table = new Table("bytes", "hex", "field", "value", "meaning");
        for (FrameRow row : rows) {
            String indent = INDENT.repeat(row.depth());
            if (row instanceof FrameRow.Heading heading) {
                table.row("", "", indent + heading.text(), "", "");
            } else if (row instanceof FrameRow.Bytes bytes) {
                ByteSpan span = bytes.span();
                String label = indent + label(span);
                table.row(range(span), hex(span), label, value(span), span.meaning());
            }
        }
        table.print(out);
    }

    private static String range(ByteSpan span) {
        return span.offset() + ".." + (span.offset() + span.length() - 1);
    }

    private static String hex(ByteSpan span) {
        return span.hex().length() <= 2 * SHOWN_BYTES
                ? span.hex()
                : span.hex().substring(0, 2 * SHOWN_BYTES) + "..";
    }

    private static String label(ByteSpan span) {
        return span.name().isEmpty() ? "(" + kind(span) + ")" : span.name();
    }

    private static String kind(ByteSpan span) {
        return span.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String value(ByteSpan span) {
        return switch (span.kind()) {
            case OPCODE -> Integer.toString((int) span.value()); // an int in C
            case FIELD -> "0x" + Long.toHexString(span.value());
            case PADDING, IGNORED, MISSING, EXCESS -> "";
        };
    }

    /** Appends the same, an object for each run of bytes that says in what it lies. */
    static void add(List<FrameRow> rows, ArrayNode array) {
        List<String> path = new ArrayList<>();
        for (FrameRow row : rows) {
            path.subList(Math.min(row.depth(), path.size()), path.size()).clear();
            if (row instanceof FrameRow.Heading heading) {
                path.add(heading.text());
            } else if (row instanceof FrameRow.Bytes bytes) {
                add(bytes.span(), path, array);
            }
        }
    }

    private static void add(ByteSpan span, List<String> path, ArrayNode array) {
        ObjectNode node =
                array.addObject().put("offset", span.offset()).put("length", span.length());
        if (!path.isEmpty()) {
            node.put("in", String.join(", ", path));
        }
        node.put("kind", kind(span))
                .put("field", span.name())
                .put("hex", span.hex())
                .put("value", Long.toUnsignedString(span.value()))
                .put("meaning", span.meaning());
    }
}
