/**
 * Traces: what clients did to address spaces and what they were told, from and to files.
 *
 * <p>Two formats, one stream of events. A {@code .procmm} file holds the events themselves ({@link
 * io.github.procmm.trace.TraceReader}, {@link io.github.procmm.trace.TraceWriter}; SPEC.md, TRACE);
 * a text trace holds a system call a line, as tracers print them, from which the events follow
 * ({@link io.github.procmm.trace.TextTraceReader}, {@link io.github.procmm.trace.TextTraceWriter}).
 * {@link io.github.procmm.trace.TraceFiles} opens either, compressed or not.
 */
@NullMarked
package io.github.procmm.trace;

import org.jspecify.annotations.NullMarked;
