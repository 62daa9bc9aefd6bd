package io.github.procmm.fuzz;

import io.github.procmm.suite.Fill;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Handle;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thinks of the handles that the records of a frame name.
 *
 * <p>A handle that an answer told stands in a record as a token until the frame has its bytes; then
 * the token makes room for what each backend's own answer says. Mutable, for one frame at a time.
 */
final class Handles {

    private static final int HEADER = 32;
    private static final int RECORD = 16;
    private static final int HANDLE = 8;
    private static final int OBJECT = 32;
    private static final int MAP = 8;
    private static final int BATCH = 4;
    private static final int TYPE = 6;
    private static final long TOKEN = 0x4000_5eed_0000_0000L;

    private final Numbers numbers;
    private final List<Handed> tokens = new ArrayList<>();
    private final List<Handed> some = new ArrayList<>();
    private @Nullable Client client;
    private boolean careful;

    Handles(Numbers numbers) {
        this.numbers = numbers;
    }

    /** Begins with a frame of a session. */
    void begin(Client sender) {
        client = sender;
        tokens.clear();
    }

    /** Lets what follows name only what there is. */
    void beCareful(boolean shall) {
        careful = shall;
    }

    /** Empties the places of all tokens in a frame; returns what goes there. */
    List<Fill> takeTokens(ByteBuf frame) {
        List<Fill> fills = new ArrayList<>();
        boolean batch = frame.getUnsignedShortLE(TYPE) == BATCH;
        int at = HEADER;
        while (at + RECORD <= frame.writerIndex()) {
            takeToken(frame, at + HANDLE, fills);
            if (batch && frame.getUnsignedShortLE(at) == MAP) {
                takeToken(frame, at + OBJECT, fills);
            }
            at += frame.getUnsignedShortLE(at + 2);
        }
        return fills;
    }

    private void takeToken(ByteBuf frame, int at, List<Fill> fills) {
        long number = frame.getLongLE(at) - TOKEN;
        if (number >= 0 && number < tokens.size()) {
            Handed handed = tokens.get((int) number);
            frame.setLongLE(at, 0);
            fills.add(new Fill(at, Long.BYTES, handed.step(), handed.from(), 0));
        }
    }

    /** Returns a handle of a space, mostly, and makes what follows be about that space. */
    long space(List<Command> before) {
        return handle(before, Handed.Kind.SPACE);
    }

    /** Returns a handle of an object, mostly. */
    long object(List<Command> before) {
        return handle(before, Handed.Kind.OBJECT);
    }

    /** Returns a handle of either kind, mostly. */
    long any(List<Command> before) {
        return numbers.once(2) ? space(before) : object(before);
    }

    private long handle(List<Command> before, Handed.Kind kind) {
        List<Handed> known = known(kind);
        if (known.isEmpty() || numbers.once(3)) {
            for (int i = before.size() - 1; i >= 0; i--) {
                if (gives(before.get(i)) == kind) {
                    aimAtRecord(kind, i);
                    return Handle.reference(i);
                }
            }
        }
        if (!careful && numbers.once(24)) {
            return odd(before);
        }
        if (known.isEmpty()) {
            return odd(before);
        }
        // The first mostly: much is to happen to the same.
        Handed one = numbers.once(2) ? known.get(0) : numbers.oneOf(known);
        Client of = client;
        if (of != null && kind == Handed.Kind.SPACE) {
            numbers.aimAt(Numbers.key(of, one));
        }
        return token(one);
    }

    private void aimAtRecord(Handed.Kind kind, int record) {
        Client of = client;
        if (of != null && kind == Handed.Kind.SPACE) {
            numbers.aimAt(Numbers.key(of, record));
        }
    }

    /** Returns whether there is a handle of a kind that a record can name. */
    boolean has(List<Command> before, Handed.Kind kind) {
        if (!known(kind).isEmpty()) {
            return true;
        }
        for (Command command : before) {
            if (gives(command) == kind) {
                return true;
            }
        }
        return false;
    }

    private List<Handed> known(Handed.Kind kind) {
        some.clear();
        Client of = client;
        if (of != null) {
            for (Handed handed : of.handles()) {
                if (handed.kind() == kind || handed.kind() == Handed.Kind.UNKNOWN) {
                    some.add(handed);
                }
            }
        }
        return some;
    }

    /** A handle that is no more, of another kind, forged, or a reference to what gives none. */
    private long odd(List<Command> before) {
        Client of = client;
        switch (numbers.random().nextInt(4)) {
            case 0 -> {
                if (of != null && !of.ended().isEmpty()) {
                    return token(numbers.oneOf(of.ended()));
                }
            }
            case 1 -> {
                if (of != null && !of.handles().isEmpty()) {
                    return token(numbers.oneOf(of.handles()));
                }
            }
            case 2 -> {
                long reference = Handle.reference(numbers.random().nextInt(before.size() + 2));
                return numbers.once(2) ? reference : reference | 1L << numbers.oneOf(31, 32, 62);
            }
            default -> {}
        }
        return numbers.oneOf(0, 1, 7);
    }

    /** Returns the kind of handle that a record gives; null for none, or either. */
    private static Handed.@Nullable Kind gives(Command command) {
        if (command instanceof Command.Create || command instanceof Command.CloneSpace) {
            return Handed.Kind.SPACE;
        }
        return command instanceof Command.Memory ? Handed.Kind.OBJECT : null;
    }

    /** Returns what stands for a handle until the frame has its bytes. */
    long token(Handed handed) {
        tokens.add(handed);
        return TOKEN + tokens.size() - 1;
    }
}
