/** Tests of the reports, and reports to test with. */
@NullMarked
package io.github.procmm.report;

import org.jspecify.annotations.NullMarked;
