package io.github.procmm.model;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.github.procmm.proto.v1.ProcMmOp;

/**
 * Operations as JSON: Protobuf's canonical mapping of {@code procmm.v1.ProcMmOp}, on one line.
 *
 * <p>64-bit numbers are decimal strings, as that mapping has them, so that no reader rounds them:
 * {@code {"munmap":{"addr":"134512640","len":"4096"}}}.
 *
 * <p>Needs protobuf-java-util and Gson on the class path, which this library does not bring along.
 */
public final class OpJson {

    private OpJson() {}

    /** Returns the JSON of an operation; every field is there, zeros included. */
    public static String toJson(Op op) {
        try {
            return JsonFormat.printer()
                    .alwaysPrintFieldsWithNoPresence()
                    .omittingInsignificantWhitespace()
                    .print(OpMessages.toMessage(op));
        } catch (InvalidProtocolBufferException impossible) {
            throw new AssertionError("no Any in a record", impossible);
        }
    }

    /**
     * Returns the operation of a JSON text. Fields that are not there are zero.
     *
     * @throws IllegalArgumentException when the text is not JSON, names an unknown field or one
     *     twice, holds a value of the wrong kind or range, or names no operation; the message says
     *     which
     */
    public static Op fromJson(String json) {
        StrictJson.require(json);
        ProcMmOp.Builder message = ProcMmOp.newBuilder();
        try {
            JsonFormat.parser().merge(json, message);
        } catch (InvalidProtocolBufferException malformed) {
            throw new IllegalArgumentException(
                    "not the JSON of an operation: " + malformed.getMessage(), malformed);
        }
        return OpMessages.fromMessage(message.build());
    }
}
