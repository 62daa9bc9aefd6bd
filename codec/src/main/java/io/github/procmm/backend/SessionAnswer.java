package io.github.procmm.backend;

import io.netty.buffer.ByteBuf;

/**
 * What came of bytes that were put into the stream of a session.
 *
 * @param data all that came back, its readable bytes
 * @param over whether the backend has ended the session
 */
public record SessionAnswer(ByteBuf data, boolean over) {}
