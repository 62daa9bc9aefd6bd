package io.github.procmm.schema;

import com.google.protobuf.Message;
import io.github.procmm.model.Malformed;

/** What a run of bytes turned out to be, in the words of a description. */
public sealed interface SchemaDecoded {

    /**
     * A record of the described interface.
     *
     * @param message the described union with one member set
     */
    record Accepted(Message message) implements SchemaDecoded {}

    /**
     * No such record.
     *
     * @param malformed why
     */
    record Refused(Malformed malformed) implements SchemaDecoded {}
}
