package io.github.procmm.command;

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
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code procmm decode}: says field by field what each byte of a record, or of frames, is. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        versionProvider = ProjectVersion.class,
        description = "Say field by field what each byte of a record, or of frames, is.",
        footer = {
            "",
            "Bytes that begin with PMM2 are a captured stream of part v2, one side's or both:"
                    + " frames, and the v1 records in them, each in the dialect that it names.",
            "",
            "Exit codes: 0 a record, or frames, 1 the bytes are malformed or end too early,"
                    + " 2 misused."
        })
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
        byte[] bytes = input();
        PrintWriter out = Streams.out(spec);
        int exit = FrameStream.isOne(bytes) ? stream(bytes, out) : record(bytes, out);
        out.flush();
        return exit;
    }

    private int stream(byte[] bytes, PrintWriter out) throws IOException {
        StreamReport report = new StreamReport(new FrameStream(Unpooled.wrappedBuffer(bytes)));
        if (json) {
            report.printJson(out);
        } else {
            report.printText(out);
        }
        return report.isBroken() ? 1 : 0;
    }

    private int record(byte[] bytes, PrintWriter out) throws IOException {
        ByteBuf record = Unpooled.wrappedBuffer(bytes);
        SchemaCodec codec = layout.codec();
        List<FrameRow> rows = rows(new RecordAnatomy(codec.schema()).of(record));
        SchemaDecoded decoded = codec.decode(record.slice());
        if (json) {
            out.println(Json.print(asJson(rows, decoded)));
        } else {
            printTable(out, rows, bytes.length, decoded);
        }
        return decoded instanceof SchemaDecoded.Accepted ? 0 : 1;
    }

    private static List<FrameRow> rows(List<ByteSpan> spans) {
        return spans.stream().<FrameRow>map(span -> new FrameRow.Bytes(0, span)).toList();
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
            PrintWriter out, List<FrameRow> rows, int length, SchemaDecoded decoded) {
        ByteRows.print(rows, out);
        if (decoded instanceof SchemaDecoded.Refused refused) {
            Malformed malformed = refused.malformed();
            out.println("EINVAL: " + malformed.reason() + " (" + layout.dialect() + ")");
        } else {
            out.println(length + " bytes, " + layout.dialect());
        }
    }

    private ObjectNode asJson(List<FrameRow> rows, SchemaDecoded decoded) throws IOException {
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
        ByteRows.add(rows, object.putArray("bytes"));
        return object;
    }

    private static String print(SchemaDecoded.Accepted accepted)
            throws InvalidProtocolBufferException {
        return JsonFormat.printer().alwaysPrintFieldsWithNoPresence().print(accepted.message());
    }
}
