package io.github.procmm.fuzz;

import io.github.procmm.kernel.Page;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Maps;
import io.github.procmm.proto.testee.Mm;
import java.util.ArrayList;
import java.util.List;

/** Thinks of the calls that show what has come of the others: areas, segments, contents. */
final class Looks {

    private final World world;
    private final Numbers numbers;
    private final TaskMaker tasks;
    private final FrameMaker frames;
    private final FileMaker files;

    Looks(World world, Numbers numbers, Scenes.Makers makers) {
        this.world = world;
        this.numbers = numbers;
        this.tasks = makers.tasks();
        this.frames = makers.frames();
        this.files = makers.files();
    }

    /** Returns looks at the areas of all address spaces that are open. */
    List<Object> areas() {
        List<Object> looks = new ArrayList<>();
        for (Opened mm : world.mms()) {
            looks.add(maps(mm));
        }
        if (numbers.once(2)) {
            world.clients().values().forEach(client -> looks.addAll(frames.look(client)));
        }
        looks.add(files.count());
        return looks;
    }

    /** Returns a look at the areas of an address space. */
    static Call maps(Opened mm) {
        return Call.newBuilder().setMaps(Maps.newBuilder().setMm(TaskMaker.of(mm))).build();
    }

    /** Returns looks at the segments of all address spaces that a task can go to. */
    List<Object> segments() {
        List<Object> looks = new ArrayList<>();
        for (Opened mm : world.mms()) {
            looks.addAll(tasks.segments(mm));
        }
        return looks;
    }

    /** Returns looks at what is in the few pages, and at the segments of sessions' spaces. */
    List<Object> contents() {
        List<Object> looks = new ArrayList<>();
        for (Opened mm : world.mms()) {
            numbers.aimAt(mm);
            loads(TaskMaker.of(mm), looks);
        }
        if (!world.tasks().isEmpty()) {
            int task = world.tasks().keySet().iterator().next();
            world.clients().values().forEach(client -> contents(client, task, looks));
        }
        return looks;
    }

    private void contents(Client client, int task, List<Object> looks) {
        for (Handed handed : frames.spaces(client)) {
            looks.add(TaskMaker.enter(task, client, handed));
            numbers.aimAt(Numbers.key(client, handed));
            loads(Mm.newBuilder().setTask(task).build(), looks);
            Call table = tasks.segments(task);
            if (table != null) {
                looks.add(table);
            }
        }
    }

    private void loads(Mm mm, List<Object> looks) {
        for (long addr : numbers.edges()) {
            looks.add(TaskMaker.load(mm, addr, Long.BYTES));
            if (numbers.once(3)) {
                looks.add(TaskMaker.load(mm, addr + Page.SIZE - Long.BYTES, Long.BYTES));
            }
        }
    }
}
