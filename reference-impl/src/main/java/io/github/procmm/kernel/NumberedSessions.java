package io.github.procmm.kernel;

import io.github.procmm.backend.SessionAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HashMap;
import java.util.Map;

/** The sessions of a judged host, by the numbers that its judge gives them. Mutable. */
final class NumberedSessions {

    private final Map<Integer, Stream> streams = new HashMap<>();

    /**
     * A session and the bytes that have come.
     *
     * @param rest the beginning of a frame
     */
    private record Stream(Session session, ByteBuf rest) {}

    /** Begins a session, in place of an older one of that number. */
    void begin(int number, UserProcess client, int maxHandles) {
        Session session = maxHandles == 0 ? client.newSession() : client.newSession(maxHandles);
        streams.put(number, new Stream(session, Unpooled.buffer()));
    }

    SessionAnswer send(int number, ByteBuf bytes) {
        Stream stream = stream(number);
        ByteBuf answer = Unpooled.buffer();
        stream.rest.discardReadBytes().writeBytes(bytes);
        stream.session.receive(stream.rest, answer);
        return new SessionAnswer(answer, stream.session.isOver());
    }

    void end(int number) {
        stream(number).session.close();
    }

    long switchMm(Task task, int number, long handle) {
        return stream(number).session.switchMm(task, handle);
    }

    AddressSpace space(int number, long handle) {
        AddressSpace memory = stream(number).session.addressSpace(handle);
        if (memory == null) {
            throw new IllegalArgumentException(
                    "0x" + Long.toHexString(handle) + " is no handle of an address space");
        }
        return memory;
    }

    void clear() {
        streams.clear();
    }

    private Stream stream(int number) {
        Stream found = streams.get(number);
        if (found == null) {
            throw new IllegalArgumentException("session " + number + " has not been made");
        }
        return found;
    }
}
