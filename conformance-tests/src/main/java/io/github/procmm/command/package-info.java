/**
 * The {@code procmm} command: one class a subcommand, on picocli.
 *
 * <p>Exit codes are 0 (all well), 1 (findings) and 2 (misused). Whatever goes wrong is one line on
 * standard error; a stack trace is never shown.
 */
@NullMarked
package io.github.procmm.command;

import org.jspecify.annotations.NullMarked;
