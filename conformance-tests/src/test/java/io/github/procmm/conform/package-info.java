/** The judge: what it takes for right, what it makes of testees that fail, what it reports. */
@NullMarked
package io.github.procmm.conform;

import org.jspecify.annotations.NullMarked;
