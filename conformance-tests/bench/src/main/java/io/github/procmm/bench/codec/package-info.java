/**
 * The codec of v1 beside what a user would pick instead, on the same work.
 *
 * <p>A {@link io.github.procmm.bench.codec.Workload} is what everybody writes and reads; a {@link
 * io.github.procmm.bench.codec.Peer} is one way to do it, and {@code PeerTest} holds that all of
 * them do all of it. The kernel and traces are not measured here.
 */
@NullMarked
package io.github.procmm.bench.codec;

import org.jspecify.annotations.NullMarked;
