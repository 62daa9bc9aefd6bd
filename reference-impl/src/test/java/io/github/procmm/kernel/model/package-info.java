/** The reference kernel against a model that knows pages and nothing of areas. */
@NullMarked
package io.github.procmm.kernel.model;

import org.jspecify.annotations.NullMarked;
