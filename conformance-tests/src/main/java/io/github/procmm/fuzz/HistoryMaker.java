package io.github.procmm.fuzz;

import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.kernel.Limits;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import io.github.procmm.wire.Dialect;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Thinks of a history, a few calls at a time: what it begins with, what is done, and a look at all
 * address spaces after every few.
 */
final class HistoryMaker implements Script {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 100;

    /** Calls between two looks at the areas: 1 to this, or a half of it, and so on. */
    private static final int CHUNK = 32;

    /** As so many calls a scene counts. */
    private static final int SCENE = 4;

    private final World world;
    private final Random random;
    private final Traits traits;
    private final Numbers numbers;
    private final HostMaker hosts;
    private final FileMaker files;
    private final TaskMaker tasks;
    private final PtraceMaker ptraces;
    private final WriteMaker writes;
    private final FrameMaker frames;
    private final Scenes scenes;
    private final Looks looks;
    private final boolean v2;
    private final boolean segments;
    private final boolean framesOnly;
    private final int chunk;

    /** Of so many records in a history with frames, one is written to a file. */
    private final int written;

    private int left;
    private boolean prepared;
    private boolean over;

    private HistoryMaker(World world, Random random, Traits traits, Part part) {
        this.world = world;
        this.random = random;
        this.traits = traits;
        Dialect dialect = world.host().dialect();
        long taskSize = Limits.of(dialect, dialect).taskSize();
        this.numbers = new Numbers(random, traits, dialect, taskSize);
        this.hosts = new HostMaker(world, traits, numbers);
        this.files = new FileMaker(world, traits, numbers);
        this.ptraces = new PtraceMaker(world, numbers);
        this.tasks = new TaskMaker(world, numbers, ptraces);
        this.writes = new WriteMaker(world, traits, numbers);
        this.frames = new FrameMaker(world, traits, numbers, writes);
        Scenes.Makers makers = new Scenes.Makers(writes, frames, tasks, files);
        this.scenes = new Scenes(world, traits, numbers, makers, part);
        this.looks = new Looks(world, numbers, makers);
        this.v2 = traits.has(Trait.FRAMES) && OurLanguage.hasFrames(world.host(), world.features());
        this.framesOnly = part == Part.V2;
        this.segments = traits.has(Trait.SEGMENTS) && world.offers(Feature.LDTS);
        int most = SHORTEST << random.nextInt(4);
        this.left = Math.min(LONGEST, most + random.nextInt(most));
        int shift = traits.has(Trait.CROWD) ? 2 + random.nextInt(2) : random.nextInt(4);
        this.chunk = Math.max(2, Math.min(CHUNK >> shift, left / 3));
        this.written = random.nextInt(3) == 0 ? 2 : 8;
        world.letGrow(traits.has(Trait.GROWING));
    }

    /** Begins with a history on one of the hosts that both backends can be. */
    static HistoryMaker begin(Ring ring, Random random, Part part) {
        HostKind usual = HostKind.of(io.github.procmm.backend.HostProfile.DEFAULT);
        Traits traits = new Traits(random, part);
        int others = traits.has(Trait.FRAMES) ? 1 : 3;
        boolean other = random.nextInt(4) < others || !ring.hosts().contains(usual);
        HostKind host = other ? ring.hosts().get(random.nextInt(ring.hosts().size())) : usual;
        return new HistoryMaker(new World(host, ring), random, traits, part);
    }

    /** Goes on with a history that others have begun. */
    static HistoryMaker goOn(World world, Random random, Part part) {
        return new HistoryMaker(world, random, new Traits(random, part), part);
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public List<Step> next() {
        int from = world.steps().size();
        if (from == 0) {
            beginning();
        } else if (left > 0) {
            see();
            if (!prepared) {
                prepared = true;
                prepare();
            }
            if (v2 && world.tasks().size() < 2 && (traits.has(Trait.ACCESS) || segments)) {
                add(tasks.begin(0));
            }
            boolean scene = traits.has(Trait.SCENES) && !numbers.once(3) && scene();
            if (!scene) {
                calls();
            }
            add(looks.areas());
            if ((scene || numbers.once(2)) && tasks.hasStored()) {
                see();
                add(looks.contents());
            }
            if (segments && (left == 0 || numbers.once(3))) {
                add(looks.segments());
            }
        } else if (!over) {
            over = true;
            see();
            if (traits.has(Trait.ACCESS) || (v2 && segments)) {
                add(looks.contents());
            }
            if (numbers.once(4)) {
                endAll();
            }
        }
        return since(from);
    }

    /** Returns whether there was one. */
    private boolean scene() {
        List<?> scene = scenes.next(v2);
        scene.forEach(this::add);
        left -= scene.isEmpty() ? 0 : SCENE;
        return !scene.isEmpty();
    }

    private void calls() {
        int count = Math.min(left, 1 + random.nextInt(chunk));
        for (int i = 0; i < count; i++) {
            add(call());
        }
        left -= count;
    }

    private void beginning() {
        add(hosts.boot());
        if (traits.has(Trait.LIMITS) && numbers.once(2)) {
            add(hosts.process(0));
        }
        if (traits.has(Trait.PROCESSES)) {
            add(hosts.process(1));
        }
        int objects = random.nextInt(4);
        for (int i = 0; i < objects; i++) {
            add(files.makeObject());
            add(files.openObject());
            add(files.fill());
            add(files.fill());
        }
        int mms = v2 ? random.nextInt(3) : random.nextBoolean() ? 1 : 1 + random.nextInt(3);
        mms = segments && !v2 ? Math.max(2, mms) : mms;
        for (int i = 0; i < mms; i++) {
            add(files.open());
        }
        if (v2 && traits.has(Trait.SCENES)) {
            add(frames.begin());
            world.clients().values().forEach(client -> add(frames.greet(client)));
            world.clients().values().forEach(client -> add(frames.create(client)));
        }
    }

    /** Lets a task run in each address space, and have segments there. */
    private void prepare() {
        if (traits.has(Trait.TASKS) && (segments || numbers.once(2))) {
            for (Opened mm : world.mms()) {
                add(tasks.begin(mm));
                int writes = segments ? random.nextInt(3) : 0;
                for (int i = 0; i < writes; i++) {
                    add(ptraces.writeSegment());
                }
            }
        }
    }

    private @Nullable Object call() {
        int choice = random.nextInt(32);
        if (choice < 2) {
            return world.opened().size() < 6 || traits.has(Trait.DESCRIPTORS) ? opening() : null;
        }
        if (choice < 5 && traits.has(Trait.DESCRIPTORS)) {
            return files.descriptor();
        }
        if (choice < 7 && traits.has(Trait.RESIZES)) {
            return files.bytes();
        }
        if (choice < 10 && traits.has(Trait.TASKS)) {
            return numbers.once(2) ? tasks.task() : ptraces.ptrace();
        }
        if (choice < 18 && traits.has(Trait.ACCESS)) {
            Object visit = v2 && !numbers.once(3) ? tasks.visit() : null;
            Object access = visit == null ? tasks.access() : visit;
            return access == null ? record() : access;
        }
        return v2 && (!numbers.once(written) || world.mms().isEmpty()) ? frames.next() : record();
    }

    private @Nullable Object record() {
        if (framesOnly) {
            return frames.next();
        }
        Call write = writes.write();
        long fresh = writes.takeMapped();
        return write != null
                        && fresh != 0
                        && traits.has(Trait.ACCESS)
                        && numbers.once(traits.has(Trait.CROWD) ? 2 : 3)
                ? Arrays.asList(write, tasks.store(write.getWrite(), fresh))
                : write;
    }

    private @Nullable Object opening() {
        return switch (random.nextInt(4)) {
            case 0 -> files.makeObject();
            case 1, 2 -> files.openObject();
            default -> files.open();
        };
    }

    /** Adds what somebody thought of, if it is allowed. */
    private void add(@Nullable Object thought) {
        if (thought instanceof Call call) {
            add(new Step(call, new Expected.Noted()));
        } else if (thought instanceof Step step) {
            add(step);
        } else if (thought instanceof List<?> some) {
            some.forEach(this::add);
        }
    }

    private void add(Step step) {
        if (world.allows(step)) {
            world.add(step);
        }
    }

    /** Learns what the last look has shown. */
    private void see() {
        world.shown().forEach(numbers::see);
        for (Client client : world.clients().values()) {
            client.shown().forEach((space, its) -> numbers.see(Numbers.key(client, space), its));
            client.shown().clear();
        }
    }

    /** Ends all that was begun: an address space that is left then is one too many. */
    private void endAll() {
        List.copyOf(world.tasks().keySet()).forEach(task -> add(TaskMaker.exit(task)));
        world.clients().values().forEach(client -> add(FrameMaker.end(client)));
        for (Opened some : world.opened()) {
            add(FileMaker.close(some.process(), some.fd()));
        }
        add(files.count());
    }
}
