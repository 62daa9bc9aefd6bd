package io.github.procmm.trace;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Opens trace files: .procmm or text, told apart by their first byte, gzip or not, by theirs. On
 * writing, and of an empty file, the name decides: {@code .procmm} or anything else for text,
 * {@code .gz} behind it.
 */
public final class TraceFiles {

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int BUFFER = 1 << 16;

    private TraceFiles() {}

    /**
     * Starts reading a trace.
     *
     * @param file the bytes of the file as they are; closed with the source
     * @param source the name of the file; a text trace's header has it
     */
    public static EventSource read(InputStream file, String source) throws IOException {
        InputStream in = new BufferedInputStream(file, BUFFER);
        in.mark(2);
        boolean compressed = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        in.reset();
        if (compressed) {
            in = new BufferedInputStream(inflate(in), BUFFER);
        }
        in.mark(1);
        int first = in.read();
        in.reset();
        boolean binary = first < 0 ? isBinaryName(source) : !isText(first);
        return binary ? new TraceReader(in) : new TextTraceReader(in, source);
    }

    /**
     * Uncompresses. What comes before damage is handed out before the damage is reported: a buffer
     * that believes that more is there would ask for it, and lose what it has to the exception.
     */
    private static InputStream inflate(InputStream in) throws IOException {
        return new GZIPInputStream(in, BUFFER) {
            @Override
            public int available() {
                return 0;
            }
        };
    }

    private static boolean isText(int character) {
        return (character >= ' ' && character <= '~') || Character.isWhitespace(character);
    }

    /** Returns whether a file of that name is written as .procmm rather than text. */
    public static boolean isBinaryName(Path file) {
        return isBinaryName(file.toString());
    }

    private static boolean isBinaryName(String name) {
        return name.endsWith(".procmm") || name.endsWith(".procmm.gz");
    }

    /** Returns whether a file of that name is written compressed. */
    public static boolean isCompressedName(Path file) {
        return String.valueOf(file.getFileName()).endsWith(".gz");
    }

    /** Creates a file to write a trace to, compressed if its name ends so. */
    public static OutputStream create(Path file) throws IOException {
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        return isCompressedName(file) ? new GZIPOutputStream(out, BUFFER) : out;
    }
}
