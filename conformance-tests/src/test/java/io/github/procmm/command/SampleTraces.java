package io.github.procmm.command;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Traces in a directory, to be replayed. */
final class SampleTraces {

    /** Four operations in two address spaces, of which the last is explained by the beginning. */
    static final String TEXT =
            """
            0.000000 1 mmap 0x10000 0x3000 0x3 0x32 -1 0x0 0x10000
            0.000007 1 munmap 0x11000 0x1000 0
            0.000008 2 mmap 0x0 0x1000 0x1 0x2 3 0x7000 0x7f0000000000
            0.000009 2 mprotect 0x90000 0x1000 0x1 0
            """;

    private final Path directory;

    SampleTraces(Path directory) {
        this.directory = directory;
    }

    /** Writes a text trace and returns its path. */
    String text(String text) throws IOException {
        return file("trace.txt", text.getBytes(US_ASCII));
    }

    /** Writes any file and returns its path. */
    String file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes).toString();
    }
}
