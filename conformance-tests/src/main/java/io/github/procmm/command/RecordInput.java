package io.github.procmm.command;

import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * The bytes of one record from where a user has them.
 *
 * <p>Files and standard input hold either the bytes themselves or hexadecimal text: a record's
 * opcode has zero bytes, text has none, so a record is never taken for text.
 */
final class RecordInput {

    /** Far more than any record: what is too long is to be shown as such, not read for ever. */
    private static final int MAX_BYTES = 1 << 16;

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
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(name + ": more than " + MAX_BYTES + " bytes");
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return bytes.length > 0 && text.matches("[ -~\\s]+") ? parseHex(text) : bytes;
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
