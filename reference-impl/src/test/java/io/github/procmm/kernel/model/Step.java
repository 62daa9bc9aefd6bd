package io.github.procmm.kernel.model;

import io.github.procmm.kernel.history.Call;
import org.jspecify.annotations.Nullable;

/**
 * One step in a {@link World}.
 *
 * @param space where, modulo the number of address spaces that there are then
 * @param call what; null to take a snapshot
 */
record Step(int space, @Nullable Call call) {

    @Override
    public String toString() {
        return "\n" + space + ": " + (call == null ? "snapshot" : call.line());
    }
}
