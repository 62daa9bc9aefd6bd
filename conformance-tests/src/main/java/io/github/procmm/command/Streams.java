package io.github.procmm.command;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a command reads from and prints to. */
final class Streams {

    private Streams() {}

    /**
     * Opens a file to read from: also a pipe, which {@link Files#newInputStream} would ask for its
     * size.
     */
    static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        boolean pipe = Files.exists(file) && !Files.isRegularFile(file);
        return pipe ? new FileInputStream(file.toFile()) : Files.newInputStream(file);
    }

    /** Returns what a file says, in UTF-8. */
    static String text(Path file) throws IOException {
        try (InputStream in = open(file)) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        }
    }

    /** Returns what the command line was told, or standard output. */
    static PrintWriter out(@Nullable CommandSpec spec) {
        return required(spec).commandLine().getOut();
    }

    /** Returns what the command line was told, or standard error. */
    static PrintWriter err(@Nullable CommandSpec spec) {
        return required(spec).commandLine().getErr();
    }

    /** Returns the help of the command. */
    static String usage(@Nullable CommandSpec spec) {
        return required(spec).commandLine().getUsageMessage();
    }

    /** Returns the options that were given. */
    static List<OptionSpec> matched(@Nullable CommandSpec spec) {
        return required(spec).commandLine().getParseResult().matchedOptions();
    }

    private static CommandSpec required(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        return spec;
    }
}
