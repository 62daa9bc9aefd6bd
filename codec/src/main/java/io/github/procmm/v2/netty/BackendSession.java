package io.github.procmm.v2.netty;

import io.netty.buffer.ByteBuf;

/** Whoever carries out the frames of one client: bytes in, bytes out. */
@FunctionalInterface
public interface BackendSession {

    /**
     * Carries out one frame and answers it.
     *
     * @param frame all readable bytes; not to be released, nor kept
     * @param answer where the answer is appended, one frame (V2-FRAME-7); nothing, if the session
     *     is over
     */
    void receive(ByteBuf frame, ByteBuf answer);
}
