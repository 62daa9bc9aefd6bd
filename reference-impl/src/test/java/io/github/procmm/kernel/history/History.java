package io.github.procmm.kernel.history;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Calls to be played one after the other.
 *
 * @param growsDown whether MAP_GROWSDOWN is among the flags: what grows is not modelled, so that
 *     such a history never touches what is not mapped and never leaves the address to the kernel
 */
public record History(boolean growsDown, List<Call> calls) {

    @Override
    public String toString() {
        return calls.stream().map(Call::line).collect(Collectors.joining("\n", "\n", "\n"));
    }
}
