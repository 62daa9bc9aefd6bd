package io.github.procmm.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.github.procmm.model.Malformed;
import io.github.procmm.schema.ByteSpan;
import io.github.procmm.schema.RecordAnatomy;
import io.github.procmm.schema.SchemaCodec;
import io.github.procmm.schema.SchemaDecoded;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code procmm decode}: says field by field what each byte of a record is. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        versionProvider = ProjectVersion.class,
        description = "Say field by field what each byte of a record is.",
        footer = {"", "Exit codes: 0 a record, 1 the bytes are malformed, 2 misused."})
final class DecodeCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Mixin private DialectOption layout = new DialectOption();

    @Parameters(paramLabel = "HEX", description = "The bytes; white space does not matter.")
    private List<String> hex = List.of();

    @Option(
            names = "--file",
            paramLabel = "F",
            description = "Take them from a file, raw or hexadecimal. Else: standard input.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print JSON, with the operation as encode takes it.")
    private boolean json;

    /** For picocli, which makes it itself. */
    DecodeCommand() {}

    @Override
    public Integer call() throws IOException {
        ByteBuf record = Unpooled.wrappedBuffer(input());
        SchemaCodec codec = layout.codec();
        List<ByteSpan> spans = new RecordAnatomy(codec.schema()).of(record);
        SchemaDecoded decoded = codec.decode(record.slice());
        PrintWriter out = Streams.out(spec);
        if (json) {
            out.println(Json.print(asJson(spans, decoded)));
        } else {
            printTable(out, spans, record.readableBytes(), decoded);
        }
        out.flush();
        return decoded instanceof SchemaDecoded.Accepted ? 0 : 1;
    }

    private byte[] input() throws IOException {
        if (file != null && !hex.isEmpty()) {
            throw new IllegalArgumentException("bytes and --file: wanted one of the two");
        }
        if (file != null) {
            return RecordInput.fromFile(file);
        }
        return hex.isEmpty()
                ? RecordInput.fromStream(System.in, "standard input")
                : RecordInput.fromArguments(hex);
    }

    private void printTable(
            PrintWriter out, List<ByteSpan> spans, int length, SchemaDecoded decoded) {
        Table table = new Table("bytes", "hex", "field", "value", "meaning");
        for (ByteSpan span : spans) {
            table.row(range(span), span.hex(), label(span), value(span), span.meaning());
        }
        table.print(out);
        if (decoded instanceof SchemaDecoded.Refused refused) {
            Malformed malformed = refused.malformed();
            out.println("EINVAL: " + malformed.reason() + " (" + layout.dialect() + ")");
        } else {
            out.println(length + " bytes, " + layout.dialect());
        }
    }

    private static String range(ByteSpan span) {
        return span.offset() + ".." + (span.offset() + span.length() - 1);
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

    private ObjectNode asJson(List<ByteSpan> spans, SchemaDecoded decoded) throws IOException {
        ObjectNode object = Json.object().put("dialect", layout.dialect().readableName());
        if (decoded instanceof SchemaDecoded.Accepted accepted) {
            object.set("op", Json.parse(print(accepted)));
        } else if (decoded instanceof SchemaDecoded.Refused refused) {
            Malformed malformed = refused.malformed();
            object.putObject("malformed")
                    .put("errno", malformed.errno().name())
                    .put("kind", malformed.kind().name())
                    .put("reason", malformed.reason());
        }
        ArrayNode fields = object.putArray("bytes");
        for (ByteSpan span : spans) {
            fields.addObject()
                    .put("offset", span.offset())
                    .put("length", span.length())
                    .put("kind", kind(span))
                    .put("field", span.name())
                    .put("hex", span.hex())
                    .put("value", Long.toUnsignedString(span.value()))
                    .put("meaning", span.meaning());
        }
        return object;
    }

    private static String print(SchemaDecoded.Accepted accepted)
            throws InvalidProtocolBufferException {
        return JsonFormat.printer().alwaysPrintFieldsWithNoPresence().print(accepted.message());
    }
}
