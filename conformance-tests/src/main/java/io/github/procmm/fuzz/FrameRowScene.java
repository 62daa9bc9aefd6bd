package io.github.procmm.fuzz;

import io.github.procmm.backend.Feature;
import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.kernel.Page;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of pages by records of part v2: mapped, some of it stored to, and then changed, moved, or
 * copied with its space, and stored to again.
 */
final class FrameRowScene {

    /** The places of what is done to a row, of {@link #change}. */
    private static final int CHANGES = 10;

    /** Pages in front of a row, and behind it, that others may have mapped. */
    private static final int AROUND = 10;

    private final World world;
    private final Numbers numbers;
    private final TaskMaker tasks;
    private final FrameMaker frames;
    private final boolean shares;
    private final boolean limits;

    FrameRowScene(World world, Traits traits, Numbers numbers, TaskMaker tasks, FrameMaker frames) {
        this.world = world;
        this.numbers = numbers;
        this.tasks = tasks;
        this.frames = frames;
        this.shares = traits.has(Trait.SHARED);
        this.limits = traits.has(Trait.LIMITS);
    }

    List<Step> next(Client client, Handed handed) {
        Row row = Row.of(numbers);
        if (!world.isFree(row.at(), row.len())) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        steps.add(frames.batch(client, BatchMode.SEQUENTIAL, handed, space -> build(row, space)));
        access(row, client, handed, steps);
        int changes = 1 + numbers.random().nextInt(3);
        for (int i = 0; i < changes; i++) {
            int records = 1 + numbers.random().nextInt(2);
            BatchMode mode = numbers.once(3) ? frames.mode() : BatchMode.SEQUENTIAL;
            steps.add(frames.batch(client, mode, handed, space -> changes(row, space, records)));
            if (numbers.once(2)) {
                access(row, client, handed, steps);
            }
        }
        numbers.note(row.at(), row.len());
        return steps;
    }

    /** A task goes to the space, and stores to some of the pages, or loads them. */
    private void access(Row row, Client client, Handed handed, List<Step> steps) {
        Step entry = tasks.entry(client, handed);
        if (entry == null) {
            return;
        }
        steps.add(entry);
        Mm mm = Mm.newBuilder().setTask(entry.call().getSwitchMm().getTask()).build();
        for (long page : row.some(numbers)) {
            Call access = tasks.storeOrLoad(mm, page);
            steps.add(new Step(access, new Expected.Noted()));
        }
    }

    /** All at once and then changed in places, or page by page. */
    private List<Command> build(Row row, long space) {
        List<Command> records = new ArrayList<>();
        if (limits && numbers.once(2)) {
            records.add(nothingElse(row, space));
        }
        boolean object = shares && numbers.once(2);
        long memory = 0;
        if (object) {
            memory = Handle.reference(records.size());
            records.add(new Command.Memory(row.len(), Rights.OF_OBJECT, 0));
        }
        int flags = OpFlags.REPLACE | (object && numbers.once(2) ? OpFlags.SHARED : 0);
        if (numbers.once(2)) {
            Numbers.Part whole = new Numbers.Part(row.at(), row.len());
            records.add(map(row, whole, space, flags, memory, row.usual()));
            if (numbers.once(2)) {
                Numbers.Part part = row.part(numbers);
                records.add(new Command.Protect(space, part.addr(), part.len(), row.other()));
            }
            return records;
        }
        for (int i = 0; i < row.pages(); i++) {
            if (!numbers.once(8)) {
                Numbers.Part page = new Numbers.Part(row.page(i), Page.SIZE);
                int rights = numbers.once(3) ? row.other() : row.usual();
                records.add(map(row, page, space, flags, memory, rights));
            }
        }
        return records.isEmpty() ? List.of(query(space)) : records;
    }

    /** How many areas there are is then known: as many as may be, or a few less. */
    private static Command nothingElse(Row row, long space) {
        long around = AROUND * (long) Page.SIZE;
        return new Command.Unmap(space, row.at() - around, row.len() + 2 * around);
    }

    private static Command query(long space) {
        return new Command.Query(space, 0, Integer.MAX_VALUE);
    }

    private Command.Map map(
            Row row, Numbers.Part part, long space, int flags, long object, int rights) {
        int most = world.offers(Feature.V2_MAX_PROT) && numbers.once(3) ? rights : 0;
        return new Command.Map(
                space,
                flags,
                part.addr(),
                part.len(),
                object,
                object == 0 ? 0 : part.addr() - row.at(),
                rights,
                most,
                0,
                0);
    }

    private List<Command> changes(Row row, long space, int count) {
        List<Command> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(change(row, space));
        }
        return records;
    }

    private Command change(Row row, long space) {
        Numbers.Part part = numbers.once(2) ? row.across(numbers) : row.part(numbers);
        if (limits && numbers.once(2)) {
            return move(row, part, space);
        }
        return switch (numbers.random().nextInt(CHANGES)) {
            case 0 -> new Command.Unmap(space, part.addr(), part.len());
            case 1, 2 -> new Command.Discard(space, part.addr(), part.len());
            case 3 -> new Command.Protect(space, part.addr(), part.len(), row.other());
            case 4 -> new Command.Protect(space, part.addr(), part.len(), row.usual());
            case 5, 6 -> move(row, part, space);
            case 7 -> sealOrDestroy(part, space);
            case 8 -> new Command.CloneSpace(space, Rights.OF_SPACE);
            default -> map(row, part, space, OpFlags.REPLACE, 0, row.usual());
        };
    }

    /** To another page of the row, or behind it: from the middle into the middle, often. */
    private Command move(Row row, Numbers.Part part, long space) {
        int inner = row.pages() - 2;
        if (inner > 2 && numbers.once(2)) {
            int from = numbers.random().nextInt(inner);
            int into = (from + 2 + numbers.random().nextInt(inner - 2)) % inner;
            return new Command.Move(
                    space, OpFlags.REPLACE, row.page(1 + from), Page.SIZE, row.page(1 + into));
        }
        long to = row.page(numbers.random().nextInt(row.pages() + 1));
        return new Command.Move(space, OpFlags.REPLACE, part.addr(), part.len(), to);
    }

    private Command sealOrDestroy(Numbers.Part part, long space) {
        return switch (numbers.random().nextInt(4)) {
            case 0 -> new Command.Destroy(space);
            case 1 -> new Command.Seal(space, OpFlags.SPACE, 0, 0);
            default -> new Command.Seal(space, 0, part.addr(), part.len());
        };
    }
}
