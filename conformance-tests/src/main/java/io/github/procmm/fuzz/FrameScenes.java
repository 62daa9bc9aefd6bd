package io.github.procmm.fuzz;

import io.github.procmm.backend.Feature;
import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Scenes of part v2: a row of pages, two handles of one object, and spaces for spaces. */
final class FrameScenes {

    /** Spaces that are made until there is no room for more. */
    private static final int MANY = 4;

    private static final long ANONYMOUS = MapFlags.FIXED | MapFlags.PRIVATE | MapFlags.ANONYMOUS;

    private final World world;
    private final Traits traits;
    private final Numbers numbers;
    private final WriteMaker writes;
    private final TaskMaker tasks;
    private final FrameMaker frames;
    private final FrameRowScene rows;

    FrameScenes(World world, Traits traits, Numbers numbers, Scenes.Makers makers) {
        this.world = world;
        this.traits = traits;
        this.numbers = numbers;
        this.writes = makers.writes();
        this.tasks = makers.tasks();
        this.frames = makers.frames();
        this.rows = new FrameRowScene(world, traits, numbers, tasks, frames);
    }

    /** Returns the steps of one; none where no client has a space. */
    List<Step> next() {
        List<Client> clients = new ArrayList<>(world.clients().values());
        clients.removeIf(client -> client.isOver() || spaces(client).isEmpty());
        if (clients.isEmpty()) {
            return List.of();
        }
        Client client = numbers.oneOf(clients);
        Handed space = numbers.oneOf(spaces(client));
        numbers.aimAt(Numbers.key(client, space));
        return switch (numbers.random().nextInt(6)) {
            case 0 ->
                    traits.has(Trait.SHARED) ? sideBySide(client, space) : exchange(client, space);
            case 1 -> traits.has(Trait.LIMITS) ? exchange(client, space) : legacy(client, space);
            case 2 -> numbers.once(2) ? bothWays(client) : legacy(client, space);
            default -> rows.next(client, space);
        };
    }

    private static List<Handed> spaces(Client client) {
        return client.handles().stream()
                .filter(handed -> handed.kind() == Handed.Kind.SPACE)
                .toList();
    }

    /** One object by two handles, which may be one opening or two, with one tag or two. */
    private List<Step> sideBySide(Client client, Handed handed) {
        List<Opened> objects = world.opened(client.process());
        objects.removeIf(Opened::isMm);
        boolean imports = world.offers(Feature.V2_IMPORT) && !objects.isEmpty();
        Command first = imports ? imported(numbers.oneOf(objects).fd()) : memory();
        Command second =
                first instanceof Command.Import before && !numbers.once(3)
                        ? imported(before.descriptor())
                        : new Command.Duplicate(Handle.reference(0), Rights.OF_OBJECT);
        long at = numbers.page();
        long offset = numbers.random().nextInt(2) * (long) Page.SIZE;
        int flags = OpFlags.REPLACE | (numbers.once(2) ? OpFlags.SHARED : 0);
        numbers.note(at, 2L * Page.SIZE);
        return List.of(
                frames.batch(
                        client,
                        BatchMode.SEQUENTIAL,
                        handed,
                        space ->
                                List.of(
                                        first,
                                        second,
                                        page(space, flags, at, 0, offset),
                                        page(
                                                space,
                                                flags,
                                                at + Page.SIZE,
                                                1,
                                                offset + Page.SIZE))));
    }

    private static Command page(long space, int flags, long at, int record, long offset) {
        long object = Handle.reference(record);
        return new Command.Map(space, flags, at, Page.SIZE, object, offset, Prot.READ, 0, 0, 0);
    }

    private Command imported(int fd) {
        return new Command.Import(fd, Rights.OF_OBJECT, numbers.random().nextInt(2));
    }

    private Command memory() {
        return new Command.Memory(
                MANY * (long) Page.SIZE, Rights.OF_OBJECT, numbers.random().nextInt(2));
    }

    /** Where there is no room for more spaces: one is given up and others made, all or none. */
    private List<Step> exchange(Client client, Handed handed) {
        Command fresh = new Command.Create(Rights.OF_SPACE, 0);
        boolean destroys = numbers.once(2);
        boolean copies = world.offers(Feature.V2_CLONE) && numbers.once(3);
        int made = 1 + numbers.random().nextInt(2);
        return List.of(
                frames.batch(
                        client,
                        BatchMode.INDEPENDENT,
                        handed,
                        space -> List.of(fresh, fresh, fresh, fresh)),
                frames.batch(
                        client,
                        allOrNothing(),
                        handed,
                        space -> {
                            List<Command> records = new ArrayList<>();
                            records.add(
                                    destroys
                                            ? new Command.Destroy(space)
                                            : new Command.Release(space));
                            for (int i = 0; i < made; i++) {
                                records.add(fresh);
                            }
                            if (copies) {
                                records.add(
                                        new Command.CloneSpace(
                                                Handle.reference(1), Rights.OF_SPACE));
                            }
                            return records;
                        }));
    }

    private BatchMode allOrNothing() {
        boolean may = world.offers(Feature.V2_ATOMIC) && !numbers.once(3);
        return may ? BatchMode.ATOMIC : frames.mode();
    }

    /** Records of part v1 to the space, of which the last may well fail. */
    private List<Step> legacy(Client client, Handed handed) {
        Row row = Row.of(numbers);
        if (!world.offers(Feature.V2_LEGACY) || !writes.reaches(row.at() + row.len())) {
            return List.of();
        }
        List<Op> records = new ArrayList<>();
        boolean segments = traits.has(Trait.SEGMENTS) && world.offers(Feature.LDTS);
        if (segments) {
            records.add(new CopySegments(source(client)));
        }
        records.addAll(some(row));
        List<Step> steps = new ArrayList<>();
        steps.add(frames.legacy(client, allOrNothing(), handed, records));
        Step entry = segments ? tasks.entry(client, handed) : null;
        if (entry != null) {
            steps.add(entry);
            Call table = tasks.segments(entry.call().getSwitchMm().getTask());
            steps.add(new Step(Objects.requireNonNull(table), new Expected.Noted()));
        }
        return steps;
    }

    private int source(Client client) {
        List<Opened> mms = files(client);
        return mms.isEmpty() ? -1 : numbers.oneOf(mms).fd();
    }

    private List<Opened> files(Client client) {
        List<Opened> mms = world.opened(client.process());
        mms.removeIf(some -> !some.isMm());
        return mms;
    }

    /** Records about a row, of which any may fail. */
    private List<Op> some(Row row) {
        List<Op> some = new ArrayList<>();
        int count = 1 + numbers.random().nextInt(3);
        for (int i = 0; i < count; i++) {
            Numbers.Part part = row.part(numbers);
            long addr = numbers.once(6) ? part.addr() + 1 : part.addr();
            some.add(
                    switch (numbers.random().nextInt(3)) {
                        case 0 -> new Munmap(addr, part.len());
                        case 1 -> new Mprotect(addr, part.len(), row.other());
                        default -> new Mmap(addr, part.len(), row.usual(), ANONYMOUS, 0, 0);
                    });
        }
        return some;
    }

    /** One space by a handle and by its file: sealed or ended by the one, changed by the other. */
    private List<Step> bothWays(Client client) {
        List<Opened> mms = files(client);
        Row row = Row.of(numbers);
        mms.removeIf(some -> !writes.reaches(some, row.at() + row.len()));
        if (mms.isEmpty()
                || !world.offers(Feature.V2_IMPORT)
                || !world.isFree(row.at(), row.len())) {
            return List.of();
        }
        Opened mm = numbers.oneOf(mms);
        List<Step> steps = new ArrayList<>();
        steps.add(frames.batch(client, sealed(mm.fd(), row)));
        for (Op op : some(row)) {
            steps.add(new Step(writes.write(mm, op), new Expected.Noted()));
        }
        return steps;
    }

    private List<Command> sealed(int fd, Row row) {
        long space = Handle.reference(0);
        Numbers.Part part = row.part(numbers);
        List<Command> records = new ArrayList<>();
        records.add(new Command.Import(fd, Rights.OF_SPACE, 0));
        records.add(
                new Command.Map(
                        space, OpFlags.REPLACE, row.at(), row.len(), 0, 0, row.usual(), 0, 0, 0));
        records.add(
                numbers.once(3)
                        ? new Command.Seal(space, OpFlags.SPACE, 0, 0)
                        : new Command.Seal(space, 0, part.addr(), part.len()));
        if (numbers.once(2)) {
            records.add(new Command.Destroy(space));
        }
        return records;
    }
}
