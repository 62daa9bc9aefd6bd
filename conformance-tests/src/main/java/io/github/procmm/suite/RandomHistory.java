package io.github.procmm.suite;

import static io.github.procmm.model.Prot.EXEC;
import static io.github.procmm.model.Prot.NONE;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.SEM;
import static io.github.procmm.model.Prot.WRITE;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.proto.testee.ObjectKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One random history: two address spaces that map the same few objects, each beside a model of it.
 *
 * <p>It keeps away from what section 12 of SPEC.md leaves open: nothing grows, is locked, or may be
 * executed only.
 */
final class RandomHistory {

    private static final int STEPS = 40;
    private static final int PAGES = 10;
    private static final int LONGEST = 5;
    private static final int LAST_OBJECT_PAGE = 5;

    private static final int RW = READ | WRITE;

    /** The rights that are given; those that allow most are given most. */
    private static final int[] RIGHTS = {
        RW, RW, RW, RW | EXEC, READ, READ, READ | EXEC, WRITE, NONE
    };

    /** Where in a page accesses begin: at its start, and around its end. */
    private static final int[] PLACES = {0, 0, 8, 0xff0, 0xff8, 0xffb, 0xffd, 0xfff};

    private static final int[] ATTRIBUTES = {0, 0, 0, MapFlags.NORESERVE, MapFlags.STACK};

    /** An opening of an object, and the model of the object. */
    private record Opening(FileRef file, ModelObject object, boolean writable) {}

    /** An address space and what it should be. */
    private record Space(Mm mm, PageModel model) {}

    private final Scenario scenario;
    private final Random random;
    private final boolean accesses;
    private final List<Opening> openings = new ArrayList<>();
    private final List<Space> spaces = new ArrayList<>();
    private final Set<String> rules = new LinkedHashSet<>(List.of(RandomCases.RULE));

    RandomHistory(Scenario scenario, Random random, boolean accesses) {
        this.scenario = scenario;
        this.random = random;
        this.accesses = accesses;
    }

    /** Says it to the scenario; returns the rules that it has to do with. */
    List<String> play() {
        open(4 * Page.SIZE);
        open(2 * Page.SIZE + 0x123);
        for (int i = 0; i < 2; i++) {
            spaces.add(new Space(scenario.openMm(), new PageModel()));
        }
        for (int i = 0; i < STEPS; i++) {
            step(oneOf(spaces));
        }
        if (accesses) {
            spaces.forEach(this::loadAll);
        }
        return List.copyOf(rules);
    }

    /** Makes an object and opens it twice: for reading and writing, and for reading. */
    private void open(long size) {
        ObjectRef made = scenario.newObject(ObjectKind.REGULAR, size);
        ModelObject object = new ModelObject(made.number(), size);
        Writer writer = scenario.writer();
        openings.add(new Opening(writer.open(made), object, true));
        openings.add(new Opening(writer.open(made, AccessMode.READ_ONLY), object, false));
    }

    private void step(Space in) {
        switch (random.nextInt(accesses ? 20 : 10)) {
            case 0, 1, 2, 3 -> map(in);
            case 4, 5 -> unmap(in);
            case 6, 7, 8 -> protect(in);
            case 9 -> new RandomMistake(in.mm(), random).make(rules);
            case 10, 11, 12, 13, 14 -> load(in, place(), 1 << random.nextInt(4));
            default -> store(in, place(), 1 << random.nextInt(4));
        }
    }

    private void map(Space in) {
        long first = random.nextInt(PAGES);
        long count = 1L + random.nextInt(LONGEST);
        int rights = RIGHTS[random.nextInt(RIGHTS.length)];
        boolean shared = random.nextBoolean();
        MapCall call = in.mm().map(first, count).prot(rights).length(bytes(count));
        ModelPage.View view =
                random.nextInt(3) == 0 ? anonymous(call, count, shared) : object(call, shared);
        call.with(ATTRIBUTES[random.nextInt(ATTRIBUTES.length)]);
        boolean noReplace = random.nextInt(8) == 0;
        call.with(noReplace ? MapFlags.FIXED_NOREPLACE : 0);
        if (noReplace && in.model().anyIn(first, count)) {
            rules.add("V1-MAP-22");
            call.fails(Errno.EEXIST);
        } else if (view.neverWritable() && (rights & WRITE) != 0) {
            rules.add("V1-MAP-26");
            call.fails(Errno.EACCES);
        } else {
            rules.addAll(List.of("V1-MAP-2", "V1-MAP-3"));
            call.done();
            in.model().map(first, count, rights, view);
        }
        in.mm().showsPages(in.model().areas());
    }

    private ModelPage.View anonymous(MapCall call, long count, boolean shared) {
        if (!shared) {
            rules.add("V1-MAP-8");
            return new ModelPage.View(null, 0, false, false);
        }
        rules.add("V1-MAP-9");
        call.shared();
        ModelObject memory = new ModelObject(ExpectedArea.SHARED_MEMORY, count * Page.SIZE);
        return new ModelPage.View(memory, 0, true, false);
    }

    private ModelPage.View object(MapCall call, boolean shared) {
        Opening opening = oneOf(openings);
        long first = random.nextInt(LAST_OBJECT_PAGE + 1);
        rules.add("V1-MAP-1");
        call.of(opening.file(), first);
        if (!shared) {
            call.type(MapFlags.PRIVATE);
        }
        boolean neverWritable = shared && !opening.writable();
        return new ModelPage.View(opening.object(), first, shared, neverWritable);
    }

    private void unmap(Space in) {
        long first = random.nextInt(PAGES);
        long count = 1L + random.nextInt(LONGEST);
        rules.addAll(List.of("V1-UNMAP-1", "V1-UNMAP-2"));
        in.mm().unmapBytes(page(first), bytes(count)).done();
        in.model().unmap(first, count);
        in.mm().showsPages(in.model().areas());
    }

    private void protect(Space in) {
        long first = random.nextInt(PAGES);
        long count = 1L + random.nextInt(LONGEST);
        int rights = RIGHTS[random.nextInt(RIGHTS.length)];
        int bits = rights | (random.nextInt(8) == 0 ? SEM : 0);
        Outcome outcome = in.mm().protectBytes(page(first), bytes(count), bits);
        Errno refusal = in.model().protect(first, count, rights);
        rules.addAll(ofProtect(refusal));
        if (refusal == null) {
            outcome.done();
        } else {
            outcome.fails(refusal);
        }
        in.mm().showsPages(in.model().areas());
    }

    private static List<String> ofProtect(@Nullable Errno refusal) {
        if (refusal == null) {
            return List.of("V1-PROT-1");
        }
        return refusal == Errno.EACCES
                ? List.of("V1-PROT-12", "V1-PROT-14")
                : List.of("V1-PROT-10", "V1-PROT-11", "V1-PROT-14");
    }

    private void load(Space in, long addr, int size) {
        Expected seen = in.model().load(addr, size);
        note(seen, addr, size, List.of("V1-MEM-1", "V1-MEM-2", "V1-MEM-4"), "V1-MEM-6");
        in.mm().load(addr, size).answers(seen);
    }

    private void store(Space in, long addr, int size) {
        long value = random.nextLong() >>> (Long.SIZE - size * Byte.SIZE);
        Expected done = in.model().store(addr, size, value);
        note(done, addr, size, List.of("V1-MEM-1", "V1-MEM-3"), "V1-MEM-7");
        in.mm().store(addr, size, value).answers(done);
    }

    private void note(Expected come, long addr, int size, List<String> ofBytes, String ofRights) {
        if (addr / Page.SIZE != (addr + size - 1) / Page.SIZE) {
            rules.addAll(List.of("V1-MEM-14", "V1-MEM-15"));
        }
        if (!(come instanceof Expected.Faulted fault)) {
            rules.addAll(ofBytes);
            return;
        }
        switch (fault.kind()) {
            case MAPERR -> rules.add("V1-MEM-5");
            case ACCERR -> rules.add(ofRights);
            case BUS -> rules.add("V1-MEM-9");
        }
    }

    /** Sees every page once more, at both its ends. */
    private void loadAll(Space in) {
        for (long number = 0; number < PAGES + LONGEST; number++) {
            load(in, page(number), Long.BYTES);
            load(in, page(number + 1) - Long.BYTES, Long.BYTES);
        }
    }

    /** Returns a number of bytes that rounds up to so many pages. */
    private long bytes(long pages) {
        return pages * Page.SIZE - (random.nextBoolean() ? 0 : random.nextInt(Page.SIZE));
    }

    private long place() {
        return page(random.nextInt(PAGES)) + PLACES[random.nextInt(PLACES.length)];
    }

    private <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
