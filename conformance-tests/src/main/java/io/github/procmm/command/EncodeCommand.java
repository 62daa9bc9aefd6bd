package io.github.procmm.command;

import com.google.protobuf.Message;
import io.github.procmm.model.OpJson;
import io.github.procmm.model.OpMessages;
import io.github.procmm.schema.SchemaCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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

/** {@code procmm encode}: makes the bytes of a record. The mirror of {@link DecodeCommand}. */
@Command(
        name = "encode",
        mixinStandardHelpOptions = true,
        versionProvider = ProjectVersion.class,
        description = "Make the bytes of a record from words or JSON.",
        footer = {
            "",
            "Numbers are decimal or 0x; -1 is all ones; bits go by name:",
            "  procmm encode mmap addr=0x8048000 len=0x3000 prot=READ|EXEC \\",
            "      flags=SHARED|FIXED fd=7 offset=0x2000",
            "  procmm encode '{\"munmap\":{\"addr\":\"4096\",\"len\":\"4096\"}}'",
            "What is not given is zero.",
            "",
            "Exit codes: 0 done, 2 misused or a value does not fit the dialect."
        })
final class EncodeCommand implements Callable<Integer> {

    private static final int MAX_JSON = 1 << 16;

    @Spec private @Nullable CommandSpec spec;

    @Mixin private DialectOption layout = new DialectOption();

    @Parameters(
            paramLabel = "OPERATION",
            description =
                    "mmap, munmap, mprotect or copy_segments, then field=value; or JSON."
                            + " Else: JSON on standard input.")
    private List<String> words = List.of();

    @Option(names = "--file", paramLabel = "F", description = "Take the JSON from a file.")
    private @Nullable Path file;

    @Option(names = "--raw", description = "Write the bytes themselves, not hexadecimal.")
    private boolean raw;

    /** For picocli, which makes it itself. */
    EncodeCommand() {}

    @Override
    public Integer call() throws IOException {
        SchemaCodec codec = layout.codec();
        ByteBuf record = Unpooled.buffer();
        codec.encode(operation(codec), record);
        if (raw) {
            System.out.write(ByteBufUtil.getBytes(record));
            System.out.flush();
        } else {
            PrintWriter out = Streams.out(spec);
            out.println(ByteBufUtil.hexDump(record));
            out.flush();
        }
        return 0;
    }

    private Message operation(SchemaCodec codec) throws IOException {
        if (file != null && !words.isEmpty()) {
            throw new IllegalArgumentException("an operation and --file: wanted one of the two");
        }
        if (file != null) {
            try (InputStream in = Streams.open(file)) {
                return fromJson(in, file.toString());
            }
        }
        if (words.isEmpty()) {
            return fromJson(System.in, "standard input");
        }
        if (words.get(0).startsWith("{")) {
            return fromJson(String.join(" ", words));
        }
        return new OperationWords(codec).parse(words);
    }

    private static Message fromJson(InputStream in, String name) throws IOException {
        byte[] json = in.readNBytes(MAX_JSON + 1);
        if (json.length > MAX_JSON) {
            throw new IllegalArgumentException(name + ": more than " + MAX_JSON + " bytes");
        }
        return fromJson(new String(json, StandardCharsets.UTF_8));
    }

    private static Message fromJson(String json) {
        return OpMessages.toMessage(OpJson.fromJson(json));
    }
}
