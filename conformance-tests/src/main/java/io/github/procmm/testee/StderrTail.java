package io.github.procmm.testee;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a testee writes to its standard error: always drained, so that it never waits for us, and
 * its end kept, so that a flood costs no memory.
 */
final class StderrTail {

    private static final int KEPT = 8192;

    private final InputStream stderr;
    private final Thread drain;
    private final byte[] ring = new byte[KEPT];
    private long total;

    StderrTail(InputStream stderr) {
        this.stderr = stderr;
        this.drain = new Thread(this::drain, "testee stderr");
        drain.setDaemon(true);
        drain.start();
    }

    private void drain() {
        byte[] some = new byte[KEPT];
        try {
            for (int n = stderr.read(some); n >= 0; n = stderr.read(some)) {
                keep(some, n);
            }
        } catch (IOException ended) {
            // The testee was ended while it wrote: what there is, is kept.
        }
    }

    private synchronized void keep(byte[] some, int count) {
        for (int i = 0; i < count; i++) {
            ring[(int) ((total + i) % KEPT)] = some[i];
        }
        total += count;
    }

    /** Waits until all that a testee that has ended wrote is here, but not for ever. */
    void awaitEnd(Duration patience) throws InterruptedException {
        drain.join(patience.toMillis());
    }

    /** Returns the end of what is here. */
    synchronized String text() {
        int length = (int) Math.min(total, KEPT);
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = ring[(int) ((total - length + i) % KEPT)];
        }
        String end = new String(text, StandardCharsets.UTF_8);
        long left = total - length;
        return left == 0 ? end : "(" + left + " bytes before this)\n" + end;
    }
}
