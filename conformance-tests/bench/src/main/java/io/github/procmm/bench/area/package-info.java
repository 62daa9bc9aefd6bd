/** What it costs to keep areas: the kernel's address space beside maps that a user would pick. */
@NullMarked
package io.github.procmm.bench.area;

import org.jspecify.annotations.NullMarked;
