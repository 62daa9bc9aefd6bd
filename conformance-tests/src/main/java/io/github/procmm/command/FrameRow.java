package io.github.procmm.command;

import io.github.procmm.schema.ByteSpan;

/** A row of what is shown of a frame: bytes, or what the bytes below are. */
sealed interface FrameRow {

    /** Returns how far within the frame it stands: 0 for the header. */
    int depth();

    /** What the rows below are. */
    record Heading(int depth, String text) implements FrameRow {}

    /**
     * Bytes.
     *
     * @param span offsets count from the start of the frame
     */
    record Bytes(int depth, ByteSpan span) implements FrameRow {}
}
