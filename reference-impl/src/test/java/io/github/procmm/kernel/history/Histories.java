package io.github.procmm.kernel.history;

import static io.github.procmm.model.MapFlags.ANONYMOUS;
import static io.github.procmm.model.MapFlags.FIXED;
import static io.github.procmm.model.MapFlags.FIXED_NOREPLACE;
import static io.github.procmm.model.MapFlags.PRIVATE;
import static io.github.procmm.model.MapFlags.SHARED;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random histories on a crowded arena. Most arguments are sensible, so that much is mapped; some
 * are not, so that checks meet each other.
 *
 * <p>What SPEC.md does not model is left out: MAP_LOCKED, MAP_POPULATE (fills pages, which shows in
 * which areas join), MAP_HUGETLB, MAP_DROPPABLE, and what {@link History#growsDown} names. So is
 * what would hit a real host's own memory: ranges that reach over the arena and still succeed.
 */
public final class Histories {

    private static final long TASK_SIZE = 0x7fff_ffff_f000L;

    /** Where mappings are, mostly: few pages, so that they meet. */
    private static final int CROWDED = 20;

    private final boolean growsDown;
    private final boolean protectionKeys;

    private Histories(boolean growsDown, boolean protectionKeys) {
        this.growsDown = growsDown;
        this.protectionKeys = protectionKeys;
    }

    /**
     * Returns histories of up to {@code length} calls.
     *
     * @param protectionKeys whether the host takes EXEC alone to forbid loads: it is then not used
     */
    public static Arbitrary<History> upTo(int length, boolean protectionKeys) {
        return Arbitraries.frequency(Tuple.of(6, false), Tuple.of(1, true))
                .flatMap(grows -> new Histories(grows, protectionKeys).histories(length));
    }

    private Arbitrary<History> histories(int length) {
        return calls().list()
                .ofMinSize(Math.min(10, length))
                .ofMaxSize(length)
                .map(calls -> new History(growsDown, calls));
    }

    private Arbitrary<Call> calls() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, maps()),
                Tuple.of(3, unmaps()),
                Tuple.of(6, protects()),
                Tuple.of(4, stores()),
                Tuple.of(3, loads()),
                Tuple.of(1, fetches()),
                Tuple.of(1, objectCalls()));
    }

    private Arbitrary<Call> maps() {
        return Combinators.combine(addresses(), lengths(), prots(), flags(), files(), offsets())
                .as(
                        (addr, len, prot, flags, file, offset) ->
                                new Call.Map(addr, len, prot, flags, file, offset));
    }

    private Arbitrary<Call> unmaps() {
        return Combinators.combine(addresses(), lengths()).as(Call.Unmap::new);
    }

    private Arbitrary<Call> protects() {
        return Combinators.combine(addresses(), lengths(), prots())
                .as(
                        (addr, len, prot) -> {
                            // The first area above may be the host's own.
                            boolean wild = len > Arena.END - Arena.START || len < 0;
                            return new Call.Protect(addr, len, wild ? prot & ~GROWS : prot);
                        });
    }

    private static final long GROWS = Prot.GROWSDOWN | Prot.GROWSUP;

    private static Arbitrary<Long> addresses() {
        Arbitrary<Long> pages =
                Arbitraries.frequencyOf(
                                Tuple.of(12, Arbitraries.integers().between(0, CROWDED)),
                                Tuple.of(1, Arbitraries.integers().between(0, Arena.PAGES - 9)))
                        .map(Arena::page);
        return Arbitraries.frequencyOf(
                Tuple.of(30, pages),
                Tuple.of(1, Combinators.combine(pages, inPage()).as(Long::sum)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                TASK_SIZE, TASK_SIZE + Page.SIZE, -1L << 47, -(long) Page.SIZE)));
    }

    private static Arbitrary<Long> inPage() {
        return Arbitraries.longs().between(1, Page.SIZE - 1);
    }

    /** Up to 8 pages, or more than the whole address space. */
    private static Arbitrary<Long> lengths() {
        Arbitrary<Long> pages =
                Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.longs().between(1, 3)),
                                Tuple.of(2, Arbitraries.longs().between(1, 8)))
                        .map(count -> count * Page.SIZE);
        return Arbitraries.frequencyOf(
                Tuple.of(30, pages),
                Tuple.of(2, inPage()),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                0L,
                                TASK_SIZE,
                                TASK_SIZE + 1,
                                1L << 62,
                                Long.MIN_VALUE,
                                -2L * Page.SIZE,
                                -(long) Page.SIZE,
                                1L - Page.SIZE,
                                -1L)));
    }

    private Arbitrary<Long> prots() {
        Arbitrary<Long> strange =
                Arbitraries.of(
                        0x8L,
                        0x10L,
                        0x20L,
                        0x8000_0000L,
                        0x0100_0000L,
                        0x0200_0000L,
                        0x0300_0000L,
                        1L << 40);
        Arbitrary<Long> rights =
                Arbitraries.frequencyOf(
                        Tuple.of(2, Arbitraries.of(0x3L, 0x1L)),
                        Tuple.of(1, Arbitraries.longs().between(0, 7)));
        return Arbitraries.frequencyOf(
                        Tuple.of(16, rights),
                        Tuple.of(1, Combinators.combine(rights, strange).as((a, b) -> a | b)))
                .map(prot -> protectionKeys && (prot & 7) == Prot.EXEC ? prot | Prot.READ : prot);
    }

    private Arbitrary<Long> flags() {
        Arbitrary<Integer> types =
                Arbitraries.frequencyOf(
                        Tuple.of(10, Arbitraries.of(PRIVATE)),
                        Tuple.of(6, Arbitraries.of(SHARED)),
                        Tuple.of(1, Arbitraries.integers().between(0, 15)));
        Arbitrary<Integer> places =
                Arbitraries.frequency(
                        Tuple.of(20, FIXED),
                        Tuple.of(2, FIXED_NOREPLACE),
                        Tuple.of(1, FIXED | FIXED_NOREPLACE),
                        Tuple.of(2, 0));
        Arbitrary<Integer> anonymous = Arbitraries.of(ANONYMOUS, 0);
        return Combinators.combine(types, places, anonymous, attributes()).as(this::flags);
    }

    private long flags(int type, int place, int anonymous, long attributes) {
        boolean droppable = type == 8 && anonymous != 0;
        long flags = (droppable ? 9 : type) | place | anonymous | attributes;
        if (!growsDown) {
            return flags;
        }
        return place == 0 ? flags | FIXED : flags;
    }

    private Arbitrary<Long> attributes() {
        Arbitrary<Long> without =
                Arbitraries.of(
                        (long) MapFlags.NORESERVE,
                        (long) MapFlags.STACK,
                        (long) MapFlags.DENYWRITE,
                        (long) MapFlags.EXECUTABLE,
                        0x1_0000L, // NONBLOCK
                        0x8_0000L, // SYNC
                        1L << 22,
                        1L << 26,
                        1L << 30,
                        1L << 31,
                        1L << 40);
        Arbitrary<Long> all =
                growsDown
                        ? Arbitraries.frequencyOf(
                                Tuple.of(1, without),
                                Tuple.of(3, Arbitraries.of((long) MapFlags.GROWSDOWN)))
                        : without;
        return Arbitraries.frequencyOf(
                Tuple.of(growsDown ? 3 : 9, Arbitraries.of(0L)), Tuple.of(1, all));
    }

    private static Arbitrary<Integer> files() {
        Arbitrary<TestFile> mappable =
                Arbitraries.frequency(
                        Tuple.of(6, TestFile.READ_WRITE),
                        Tuple.of(3, TestFile.READ_ONLY),
                        Tuple.of(2, TestFile.READ_WRITE_DUP),
                        Tuple.of(2, TestFile.OTHER));
        return Arbitraries.frequencyOf(
                Tuple.of(15, mappable.map(TestFile::descriptor)),
                Tuple.of(2, Arbitraries.of(TestFile.class).map(TestFile::descriptor)),
                Tuple.of(1, Arbitraries.of(TestFile.CLOSED, -1)));
    }

    private static Arbitrary<Long> offsets() {
        return Arbitraries.frequencyOf(
                Tuple.of(30, Arbitraries.longs().between(0, 10).map(page -> page * Page.SIZE)),
                Tuple.of(1, inPage()),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                1000L * Page.SIZE,
                                1L << 62,
                                Long.MIN_VALUE - 3 * Page.SIZE,
                                Long.MIN_VALUE - 2 * Page.SIZE,
                                Long.MIN_VALUE - Page.SIZE,
                                Long.MIN_VALUE,
                                -2L * Page.SIZE,
                                -(long) Page.SIZE)));
    }

    private static Arbitrary<Long> bytesToAccess() {
        return Combinators.combine(
                        Arbitraries.longs().between(-1, CROWDED + 8),
                        Arbitraries.of(0, 8, 1, 2048, 4088, 4092, 4095))
                .as((page, offset) -> Arena.page(page) + offset);
    }

    private static Arbitrary<Integer> sizes() {
        return Arbitraries.of(8, 1, 2, 4);
    }

    private static Arbitrary<Long> values() {
        return Arbitraries.integers()
                .between(0, KernelMachine.CODES.length - 1)
                .list()
                .ofSize(Long.BYTES)
                .map(
                        indices ->
                                indices.stream()
                                        .mapToLong(index -> KernelMachine.CODES[index])
                                        .reduce(0, (value, code) -> value << Byte.SIZE | code));
    }

    private static Arbitrary<Call> loads() {
        return Combinators.combine(bytesToAccess(), sizes()).as(Call.Load::new);
    }

    private static Arbitrary<Call> stores() {
        return Combinators.combine(bytesToAccess(), sizes(), values()).as(Call.Store::new);
    }

    private static Arbitrary<Call> fetches() {
        return Arbitraries.longs().between(0, CROWDED + 8).map(Arena::page).map(Call.Fetch::new);
    }

    private static Arbitrary<Call> objectCalls() {
        Arbitrary<Integer> objects = Arbitraries.of(0, 0, 1);
        Arbitrary<Long> positions =
                Arbitraries.frequencyOf(
                        Tuple.of(2, Arbitraries.longs().between(0, 10).map(p -> p * Page.SIZE)),
                        Tuple.of(1, Arbitraries.longs().between(0, 10L * Page.SIZE)));
        return Arbitraries.oneOf(
                Combinators.combine(objects, positions).as(Call.Resize::new),
                Combinators.combine(objects, positions, values()).as(Call.Write::new),
                Combinators.combine(objects, positions).as(Call.Read::new));
    }
}
