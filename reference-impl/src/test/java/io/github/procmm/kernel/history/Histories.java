package io.github.procmm.kernel.history;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.Tuple;

/**
 * Random histories on a crowded arena. Most arguments are sensible, so that much is mapped; some
 * are not, so that checks meet each other.
 *
 * <p>What SPEC.md does not model is left out: MAP_LOCKED, MAP_POPULATE (fills pages, which shows in
 * which areas join), MAP_HUGETLB, MAP_DROPPABLE, MAP_32BIT, and what {@link History#growsDown}
 * names. So is what would hit a real host's own memory: ranges that reach over the arena and still
 * succeed.
 */
public final class Histories {

    private static final long TASK_SIZE = 0x7fff_ffff_f000L;

    private static final long[] STRANGE_ADDRESSES = {
        TASK_SIZE, TASK_SIZE + Page.SIZE, -1L << 47, -(long) Page.SIZE
    };

    private static final long[] STRANGE_LENGTHS = {
        0,
        TASK_SIZE,
        TASK_SIZE + 1,
        1L << 62,
        Long.MIN_VALUE,
        -2L * Page.SIZE,
        -(long) Page.SIZE,
        1L - Page.SIZE,
        -1
    };

    private static final long[] STRANGE_OFFSETS = {
        1000L * Page.SIZE,
        1L << 62,
        Long.MIN_VALUE - 3 * Page.SIZE,
        Long.MIN_VALUE - 2 * Page.SIZE,
        Long.MIN_VALUE - Page.SIZE,
        Long.MIN_VALUE,
        -2L * Page.SIZE,
        -(long) Page.SIZE
    };

    private static final long[] STRANGE_PROTS = {
        Prot.SEM, 0x10, 0x20, 0x8000_0000L, Prot.GROWSDOWN, Prot.GROWSUP, 0x0300_0000, 1L << 40
    };

    private static final long[] ATTRIBUTES = {
        MapFlags.NORESERVE,
        MapFlags.NORESERVE,
        MapFlags.STACK,
        MapFlags.DENYWRITE,
        MapFlags.EXECUTABLE,
        0x1_0000, // NONBLOCK
        0x8_0000, // SYNC
        1 << 22,
        1 << 26,
        1 << 30,
        1L << 31,
        1L << 40
    };

    private static final int[] IN_PAGE = {0, 8, 1, 2048, 4088, 4092, 4095};

    private final boolean growsDown;
    private final boolean protectionKeys;

    /** Where mappings are, mostly: few pages, so that they meet. */
    private final int crowded;

    /** Whether mappings differ in little, mostly, so that they join where they meet. */
    private final boolean plain;

    private Histories(boolean growsDown, boolean protectionKeys, int crowded, boolean plain) {
        this.growsDown = growsDown;
        this.protectionKeys = protectionKeys;
        this.crowded = crowded;
        this.plain = plain;
    }

    /**
     * Returns histories of up to {@code length} calls; jqwik makes those that fail shorter.
     *
     * @param protectionKeys whether the host takes EXEC alone to forbid loads: it is then not used
     */
    public static Arbitrary<History> upTo(int length, boolean protectionKeys) {
        return Combinators.combine(
                        Arbitraries.frequency(Tuple.of(6, false), Tuple.of(1, true)),
                        Arbitraries.of(5, 10, 20),
                        Arbitraries.of(true, false))
                .flatAs(
                        (grows, crowded, plain) ->
                                new Histories(grows, protectionKeys, crowded, plain)
                                        .histories(length));
    }

    private Arbitrary<History> histories(int length) {
        return Arbitraries.fromGenerator(random -> Shrinkable.unshrinkable(call(random)))
                .list()
                .ofMaxSize(length)
                .withSizeDistribution(RandomDistribution.uniform())
                .map(calls -> new History(growsDown, calls));
    }

    private Call call(Random random) {
        int kind = random.nextInt(27);
        if (kind < 10) {
            return map(random);
        }
        if (kind < 12) {
            return new Call.Unmap(address(random), length(random));
        }
        if (kind < 18) {
            return protect(random);
        }
        if (kind < 23) {
            return new Call.Store(place(random), 1 << random.nextInt(4), value(random));
        }
        if (kind < 25) {
            return new Call.Load(place(random), 1 << random.nextInt(4));
        }
        return kind < 26 ? new Call.Fetch(Arena.page(random.nextInt(crowded))) : onObject(random);
    }

    private Call map(Random random) {
        return new Call.Map(
                address(random),
                length(random),
                prot(random),
                flags(random),
                file(random),
                offset(random));
    }

    /** In a range that reaches above the arena, the first area may be the host's own. */
    private Call protect(Random random) {
        long length = length(random);
        boolean wild = length < 0 || length > Arena.END - Arena.START;
        long prot = prot(random);
        long grows = Prot.GROWSDOWN | Prot.GROWSUP;
        return new Call.Protect(address(random), length, wild ? prot & ~grows : prot);
    }

    private static Call onObject(Random random) {
        int object = random.nextInt(3) / 2;
        long position = random.nextInt(10) * (long) Page.SIZE;
        position += random.nextInt(3) == 0 ? random.nextInt(Page.SIZE) : 0;
        return switch (random.nextInt(3)) {
            case 0 -> new Call.Resize(object, position);
            case 1 -> new Call.Write(object, position, value(random));
            default -> new Call.Read(object, position);
        };
    }

    private long address(Random random) {
        int kind = random.nextInt(35);
        if (kind == 0) {
            return pick(STRANGE_ADDRESSES, random);
        }
        int lastPage = kind < 4 ? Arena.PAGES - 9 : crowded;
        long page = Arena.page(random.nextInt(lastPage + 1));
        return kind == 4 ? page + 1L + random.nextInt(Page.SIZE - 1) : page;
    }

    private long length(Random random) {
        int kind = random.nextInt(35);
        if (kind == 0) {
            return pick(STRANGE_LENGTHS, random);
        }
        if (kind < 3) {
            return 1L + random.nextInt(Page.SIZE - 1);
        }
        return (1L + random.nextInt(kind < 15 ? crowded / 3 + 1 : 2)) * Page.SIZE;
    }

    private long prot(Random random) {
        if (plain && random.nextInt(4) > 0) {
            return Prot.READ | Prot.WRITE;
        }
        long rights =
                switch (random.nextInt(7)) {
                    case 0, 1, 2 -> Prot.READ | Prot.WRITE;
                    case 3 -> Prot.READ;
                    case 4 -> Prot.READ | Prot.WRITE | Prot.EXEC;
                    default -> random.nextInt(8);
                };
        if (protectionKeys && rights == Prot.EXEC) {
            rights |= Prot.READ;
        }
        return random.nextInt(17) == 0 ? rights | pick(STRANGE_PROTS, random) : rights;
    }

    private long flags(Random random) {
        if (plain && random.nextInt(3) > 0) {
            return MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;
        }
        long flags = place(random.nextInt(25)) | (random.nextBoolean() ? MapFlags.ANONYMOUS : 0);
        int type = random.nextInt(17);
        if (type == 0) {
            type = random.nextInt(16);
            boolean droppable = type == 8 && (flags & MapFlags.ANONYMOUS) != 0;
            flags |= droppable ? 9 : type;
        } else {
            flags |= type < 7 ? MapFlags.SHARED : MapFlags.PRIVATE;
        }
        if (random.nextInt(10) == 0) {
            flags |= pick(ATTRIBUTES, random);
        }
        return growsDown && random.nextInt(4) == 0 ? flags | MapFlags.GROWSDOWN : flags;
    }

    private long place(int kind) {
        return switch (kind) {
            case 0, 1 -> growsDown ? MapFlags.FIXED : 0;
            case 2, 3 -> MapFlags.FIXED_NOREPLACE;
            case 4 -> MapFlags.FIXED | MapFlags.FIXED_NOREPLACE;
            default -> MapFlags.FIXED;
        };
    }

    private static int file(Random random) {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return random.nextBoolean() ? TestFile.CLOSED : -1;
        }
        if (kind < 3) {
            return random.nextInt(TestFile.values().length);
        }
        TestFile[] mappable = {
            TestFile.READ_WRITE,
            TestFile.READ_WRITE,
            TestFile.READ_ONLY,
            TestFile.READ_WRITE_DUP,
            TestFile.OTHER
        };
        return mappable[random.nextInt(mappable.length)].descriptor();
    }

    private static long offset(Random random) {
        int kind = random.nextInt(32);
        if (kind == 0) {
            return pick(STRANGE_OFFSETS, random);
        }
        return kind == 1 ? 1L + random.nextInt(Page.SIZE - 1) : random.nextInt(11) * 4096L;
    }

    /** From the page before the arena on. */
    private long place(Random random) {
        long page = Arena.page(random.nextInt(crowded + 3) - 1);
        return page + IN_PAGE[random.nextInt(IN_PAGE.length)];
    }

    private static long value(Random random) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | KernelMachine.CODES[random.nextInt(8)];
        }
        return value;
    }

    private static long pick(long[] values, Random random) {
        return values[random.nextInt(values.length)];
    }
}
