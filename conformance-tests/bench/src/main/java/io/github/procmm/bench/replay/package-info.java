/** What it costs to play a real trace to the reference kernel, through the codec. */
@NullMarked
package io.github.procmm.bench.replay;

import org.jspecify.annotations.NullMarked;
