package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.MmFile;
import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.model.Op;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.EndSession;
import io.github.procmm.proto.testee.NewSession;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.LegacyDialect;
import io.github.procmm.v2.Rights;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Thinks of sessions of part v2 and their frames. */
final class FrameMaker {

    static final int MAX_FRAME = 1 << 16;

    private static final int LONGEST = 8;

    /** Spaces of a client that are looked at. */
    private static final int MOST_SEEN = 3;

    private static final List<BatchMode> MODES = List.of(BatchMode.values());

    private final World world;
    private final Traits traits;
    private final Numbers numbers;
    private final WriteMaker writes;
    private final FrameCodec codec = new FrameCodec(MAX_FRAME);

    private final CommandMaker commands;
    private final HelloMaker hellos;

    FrameMaker(World world, Traits traits, Numbers numbers, WriteMaker writes) {
        this.world = world;
        this.traits = traits;
        this.numbers = numbers;
        this.writes = writes;
        this.commands = new CommandMaker(world, traits, numbers);
        this.hellos = new HelloMaker(world, traits, numbers, codec);
    }

    /** Returns what the next thing about a session is; null where there is nothing to be done. */
    @Nullable List<Step> next() {
        List<Client> on = new ArrayList<>(world.clients().values());
        on.removeIf(Client::isOver);
        if (on.isEmpty() || (on.size() < 3 && numbers.once(30))) {
            return List.of(begin());
        }
        Client client = numbers.oneOf(on);
        if (!client.isGreeted() || numbers.once(60)) {
            return List.of(greet(client));
        }
        if (numbers.once(40)) {
            return List.of(new Step(end(client), new Expected.Noted()));
        }
        return frame(client);
    }

    static Call end(Client client) {
        EndSession end = EndSession.newBuilder().setSession(client.number()).build();
        return Call.newBuilder().setEndSession(end).build();
    }

    /** Returns the beginning of a session. */
    Step begin() {
        int process = numbers.oneOf(new ArrayList<>(world.processes().keySet()));
        NewSession.Builder begun =
                NewSession.newBuilder().setProcess(process).setSession(world.clients().size());
        if (traits.has(Trait.LIMITS) && world.offers(Feature.HANDLE_LIMIT) && numbers.once(2)) {
            begun.setMaxHandles(1 + numbers.random().nextInt(6));
        }
        return new Step(Call.newBuilder().setNewSession(begun).build(), new Expected.Noted());
    }

    /** Returns a session's first frame. */
    Step greet(Client client) {
        return send(client, mutated(hellos.hello(client)), List.of());
    }

    /** Returns a frame that makes a space. */
    Step create(Client client) {
        return batch(client, BatchMode.SEQUENTIAL, List.of(new Command.Create(Rights.OF_SPACE, 0)));
    }

    /** A frame whose length is wrong ends the session: seldom enough, so that others are met. */
    private ByteString mutated(ByteString bytes) {
        if (!traits.has(Trait.MUTATIONS) || !numbers.once(4)) {
            return bytes;
        }
        Mutation mutation = new Mutation(numbers);
        ByteString mutated =
                switch (numbers.random().nextInt(4)) {
                    case 0 -> mutation.head(bytes);
                    case 1 -> mutation.of(bytes);
                    default -> mutation.stain(bytes);
                };
        boolean keepsLength = mutated.size() == bytes.size();
        return keepsLength || numbers.once(8) ? mutated : bytes;
    }

    private static Step send(Client client, ByteString bytes, List<Fill> fills) {
        SendBytes send = SendBytes.newBuilder().setSession(client.number()).setBytes(bytes).build();
        return new Step(Call.newBuilder().setSendBytes(send).build(), new Expected.Noted(), fills);
    }

    private List<Step> frame(Client client) {
        List<Fill> fills = new ArrayList<>();
        ByteString bytes = frame(client, fills);
        if (numbers.once(12)) {
            List<Fill> others = new ArrayList<>();
            ByteString other = frame(client, others);
            for (Fill fill : others) {
                fills.add(fill.to(fill.at() + bytes.size()));
            }
            bytes = bytes.concat(other);
        }
        return numbers.once(16) ? cut(client, bytes, fills) : List.of(send(client, bytes, fills));
    }

    private ByteString frame(Client client, List<Fill> fills) {
        commands.begin(client);
        boolean legacy = numbers.once(traits.has(Trait.WAYS) ? 3 : 12);
        ByteBuf out = Unpooled.buffer();
        codec.encode(legacy ? legacy(client) : batch(client), out);
        fills.addAll(commands.takeTokens(out));
        if (numbers.once(traits.has(Trait.ODD_NUMBERS) ? 8 : 24)) {
            new Growth(numbers).grow(out, fills);
        }
        if (traits.has(Trait.ODD_BITS) && numbers.once(12)) {
            new Growth(numbers).flag(out);
        }
        ByteString bytes = mutated(ByteString.copyFrom(out.nioBuffer()));
        fills.removeIf(fill -> fill.at() + fill.size() > bytes.size());
        return bytes;
    }

    /** Returns a look at the spaces that a client knows, if it knows any. */
    List<Step> look(Client client) {
        List<Handed> spaces = spaces(client);
        if (client.isOver() || spaces.isEmpty()) {
            return List.of();
        }
        commands.begin(client);
        List<Command> queries = new ArrayList<>();
        spaces.forEach(space -> queries.add(commands.query(space)));
        return List.of(batch(client, BatchMode.SEQUENTIAL, queries));
    }

    /**
     * Returns a frame about one space.
     *
     * @param about makes its records of what stands for the space's handle in them
     */
    Step batch(Client client, BatchMode mode, Handed space, LongFunction<List<Command>> about) {
        commands.begin(client);
        return batch(client, mode, about.apply(commands.token(space)));
    }

    /** Returns a frame of records that name handles by references only. */
    Step batch(Client client, List<Command> records) {
        return batch(client, BatchMode.SEQUENTIAL, records);
    }

    /** Returns a frame of records of part v1, as the host has them, about one space. */
    Step legacy(Client client, BatchMode mode, Handed space, List<Op> ops) {
        commands.begin(client);
        long handle = commands.token(space);
        Dialect dialect = world.host().dialect();
        List<Frame.LegacyRecord> records = new ArrayList<>();
        for (Op op : ops) {
            String hex = writes.legacy(op, dialect);
            records.add(new Frame.LegacyRecord(LegacyDialect.of(dialect), handle, hex));
        }
        return whole(client, new Frame.Legacy(client.nextSequence(), mode, records));
    }

    private Step batch(Client client, BatchMode mode, List<Command> records) {
        return whole(client, new Frame.Batch(client.nextSequence(), mode, records));
    }

    private Step whole(Client client, Frame sent) {
        ByteBuf out = Unpooled.buffer();
        codec.encode(sent, out);
        List<Fill> fills = commands.takeTokens(out);
        return send(client, ByteString.copyFrom(out.nioBuffer()), fills);
    }

    /** Returns some of the spaces that a client knows: those that it was given last. */
    List<Handed> spaces(Client client) {
        List<Handed> spaces =
                client.handles().stream()
                        .filter(handed -> handed.kind() != Handed.Kind.OBJECT)
                        .toList();
        return spaces.subList(Math.max(0, spaces.size() - MOST_SEEN), spaces.size());
    }

    /** Returns a frame in two calls; a number cannot be in both. */
    private List<Step> cut(Client client, ByteString bytes, List<Fill> fills) {
        int cut = numbers.random().nextInt(bytes.size() + 1);
        List<Fill> first = new ArrayList<>();
        List<Fill> second = new ArrayList<>();
        for (Fill fill : fills) {
            if (fill.at() >= cut) {
                second.add(fill.to(fill.at() - cut));
            } else if (fill.at() + fill.size() <= cut) {
                first.add(fill);
            } else {
                return List.of(send(client, bytes, fills));
            }
        }
        return List.of(
                send(client, bytes.substring(0, cut), first),
                send(client, bytes.substring(cut), second));
    }

    private Frame legacy(Client client) {
        List<Frame.LegacyRecord> records = new ArrayList<>();
        int count = 1 + numbers.random().nextInt(3);
        for (int i = 0; i < count; i++) {
            MmFile file = numbers.oneOf(MmFile.of(world.host().dialect()));
            Dialect dialect = file.recordsOn(world.host().dialect());
            String hex = writes.legacy(client.process(), dialect);
            records.add(new Frame.LegacyRecord(LegacyDialect.of(dialect), commands.space(), hex));
        }
        return new Frame.Legacy(client.nextSequence(), mode(), records);
    }

    /** Returns a mode that both offer. */
    BatchMode mode() {
        BatchMode mode = numbers.once(4) ? BatchMode.INDEPENDENT : numbers.oneOf(MODES);
        return mode == BatchMode.ATOMIC && !world.offers(Feature.V2_ATOMIC)
                ? BatchMode.SEQUENTIAL
                : mode;
    }

    /** So many results, or results with areas, that a short reply has just room for them or not. */
    private int many() {
        return numbers.once(2)
                ? 20 + numbers.random().nextInt(23)
                : 100 + numbers.random().nextInt(100);
    }

    /**
     * Most are of records that will be done, but for the last: what stands behind a failure is
     * seldom tried.
     */
    private Frame batch(Client client) {
        boolean many = numbers.once(hellos.takesShortOnly(client) ? 6 : 200);
        int most = numbers.once(2) ? 2 : LONGEST;
        int count = many ? many() : 1 + numbers.random().nextInt(most);
        boolean same = numbers.once(many ? 2 : 8);
        boolean calm = !numbers.once(4);
        List<Command> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.beCareful(i == count - 1 ? numbers.once(2) : calm);
            boolean again = same && i > 0;
            boolean looks = many && same && i == 0 && commands.knowsSpaces();
            if (again) {
                records.add(records.get(i - 1));
            } else {
                records.add(looks ? commands.look() : commands.next(records));
            }
        }
        return new Frame.Batch(client.nextSequence(), mode(), records);
    }
}
