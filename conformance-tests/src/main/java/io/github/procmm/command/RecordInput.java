package io.github.procmm.command;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The bytes of one record, or of a stream of frames, from where a user has them.
 *
 * <p>Files and standard input hold either the bytes themselves or hexadecimal text: a record's
 * opcode has zero bytes, text has none, so a record is never taken for text; a frame's magic is
 * text, but not hexadecimal.
 */
final class RecordInput {

    /** Far more than any record: what is too long is to be shown as such, not read for ever. */
    private static final int MAX_BYTES = 1 << 16;

    /** What a capture may have: it is kept, and shown frame by frame. */
    private static final int MAX_STREAM_BYTES = 1 << 26;

    /** In which the hexadecimal digits of a magic are looked for. */
    private static final int MAX_PREFIX = 64;

    private RecordInput() {}

    static byte[] fromArguments(List<String> hex) {
        return parseHex(String.join("", hex));
    }

    static byte[] fromFile(Path file) throws IOException {
        try (InputStream in = Streams.open(file)) {
            return fromStream(in, file.toString());
        }
    }

    static byte[] fromStream(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        int most = isFrames(bytes) ? MAX_STREAM_BYTES : MAX_BYTES;
        if (bytes.length > MAX_BYTES && most > MAX_BYTES) {
            byte[] more = in.readNBytes(MAX_STREAM_BYTES - MAX_BYTES);
            bytes = ByteBufUtil.getBytes(Unpooled.wrappedBuffer(bytes, more));
        }
        if (bytes.length > most) {
            throw new IllegalArgumentException(name + ": more than " + most + " bytes");
        }
        return isText(bytes) ? parseHex(ascii(bytes)) : bytes;
    }

    private static boolean isText(byte[] bytes) {
        return bytes.length > 0 && !FrameStream.isOne(bytes) && ascii(bytes).matches("[ -~\\s]+");
    }

    /** Returns whether bytes begin a stream of frames, as they are or in hexadecimal. */
    private static boolean isFrames(byte[] bytes) {
        String start = ascii(Arrays.copyOf(bytes, Math.min(bytes.length, MAX_PREFIX)));
        return FrameStream.isOne(bytes)
                || start.replaceAll("\\s", "").toLowerCase(Locale.ROOT).matches("(0x)?504d4d32.*");
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] parseHex(String text) {
        String digits = text.replaceAll("\\s", "");
        digits = digits.startsWith("0x") ? digits.substring(2) : digits;
        for (int i = 0; i < digits.length(); i++) {
            if (!HexFormat.isHexDigit(digits.charAt(i))) {
                throw new IllegalArgumentException(
                        "'" + digits.charAt(i) + "' at digit " + (i + 1) + " is not hexadecimal");
            }
        }
        if (digits.length() % 2 != 0) {
            throw new IllegalArgumentException(
                    digits.length() + " hexadecimal digits, wanted two for each byte");
        }
        return ByteBufUtil.decodeHexDump(digits);
    }
}
