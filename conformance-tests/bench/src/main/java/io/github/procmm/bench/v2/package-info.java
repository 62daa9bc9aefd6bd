/**
 * What part v2 costs a record: to walk over frames, to check them, to write them, beside code that
 * does the same to raw memory.
 */
@NullMarked
package io.github.procmm.bench.v2;

import org.jspecify.annotations.NullMarked;
