package io.github.procmm.v2.netty;

import io.github.procmm.model.Errno;
import io.netty.handler.codec.DecoderException;

/** A stream cannot be followed any further: a frame has a wrong magic or length (V2-FRAME-3). */
public final class FrameLengthException extends DecoderException {

    private static final long serialVersionUID = 1L;

    private final Errno errno;
    private final int position;

    FrameLengthException(Errno errno, int position) {
        super(errno + ": a frame is wrong at byte " + position + ", the stream ends there");
        this.errno = errno;
        this.position = position;
    }

    /** Returns EPROTO, or EMSGSIZE for a length over the limit. */
    public Errno errno() {
        return errno;
    }

    /** Returns where in the frame, in bytes. */
    public int position() {
        return position;
    }
}
