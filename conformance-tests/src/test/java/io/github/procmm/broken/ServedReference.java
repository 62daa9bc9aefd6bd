package io.github.procmm.broken;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.proto.testee.Request;
import io.github.procmm.testee.TesteeServer;
import java.util.function.UnaryOperator;

/**
 * The testee's end of the protocol without pipes: bytes of a request to bytes of its reply. Bytes
 * are the same in every class loader.
 */
public final class ServedReference implements UnaryOperator<byte[]> {

    private final TesteeServer server = new TesteeServer(new ReferenceBackend());

    /** For {@link PatchedClasses}. */
    public ServedReference() {}

    @Override
    public byte[] apply(byte[] request) {
        try {
            return server.reply(Request.parseFrom(request)).toByteArray();
        } catch (InvalidProtocolBufferException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
