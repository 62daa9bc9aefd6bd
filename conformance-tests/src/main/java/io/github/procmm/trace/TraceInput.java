package io.github.procmm.trace;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/**
 * The bytes of a .procmm trace: counts and sums them, and takes length-delimited messages apart.
 */
final class TraceInput implements Closeable {

    private static final int PAYLOAD_BITS = 7;

    private final InputStream in;
    private final CRC32C crc = new CRC32C();
    private long offset;

    TraceInput(InputStream in) {
        this.in = in;
    }

    /** Returns how many bytes have been read. */
    long offset() {
        return offset;
    }

    /** Returns the CRC-32C of all bytes read. */
    int crc() {
        return (int) crc.getValue();
    }

    /**
     * Reads so many bytes.
     *
     * @throws EOFException when there are fewer
     */
    byte[] bytes(int count) throws IOException {
        byte[] bytes = upTo(count);
        if (bytes.length < count) {
            throw new EOFException(bytes.length + " bytes, wanted " + count);
        }
        return bytes;
    }

    /** Reads so many bytes, or as many as there are. */
    byte[] upTo(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        crc.update(bytes);
        offset += bytes.length;
        return bytes;
    }

    /**
     * Reads a message's length.
     *
     * @return the length, -1 at the end of the file, or -2 when it is more than a message has
     * @throws EOFException when the file ends within it
     */
    int length() throws IOException {
        int first = in.read();
        if (first < 0) {
            return -1;
        }
        count(first);
        long length = first & 0x7f;
        int next = first;
        for (int i = 1; (next & 0x80) != 0; i++) {
            if (i == TraceFormat.MAX_VARINT) {
                return -2;
            }
            next = in.read();
            if (next < 0) {
                throw new EOFException("the file ends within a length");
            }
            count(next);
            if (i == TraceFormat.MAX_VARINT - 1 && next > 1) {
                return -2; // 64 bits are full: the others would fall off
            }
            length |= (long) (next & 0x7f) << (i * PAYLOAD_BITS);
        }
        return length < 0 || length > TraceFormat.MAX_MESSAGE ? -2 : (int) length;
    }

    /** Returns whether nothing follows; a byte that does is taken. */
    boolean atEnd() throws IOException {
        int next = in.read();
        if (next >= 0) {
            count(next);
        }
        return next < 0;
    }

    private void count(int oneByte) {
        crc.update(oneByte);
        offset++;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
