package io.github.procmm.arbitrary;

import com.google.protobuf.TextFormat;
import io.github.procmm.proto.testee.Call;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Calls of the testee protocol, the first of which boots a host. Those that name what there is not
 * are left out when it is played, so that any of them can be dropped.
 *
 * @param calls in their order
 */
public record History(List<Call> calls) {

    /** Copies the list. */
    public History {
        calls = List.copyOf(calls);
    }

    /** Returns a line a call, for the message of a property that fails. */
    @Override
    public String toString() {
        TextFormat.Printer printer = TextFormat.printer().emittingSingleLine(true);
        return calls.stream().map(printer::printToString).collect(Collectors.joining("\n"));
    }
}
