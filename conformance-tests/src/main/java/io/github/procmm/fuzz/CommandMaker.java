package io.github.procmm.fuzz;

import io.github.procmm.backend.Feature;
import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.kernel.Page;
import io.github.procmm.suite.Fill;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Operation;
import io.github.procmm.v2.Rights;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thinks of the records of frames. Mutable, for one frame at a time. */
final class CommandMaker {

    private static final int MANY = 64;

    /** How often each operation is thought of in histories that have it. */
    private static final Operation[] OFTEN = {
        Operation.CREATE,
        Operation.CREATE,
        Operation.CLONE,
        Operation.CLONE,
        Operation.DESTROY,
        Operation.DESTROY,
        Operation.RELEASE,
        Operation.DUPLICATE,
        Operation.MEMORY,
        Operation.IMPORT,
        Operation.IMPORT,
        Operation.UNMAP,
        Operation.UNMAP,
        Operation.PROTECT,
        Operation.PROTECT,
        Operation.PROTECT,
        Operation.MOVE,
        Operation.MOVE,
        Operation.MOVE,
        Operation.DISCARD,
        Operation.SEAL,
        Operation.SEAL,
        Operation.QUERY,
        Operation.QUERY
    };

    /** How often something is mapped, beside what else there is. */
    private static final int MAPS = 5;

    private final World world;
    private final Traits traits;
    private final Numbers numbers;
    private final Handles handles;
    private final MapRecords maps;
    private final List<Operation> kinds = new ArrayList<>();
    private @Nullable Opened lastImported;
    private @Nullable Client client;
    private boolean careful;

    CommandMaker(World world, Traits traits, Numbers numbers) {
        this.world = world;
        this.traits = traits;
        this.numbers = numbers;
        this.handles = new Handles(numbers);
        this.maps = new MapRecords(world, traits, numbers, handles);
        chooseKinds();
    }

    private void chooseKinds() {
        boolean all = numbers.once(4);
        int chosen = numbers.random().nextInt();
        for (Operation operation : OFTEN) {
            if (all || (chosen >>> operation.opcode() & 1) != 0) {
                kinds.add(operation);
            }
        }
        for (int i = 0; i < MAPS; i++) {
            kinds.add(Operation.MAP);
        }
    }

    /** Begins with a frame of a session. */
    void begin(Client sender) {
        client = sender;
        handles.begin(sender);
    }

    /** Lets what follows ask only for what will be done, mostly. */
    void beCareful(boolean shall) {
        careful = shall;
        handles.beCareful(shall);
        maps.beCareful(shall);
    }

    /** Empties the places of all tokens in a frame; returns what goes there. */
    List<Fill> takeTokens(ByteBuf frame) {
        return handles.takeTokens(frame);
    }

    /** Returns a handle of a space, mostly. */
    long space() {
        return handles.space(List.of());
    }

    /** Returns what stands for a handle until the frame has its bytes. */
    long token(Handed handed) {
        return handles.token(handed);
    }

    /** Returns a look at all areas of a space. */
    Command query(Handed space) {
        return new Command.Query(handles.token(space), 0, MANY);
    }

    /** Returns whether there is a space that can be looked at. */
    boolean knowsSpaces() {
        return handles.has(List.of(), Handed.Kind.SPACE);
    }

    /** Returns a look at some areas of a space. */
    Command look() {
        return look(handles.space(List.of()));
    }

    private Command look(long space) {
        return new Command.Query(
                space,
                numbers.once(2) ? 0 : numbers.place(),
                numbers.once(2) ? MANY : numbers.oneOf(0, 1, 2, -1, -1));
    }

    /** Returns the next record of a frame. */
    Command next(List<Command> before) {
        numbers.begin();
        Command command = command(before);
        Client of = client;
        if (of != null) {
            long made = Numbers.key(of, before.size());
            if (command instanceof Command.CloneSpace) {
                numbers.copy(made);
            } else {
                numbers.forget(made);
            }
        }
        return command;
    }

    private Command command(List<Command> before) {
        if (!handles.has(before, Handed.Kind.SPACE) && !numbers.once(6)) {
            if (!world.mms().isEmpty() && world.offers(Feature.V2_IMPORT) && numbers.once(2)) {
                return imported();
            }
            return new Command.Create(rights(Rights.OF_SPACE), limit());
        }
        boolean shares = traits.has(Trait.SHARED) && !handles.has(before, Handed.Kind.OBJECT);
        if (shares && !numbers.once(3)) {
            return numbers.once(3) ? memoryObject() : imported();
        }
        Operation operation = numbers.oneOf(kinds);
        boolean onSpace =
                switch (operation) {
                    case CREATE, DUPLICATE, RELEASE, MEMORY, IMPORT -> false;
                    default -> true;
                };
        return onSpace ? onSpace(before, operation) : ofHandles(before, operation);
    }

    private Command ofHandles(List<Command> before, Operation operation) {
        return switch (operation) {
            case DUPLICATE -> {
                boolean space = numbers.once(2);
                long handle = space ? handles.space(before) : handles.object(before);
                yield new Command.Duplicate(
                        handle, rights(space ? Rights.OF_SPACE : Rights.OF_OBJECT));
            }
            case RELEASE -> new Command.Release(handles.any(before));
            case MEMORY -> memoryObject();
            case IMPORT -> imported();
            default -> new Command.Create(rights(Rights.OF_SPACE), limit());
        };
    }

    private Command onSpace(List<Command> before, Operation operation) {
        long space = handles.space(before);
        if (numbers.knowsNothing() && operation != Operation.DESTROY && !numbers.once(4)) {
            return maps.map(before, space);
        }
        switch (operation) {
            case CLONE -> {
                return new Command.CloneSpace(space, rights(Rights.OF_SPACE));
            }
            case DESTROY -> {
                return new Command.Destroy(space);
            }
            case MAP -> {
                return maps.map(before, space);
            }
            case MOVE -> {
                return move(space);
            }
            case QUERY -> {
                return look(space);
            }
            default -> {
                return onPart(space, operation);
            }
        }
    }

    private Command onPart(long space, Operation operation) {
        if (operation == Operation.SEAL && numbers.once(careful ? 6 : 3)) {
            return new Command.Seal(space, OpFlags.SPACE, 0, 0);
        }
        Numbers.Part part = part();
        return switch (operation) {
            case UNMAP -> {
                numbers.forget(part);
                yield new Command.Unmap(space, part.addr(), part.len());
            }
            case PROTECT -> new Command.Protect(space, part.addr(), part.len(), maps.prot());
            case SEAL -> new Command.Seal(space, 0, part.addr(), part.len());
            default -> new Command.Discard(space, part.addr(), part.len());
        };
    }

    private int rights(int all) {
        if (traits.has(Trait.ODD_BITS) && numbers.once(8)) {
            return numbers.oneOf(0, 1 << 6, all | 1 << 20, Rights.OF_OBJECT, Rights.QUERY);
        }
        boolean few = numbers.once(all == Rights.OF_OBJECT ? 3 : 6);
        return few ? all & numbers.random().nextInt() : all;
    }

    private long limit() {
        boolean limits = traits.has(Trait.LIMITS) && !numbers.once(3);
        return limits ? (1L + numbers.random().nextInt(6)) * Page.SIZE : 0;
    }

    private Command memoryObject() {
        return new Command.Memory(memory(), rights(Rights.OF_OBJECT), tag());
    }

    private long memory() {
        long pages = (1L + numbers.random().nextInt(5)) * Page.SIZE;
        return numbers.once(3) ? pages - numbers.random().nextInt(Page.SIZE) : pages;
    }

    private long tag() {
        return numbers.once(2) ? 0 : numbers.random().nextInt(3);
    }

    private Command imported() {
        Client of = client;
        List<Opened> its = new ArrayList<>();
        List<Opened> mms = new ArrayList<>();
        for (Opened some : world.opened()) {
            if (of != null && some.process() == of.process()) {
                its.add(some);
                if (some.isMm()) {
                    mms.add(some);
                }
            }
        }
        if (its.isEmpty() || (!careful && numbers.once(8))) {
            return new Command.Import(99, Rights.OF_OBJECT, tag());
        }
        Opened some = numbers.oneOf(mms.isEmpty() || numbers.once(2) ? its : mms);
        Opened before = lastImported;
        if (before != null && its.contains(before) && numbers.once(2)) {
            some = before;
        }
        lastImported = some;
        int all = some.isMm() ? Rights.OF_SPACE : Rights.OF_OBJECT;
        return new Command.Import(some.fd(), rights(all), some.isMm() ? 0 : tag());
    }

    private Numbers.Part part() {
        Numbers.Part part = careful ? numbers.whole() : numbers.part();
        return world.isFree(part.addr(), part.len())
                ? new Numbers.Part(part.addr(), maps.whole(part.len()))
                : new Numbers.Part(numbers.page(), Page.SIZE);
    }

    private Command move(long space) {
        Numbers.Part part = part();
        long addr = part.addr();
        long len = part.len();
        long to = numbers.once(2) ? numbers.addr() : numbers.beside();
        boolean apart = Math.abs(to - addr) >= len;
        to = apart || (!careful && numbers.once(6)) ? to : addr + len;
        numbers.forget(part);
        numbers.note(to, len);
        return new Command.Move(
                space, numbers.once(careful ? 6 : 2) ? 0 : OpFlags.REPLACE, addr, len, to);
    }
}
