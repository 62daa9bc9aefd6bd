package io.github.procmm.fuzz;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Mm;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes behind the end of an object, in its last page: stored to through an area, and looked at
 * once the object has another size, or the same.
 */
final class TailScene {

    private final World world;
    private final Numbers numbers;
    private final WriteMaker writes;
    private final TaskMaker tasks;
    private final FileMaker files;

    TailScene(World world, Numbers numbers, WriteMaker writes, TaskMaker tasks, FileMaker files) {
        this.world = world;
        this.numbers = numbers;
        this.writes = writes;
        this.tasks = tasks;
        this.files = files;
    }

    List<Call> next() {
        long at = numbers.page();
        List<Opened> mms = world.mms();
        if (mms.isEmpty() || !world.isFree(at, Page.SIZE)) {
            return List.of();
        }
        Opened mm = numbers.oneOf(mms);
        List<Opened> objects = world.opened(mm.process());
        objects.removeIf(some -> !hasTail(some));
        if (objects.isEmpty() || !writes.reaches(mm, at)) {
            return List.of();
        }
        Opened object = numbers.oneOf(objects);
        numbers.aimAt(mm);
        numbers.note(at, Page.SIZE);
        return around(object, mm, at);
    }

    private boolean hasTail(Opened object) {
        return !object.isMm() && files.size(object.object()) % Page.SIZE != 0;
    }

    private List<Call> around(Opened object, Opened mm, long at) {
        long size = files.size(object.object());
        long lastPage = size & -Page.SIZE;
        long tail = at + ((size - lastPage + Long.BYTES - 1) & -Long.BYTES);
        long type = numbers.once(4) ? MapFlags.PRIVATE : MapFlags.SHARED;
        Mm where = TaskMaker.of(mm);
        List<Call> calls = new ArrayList<>();
        calls.add(
                writes.write(
                        mm,
                        new Mmap(
                                at,
                                Page.SIZE,
                                Prot.READ | Prot.WRITE,
                                MapFlags.FIXED | type,
                                object.fd(),
                                lastPage)));
        calls.add(tasks.store(where, tail));
        int changes = 1 + numbers.random().nextInt(2);
        for (int i = 0; i < changes; i++) {
            calls.add(files.resize(object.object(), another(size)));
        }
        calls.add(TaskMaker.load(where, tail, Long.BYTES));
        return calls;
    }

    private long another(long size) {
        return switch (numbers.random().nextInt(5)) {
            case 0, 1 -> size;
            case 2 -> size + Long.BYTES;
            case 3 -> (size | (Page.SIZE - 1)) + 1;
            default -> size - 1;
        };
    }
}
