package io.github.procmm.replay;

/** What went to and fro when a trace was played in frames. Mutable while it is played. */
public final class FrameCounts {

    private final int batch;
    private long frames;
    private long bytes;
    private long answerBytes;

    FrameCounts(int batch) {
        this.batch = batch;
    }

    /** Returns how many operations a frame could have. */
    public int batch() {
        return batch;
    }

    /** Returns how many frames had the operations that are reported on. */
    public long frames() {
        return frames;
    }

    /** Returns how many bytes those frames had. */
    public long bytes() {
        return bytes;
    }

    /** Returns how many bytes the answers to them had. */
    public long answerBytes() {
        return answerBytes;
    }

    void add(int sent, int answered) {
        frames++;
        bytes += sent;
        answerBytes += answered;
    }
}
