package io.github.procmm.kernel.model;

import io.github.procmm.kernel.Page;
import io.github.procmm.kernel.history.Arena;
import io.github.procmm.kernel.history.Call;
import io.github.procmm.kernel.history.TestFile;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Shrinkable;

/** Random steps whose arguments are whole pages of the first few of the arena. */
final class Steps {

    static final int PAGES = 5;

    private static final TestFile[] FILES = {
        TestFile.READ_WRITE, TestFile.READ_ONLY, TestFile.READ_WRITE_DUP, TestFile.OTHER
    };

    private static final int[] ATTRIBUTES = {
        0, 0, 0, MapFlags.NORESERVE, MapFlags.STACK, MapFlags.GROWSDOWN, MapFlags.LOCKED
    };

    private Steps() {}

    /** Returns lists of up to {@code length} steps. */
    static Arbitrary<List<Step>> upTo(int length) {
        return Arbitraries.fromGenerator(random -> Shrinkable.unshrinkable(step(random)))
                .list()
                .ofMaxSize(length)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Step step(Random random) {
        return new Step(random.nextInt(60), random.nextInt(10) == 0 ? null : call(random));
    }

    private static Call call(Random random) {
        long page = random.nextInt(PAGES);
        long bytes = (1L + random.nextInt(3)) * Page.SIZE;
        int size = 1 << random.nextInt(4);
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> map(Arena.page(page), bytes, random);
            case 4 -> new Call.Unmap(Arena.page(page), bytes);
            case 5, 6, 7 -> new Call.Protect(Arena.page(page), bytes, prot(random));
            case 8 -> new Call.Load(place(page, random), size);
            case 9, 10, 11, 12, 13 -> new Call.Store(place(page, random), size, random.nextLong());
            case 14 -> new Call.Fetch(Arena.page(page));
            default -> onObject(random);
        };
    }

    private static Call map(long addr, long bytes, Random random) {
        int flags = MapFlags.FIXED | (random.nextBoolean() ? MapFlags.SHARED : MapFlags.PRIVATE);
        if (random.nextInt(3) == 0) {
            int attribute = ATTRIBUTES[random.nextInt(ATTRIBUTES.length)];
            boolean invalid = attribute == MapFlags.GROWSDOWN && (flags & MapFlags.SHARED) != 0;
            flags |= MapFlags.ANONYMOUS | (invalid ? 0 : attribute);
        }
        int file = FILES[random.nextInt(FILES.length)].descriptor();
        long offset = random.nextInt(9) * (long) Page.SIZE;
        return new Call.Map(addr, bytes, prot(random), flags, file, offset);
    }

    private static int prot(Random random) {
        return random.nextInt(3) == 0 ? random.nextInt(8) : Prot.READ | Prot.WRITE;
    }

    private static long place(long page, Random random) {
        return Arena.page(page) + (random.nextBoolean() ? 0 : Page.SIZE - 1 - random.nextInt(9));
    }

    private static Call onObject(Random random) {
        int object = random.nextInt(2);
        long position = random.nextInt(9) * (long) Page.SIZE;
        position += random.nextBoolean() ? 0 : random.nextInt(Page.SIZE);
        return switch (random.nextInt(4)) {
            case 0, 1 -> new Call.Resize(object, position);
            case 2 -> new Call.Write(object, position, random.nextLong());
            default -> new Call.Read(object, position);
        };
    }
}
