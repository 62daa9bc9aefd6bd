package io.github.procmm.fuzz;

import io.github.procmm.backend.Feature;
import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.suite.Fill;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thinks of the records of frames.
 *
 * <p>A handle that an answer told stands in a record as a token until the frame has its bytes; then
 * the token makes room for what each backend's own answer says. Mutable, for one frame at a time.
 */
final class CommandMaker {

    private static final int HEADER = 32;
    private static final int RECORD = 16;
    private static final int HANDLE = 8;
    private static final int OBJECT = 32;
    private static final int MAP = 8;
    private static final int BATCH = 4;
    private static final int TYPE = 6;
    private static final int MANY = 64;
    private static final long TOKEN = 0x4000_5eed_0000_0000L;

    private static final int[] RIGHTS = {
        Prot.READ | Prot.WRITE,
        Prot.READ | Prot.WRITE,
        Prot.READ | Prot.WRITE | Prot.EXEC,
        Prot.READ,
        Prot.READ | Prot.EXEC,
        Prot.WRITE,
        0
    };

    private final World world;
    private final Traits traits;
    private final Numbers numbers;
    private final int[] some;
    private final List<Handed> tokens = new ArrayList<>();
    private @Nullable Client client;

    CommandMaker(World world, Traits traits, Numbers numbers) {
        this.world = world;
        this.traits = traits;
        this.numbers = numbers;
        this.some = numbers.someOf(RIGHTS);
    }

    /** Begins with a frame of a session. */
    void begin(Client sender) {
        client = sender;
        tokens.clear();
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

    /** Returns a handle of a space, mostly. */
    long space() {
        return handle(List.of(), Handed.Kind.SPACE);
    }

    private long handle(List<Command> before, Handed.Kind kind) {
        if (numbers.once(3) || known(kind).isEmpty()) {
            for (int i = before.size() - 1; i >= 0; i--) {
                if (gives(before.get(i)) == kind) {
                    return Handle.reference(i);
                }
            }
        }
        if (numbers.once(24)) {
            return odd(before);
        }
        List<Handed> known = known(kind);
        return known.isEmpty() ? odd(before) : token(one(known));
    }

    private boolean has(List<Command> before, Handed.Kind kind) {
        return !known(kind).isEmpty() || before.stream().anyMatch(some -> gives(some) == kind);
    }

    private List<Handed> known(Handed.Kind kind) {
        Client of = client;
        return of == null
                ? List.of()
                : of.handles().stream()
                        .filter(some -> some.kind() == kind || some.kind() == Handed.Kind.UNKNOWN)
                        .toList();
    }

    /** The first mostly: much is to happen to the same. */
    private Handed one(List<Handed> known) {
        return numbers.once(2) ? known.get(0) : numbers.oneOf(known);
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

    private static Handed.@Nullable Kind gives(Command command) {
        if (command instanceof Command.Create || command instanceof Command.CloneSpace) {
            return Handed.Kind.SPACE;
        }
        return command instanceof Command.Memory ? Handed.Kind.OBJECT : null;
    }

    private long token(Handed handed) {
        tokens.add(handed);
        return TOKEN + tokens.size() - 1;
    }

    /** Returns a look at all areas of a space. */
    Command query(Handed space) {
        return new Command.Query(token(space), 0, MANY);
    }

    /** Returns the next record of a frame. */
    Command next(List<Command> before) {
        if (known(Handed.Kind.SPACE).isEmpty() && before.isEmpty() && !numbers.once(4)) {
            if (!world.mms().isEmpty() && world.offers(Feature.V2_IMPORT) && numbers.once(2)) {
                return imported();
            }
            return new Command.Create(rights(Rights.OF_SPACE), limit());
        }
        if (numbers.knowsNothing() && !numbers.once(3)) {
            return map(before);
        }
        return switch (numbers.random().nextInt(24)) {
            case 0 -> new Command.Create(rights(Rights.OF_SPACE), limit());
            case 1 -> new Command.CloneSpace(handle(before, Handed.Kind.SPACE), spaceRights());
            case 2 ->
                    numbers.once(2)
                            ? new Command.Destroy(handle(before, Handed.Kind.SPACE))
                            : new Command.Release(any(before));
            case 3 -> new Command.Duplicate(any(before), rights(Rights.OF_SPACE));
            case 4 -> new Command.Memory(memory(), rights(Rights.OF_OBJECT), tag());
            case 5 -> imported();
            case 6, 7, 8, 9, 10, 11 -> map(before);
            case 12, 13 -> {
                Numbers.Part part = part();
                yield new Command.Unmap(handle(before, Handed.Kind.SPACE), part.addr(), part.len());
            }
            case 14, 15, 16 -> {
                Numbers.Part part = part();
                yield new Command.Protect(
                        handle(before, Handed.Kind.SPACE), part.addr(), part.len(), prot());
            }
            case 17, 18 -> move(before);
            case 19 -> {
                Numbers.Part part = part();
                yield new Command.Discard(
                        handle(before, Handed.Kind.SPACE), part.addr(), part.len());
            }
            case 20 -> seal(before);
            default ->
                    new Command.Query(
                            handle(before, Handed.Kind.SPACE),
                            numbers.once(2) ? 0 : numbers.place(),
                            numbers.once(2) ? MANY : numbers.oneOf(0, 1, 2, 3, -1));
        };
    }

    private long any(List<Command> before) {
        return handle(before, numbers.once(2) ? Handed.Kind.SPACE : Handed.Kind.OBJECT);
    }

    private int spaceRights() {
        return rights(Rights.OF_SPACE);
    }

    private int rights(int all) {
        if (traits.has(Trait.ODD_BITS) && numbers.once(8)) {
            return numbers.oneOf(0, 1 << 6, all | 1 << 20, Rights.OF_OBJECT, Rights.QUERY);
        }
        return numbers.once(6) ? all & numbers.random().nextInt() : all;
    }

    private long limit() {
        boolean limits = traits.has(Trait.LIMITS) && numbers.once(2);
        return limits ? (1L + numbers.random().nextInt(8)) * Page.SIZE : 0;
    }

    private long memory() {
        long pages = (1L + numbers.random().nextInt(5)) * Page.SIZE;
        return numbers.once(3) ? pages - numbers.random().nextInt(Page.SIZE) : pages;
    }

    private long tag() {
        return numbers.random().nextInt(4);
    }

    private Command imported() {
        List<Opened> its =
                world.opened().stream()
                        .filter(some -> client != null && some.process() == client.process())
                        .toList();
        if (its.isEmpty() || numbers.once(8)) {
            return new Command.Import(99, Rights.OF_OBJECT, tag());
        }
        List<Opened> mms = its.stream().filter(Opened::isMm).toList();
        Opened some = numbers.oneOf(mms.isEmpty() || numbers.once(2) ? its : mms);
        int all = some.isMm() ? Rights.OF_SPACE : Rights.OF_OBJECT;
        return new Command.Import(some.fd(), rights(all), tag());
    }

    private Numbers.Part part() {
        Numbers.Part part = numbers.part();
        return world.isFree(part.addr(), part.len())
                ? new Numbers.Part(part.addr(), whole(part.len()))
                : new Numbers.Part(numbers.page(), Page.SIZE);
    }

    /** Whole pages, mostly: everything else is refused before it has met anything. */
    private long len(long addr) {
        long len = numbers.len(addr);
        return world.isFree(addr, len) ? whole(len) : Page.SIZE;
    }

    private long whole(long len) {
        long whole = (len + Page.SIZE - 1) & -Page.SIZE;
        return traits.has(Trait.ODD_NUMBERS) && numbers.once(10) ? len : whole;
    }

    private int prot() {
        boolean odd = traits.has(Trait.ODD_BITS) && numbers.once(12);
        return numbers.oneOf(some) | (odd ? numbers.oneOf(8, 16, 1 << 30) : 0);
    }

    private Command map(List<Command> before) {
        long addr = numbers.addr();
        long len = len(addr);
        int flags = numbers.once(2) ? OpFlags.REPLACE : 0;
        boolean anywhere = traits.has(Trait.PLACES) && numbers.once(3);
        long end = 0;
        long align = 0;
        if (anywhere) {
            flags = OpFlags.ANYWHERE;
            end = addr + len + numbers.random().nextInt(8) * (long) Page.SIZE;
            align = numbers.once(3) ? alignment() : 0;
        }
        boolean anonymous =
                !traits.has(Trait.SHARED)
                        || numbers.once(2)
                        || (!has(before, Handed.Kind.OBJECT) && !numbers.once(8));
        long object = anonymous ? 0 : handle(before, Handed.Kind.OBJECT);
        flags |= !anonymous && numbers.once(2) ? OpFlags.SHARED : 0;
        if (traits.has(Trait.ODD_BITS) && numbers.once(16)) {
            flags |= numbers.oneOf(3, 4, 8, 1 << 31);
        }
        numbers.note(addr, len);
        int prot = prot();
        int maxProt = world.offers(Feature.V2_MAX_PROT) && numbers.once(3) ? maxProt(prot) : 0;
        long offset = anonymous ? 0 : numbers.offset(len) & -Page.SIZE;
        return new Command.Map(
                handle(before, Handed.Kind.SPACE),
                flags,
                addr,
                len,
                object,
                offset,
                prot,
                maxProt,
                end,
                align);
    }

    private int maxProt(int prot) {
        return numbers.once(6) ? prot() : prot | prot();
    }

    /** A power of two, of a page at least, mostly. */
    private long alignment() {
        long pages = (long) Page.SIZE << numbers.random().nextInt(4);
        return numbers.once(6) ? numbers.oneOf(1, 8, 0x800, 0x3000) : pages;
    }

    private Command move(List<Command> before) {
        Numbers.Part part = part();
        long addr = part.addr();
        long len = part.len();
        long to = numbers.addr();
        boolean apart = Math.abs(to - addr) >= len;
        return new Command.Move(
                handle(before, Handed.Kind.SPACE),
                numbers.once(2) ? OpFlags.REPLACE : 0,
                addr,
                len,
                apart || numbers.once(6) ? to : addr + len);
    }

    private Command seal(List<Command> before) {
        long space = handle(before, Handed.Kind.SPACE);
        if (numbers.once(4)) {
            return new Command.Seal(space, OpFlags.SPACE, 0, 0);
        }
        Numbers.Part part = part();
        return new Command.Seal(space, 0, part.addr(), part.len());
    }
}
