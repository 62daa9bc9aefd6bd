@NullMarked
package io.github.procmm.fuzz;

import org.jspecify.annotations.NullMarked;
