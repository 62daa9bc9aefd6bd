/** The testee protocol, from both ends, and testees that do not keep to it. */
@NullMarked
package io.github.procmm.testee;

import org.jspecify.annotations.NullMarked;
