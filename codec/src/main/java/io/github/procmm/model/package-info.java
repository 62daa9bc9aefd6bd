/**
 * What a client can ask of an address space, and the numbers it is asked and answered with.
 *
 * <p>Everything here is an immutable value. Fields hold what the client wrote, checked or not: a
 * nonsensical {@link io.github.procmm.model.Mmap} can be built, encoded and sent, because saying no
 * to it is the kernel's job.
 *
 * <p>Addresses, lengths and offsets are in bytes, unsigned 64-bit numbers in a {@code long};
 * compare them with {@link java.lang.Long#compareUnsigned}. What a dialect can hold of them is
 * checked where they are encoded ({@link io.github.procmm.wire.FieldRangeException}).
 */
@NullMarked
package io.github.procmm.model;

import org.jspecify.annotations.NullMarked;
