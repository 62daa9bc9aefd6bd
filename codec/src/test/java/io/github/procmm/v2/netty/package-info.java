/** Handlers on channels that are none, and on streams that are cut anywhere. */
@NullMarked
package io.github.procmm.v2.netty;

import org.jspecify.annotations.NullMarked;
