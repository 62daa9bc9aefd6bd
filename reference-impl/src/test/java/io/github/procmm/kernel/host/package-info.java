/**
 * The reference kernel against the Linux that this test runs on: the same calls to both, and the
 * same answers.
 */
@NullMarked
package io.github.procmm.kernel.host;

import org.jspecify.annotations.NullMarked;
