package io.github.procmm.fuzz;

import io.github.procmm.backend.Feature;
import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.suite.Step;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import java.util.ArrayList;
import java.util.List;

/** Scenes of part v2: a row of pages, two handles of one object, and spaces for spaces. */
final class FrameScenes {

    /** Spaces that are made until there is no room for more. */
    private static final int MANY = 4;

    private final World world;
    private final Traits traits;
    private final Numbers numbers;
    private final FrameMaker frames;
    private final FrameRowScene rows;

    FrameScenes(World world, Traits traits, Numbers numbers, TaskMaker tasks, FrameMaker frames) {
        this.world = world;
        this.traits = traits;
        this.numbers = numbers;
        this.frames = frames;
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
        int choice = numbers.random().nextInt(4);
        if (choice == 0 && traits.has(Trait.SHARED)) {
            return List.of(sideBySide(client, space));
        }
        return choice == 1 && traits.has(Trait.LIMITS)
                ? exchange(client, space)
                : rows.next(client, space);
    }

    private static List<Handed> spaces(Client client) {
        return client.handles().stream()
                .filter(handed -> handed.kind() == Handed.Kind.SPACE)
                .toList();
    }

    /** One object by two handles, which may be one opening or two, with one tag or two. */
    private Step sideBySide(Client client, Handed handed) {
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
        return frames.batch(
                client,
                BatchMode.SEQUENTIAL,
                handed,
                space ->
                        List.of(
                                first,
                                second,
                                page(space, flags, at, 0, offset),
                                page(space, flags, at + Page.SIZE, 1, offset + Page.SIZE)));
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
                        frames.mode(),
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
}
