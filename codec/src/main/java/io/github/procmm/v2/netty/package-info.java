/**
 * Part v2 over Netty's channels. Needs {@code netty-codec-base}, which users of the rest do not.
 *
 * <pre>
 *   client    FrameDecoder, HelloHandler, FrameEncoder, and then what reads the answers
 *   backend   FrameDecoder, BackendHandler
 * </pre>
 *
 * <p>{@link io.github.procmm.v2.netty.FrameDecoder} passes on frames as {@link
 * io.netty.buffer.ByteBuf}s, for {@link io.github.procmm.v2.FrameView} or {@link
 * io.github.procmm.v2.FrameCodec}; whoever takes one releases it.
 *
 * <p>A backend stops reading while its answers are not taken. A client goes on reading while it
 * cannot write: if both stopped, each would wait for the other. Handlers have state: one for each
 * channel.
 */
@NullMarked
package io.github.procmm.v2.netty;

import org.jspecify.annotations.NullMarked;
