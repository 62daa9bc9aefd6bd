package io.github.procmm.testee;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Messages behind their lengths, on a pipe. */
final class Frames {

    /** A length above this is refused before anything is allotted. */
    static final int MAX_LENGTH = 1 << 26;

    private Frames() {}

    /** Writes one message and flushes, so that the other end can answer it. */
    static void write(MessageLite message, OutputStream out) throws IOException {
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        coded.writeUInt32NoTag(message.getSerializedSize());
        message.writeTo(coded);
        coded.flush();
        out.flush();
    }

    /**
     * Reads one message.
     *
     * @return null where the input ends instead
     * @throws InvalidProtocolBufferException when it is none, or too long
     * @throws EOFException when the input ends within it
     */
    static <T> @Nullable T read(Parser<T> parser, InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int length = CodedInputStream.readRawVarint32(first, in);
        if (length < 0 || length > MAX_LENGTH) {
            throw new InvalidProtocolBufferException(
                    "length "
                            + Integer.toUnsignedLong(length)
                            + ", at most "
                            + MAX_LENGTH
                            + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(
                    "it ended after " + bytes.length + " of the " + length + " bytes of a message");
        }
        return parser.parseFrom(bytes);
    }
}
