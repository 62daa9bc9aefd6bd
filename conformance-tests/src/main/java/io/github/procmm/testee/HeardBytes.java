package io.github.procmm.testee;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * What a testee writes, and the first bytes of its last message: if they are text, it prints where
 * it should answer, and whoever waits for a message as long as its first letter says waits for ever
 * (TESTEE-1).
 *
 * <p>One thread reads; any may ask what has been heard.
 */
final class HeardBytes extends FilterInputStream {

    private static final int KEPT = 40;

    /** A length and the tag of a Reply's first field are no two letters. */
    private static final int LEAST = 2;

    private final byte[] first = new byte[KEPT];
    private int count;

    HeardBytes(InputStream in) {
        super(new BufferedInputStream(in));
    }

    /** Another message begins. */
    synchronized void forget() {
        count = 0;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next >= 0) {
            keep(new byte[] {(byte) next}, 0, 1);
        }
        return next;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        keep(bytes, from, read);
        return read;
    }

    private synchronized void keep(byte[] bytes, int from, int read) {
        int kept = Math.min(read, KEPT - count);
        if (kept > 0) {
            System.arraycopy(bytes, from, first, count, kept);
            count += kept;
        }
    }

    /** Returns what to say besides where the message began as text, or nothing. */
    synchronized String hint() {
        String text = new String(Arrays.copyOf(first, count), US_ASCII);
        boolean printed = text.chars().allMatch(HeardBytes::isPrinted);
        return count < LEAST || !printed
                ? ""
                : "; it wrote '" + text.strip() + "': does it print on its standard output?";
    }

    private static boolean isPrinted(int letter) {
        return (letter >= ' ' && letter <= '~') || (letter >= '\t' && letter <= '\r');
    }
}
