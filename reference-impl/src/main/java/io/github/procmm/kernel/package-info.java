/**
 * The reference kernel, in memory: processes that write records to {@code /proc/mm}, and what the
 * address spaces behind it then look like to a program that runs in them.
 *
 * <p>Read it from the top: a {@link io.github.procmm.kernel.Kernel} is one host of a {@link
 * io.github.procmm.backend.HostProfile}; a {@link io.github.procmm.kernel.UserProcess} opens,
 * writes and closes; a {@link io.github.procmm.kernel.Task} runs in an {@link
 * io.github.procmm.kernel.AddressSpace} and loads, stores, fetches, faults. Below them: the write
 * handler of the host patch, the memory managers with their order of checks, the areas with their
 * splits and merges, the pages.
 *
 * <p>Answers are system call results: a count, an address or 0, or a negative {@link
 * io.github.procmm.model.Errno}. Nothing that a client passes makes this package throw.
 *
 * <p>A kernel and all that came from it are for one thread at a time. A {@link
 * io.github.procmm.kernel.AddressSpace#snapshot} may be handed to another.
 */
@NullMarked
package io.github.procmm.kernel;

import org.jspecify.annotations.NullMarked;
