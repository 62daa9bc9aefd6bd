package io.github.procmm.fuzz;

import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.proto.testee.Call;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of pages by records of part v1: mapped, some of it stored to, and then made alike, or cut.
 */
final class RowScene {

    private final World world;
    private final Numbers numbers;
    private final WriteMaker writes;
    private final TaskMaker tasks;
    private final boolean shares;

    RowScene(World world, Traits traits, Numbers numbers, WriteMaker writes, TaskMaker tasks) {
        this.world = world;
        this.numbers = numbers;
        this.writes = writes;
        this.tasks = tasks;
        this.shares = traits.has(Trait.SHARED);
    }

    /** What the pages of a row are mapped from. */
    private record Source(long flags, long fd, long offset) {

        Mmap map(Row row, Numbers.Part part, int rights) {
            boolean anonymous = (flags & MapFlags.ANONYMOUS) != 0;
            long start = anonymous ? offset : offset + (part.addr() - row.at());
            return new Mmap(part.addr(), part.len(), rights, flags, fd, start);
        }
    }

    List<Call> next() {
        List<Opened> mms = world.mms();
        Row row = Row.of(numbers);
        if (mms.isEmpty() || !world.isFree(row.at(), row.len())) {
            return List.of();
        }
        Opened mm = numbers.oneOf(mms);
        if (!writes.reaches(mm, row.at() + row.len())) {
            return List.of();
        }
        Source source = source(mm.process());
        List<Op> records = new ArrayList<>();
        build(row, source, records);
        List<Call> calls = new ArrayList<>();
        send(mm, records, calls);
        row.some(numbers).forEach(page -> calls.add(tasks.storeOrLoad(TaskMaker.of(mm), page)));
        int changes = 1 + numbers.random().nextInt(2);
        for (int i = 0; i < changes; i++) {
            records.add(change(row, source));
        }
        send(mm, records, calls);
        numbers.aimAt(mm);
        numbers.note(row.at(), row.len());
        return calls;
    }

    private Source source(int process) {
        List<Opened> objects = world.opened(process);
        objects.removeIf(Opened::isMm);
        boolean anonymous = objects.isEmpty() || numbers.once(2);
        boolean shared = shares && numbers.once(4);
        long flags = MapFlags.FIXED | (shared ? MapFlags.SHARED : MapFlags.PRIVATE);
        flags |= numbers.once(4) ? MapFlags.NORESERVE : 0;
        return anonymous
                ? new Source(flags | MapFlags.ANONYMOUS, 0, 0)
                : new Source(flags, numbers.oneOf(objects).fd(), offset());
    }

    private long offset() {
        return numbers.random().nextInt(2) * (long) Page.SIZE;
    }

    /** All at once and then changed in places, or page by page. */
    private void build(Row row, Source source, List<Op> records) {
        if (numbers.once(2)) {
            records.add(source.map(row, new Numbers.Part(row.at(), row.len()), row.usual()));
            Numbers.Part part = row.part(numbers);
            records.add(new Mprotect(part.addr(), part.len(), row.other()));
            return;
        }
        for (int i = 0; i < row.pages(); i++) {
            if (!numbers.once(8)) {
                Numbers.Part page = new Numbers.Part(row.page(i), Page.SIZE);
                records.add(source.map(row, page, numbers.once(3) ? row.other() : row.usual()));
            }
        }
    }

    private Op change(Row row, Source source) {
        Numbers.Part part = numbers.once(2) ? row.across(numbers) : row.part(numbers);
        return switch (numbers.random().nextInt(8)) {
            case 0 -> new Munmap(part.addr(), part.len());
            case 1 -> source.map(row, part, row.usual());
            case 2, 3 -> new Mprotect(part.addr(), part.len(), row.other());
            default -> new Mprotect(part.addr(), part.len(), row.usual());
        };
    }

    private void send(Opened mm, List<Op> records, List<Call> calls) {
        records.forEach(record -> calls.add(writes.write(mm, record)));
        records.clear();
    }
}
