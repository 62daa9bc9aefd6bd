package io.github.procmm.fuzz;

import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.kernel.Page;
import io.github.procmm.wire.Dialect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Numbers that a history is about: a few pages, their edges, and now and then the far ends. */
final class Numbers {

    static final int PAGES = 10;
    private static final int LONGEST = 5;

    /** Pages whose addresses are negative where they are taken for signed numbers of 32 bits. */
    private static final long NEGATIVE_INT = 0x9000_0000L;

    /** Where in a page an access begins: so that others meet what was stored, or around its end. */
    private static final int[] PLACES = {0, 0, 0, 0, 0, 0, 8, 0xff0, 0xff8, 0xffb, 0xffd, 0xfff};

    private final Random random;
    private final boolean odd;
    private final long base;
    private final long taskSize;
    private final int pages;
    private final int longest;
    private final boolean few;

    /** The offset of what is mapped at the first page, mostly. */
    private final long page0;

    private final Map<Long, Aims> known = new HashMap<>();
    private Aims aims = new Aims();
    private boolean bold;

    /**
     * Begins with a history.
     *
     * @param traits whether there are to be odd numbers, and few pages
     * @param taskSize where the host's addresses end
     */
    Numbers(Random random, Traits traits, Dialect host, long taskSize) {
        this.random = random;
        this.odd = traits.has(Trait.ODD_NUMBERS);
        this.taskSize = taskSize;
        this.base = base(host);
        this.few = traits.has(Trait.CROWD);
        this.page0 = few ? random.nextInt(3) * (long) Page.SIZE : 0;
        boolean crowded = few || random.nextBoolean();
        this.pages = 3 + random.nextInt(few ? 2 : crowded ? 3 : PAGES - 2);
        this.longest = 1 + random.nextInt(few ? 1 + random.nextInt(2) : crowded ? 2 : LONGEST);
    }

    private long base(Dialect host) {
        boolean wide = host.abi().wordSize() == Long.BYTES;
        int choice = odd ? random.nextInt(8) : 0;
        return switch (choice) {
            case 5 -> taskSize - PAGES / 2 * (long) Page.SIZE;
            case 6 -> wide ? 0x1_0000_0000L - PAGES / 2 * (long) Page.SIZE : 0x3000_0000L;
            case 7 -> 0x1_0000L;
            default -> once(3) ? NEGATIVE_INT : 0x1000_0000L;
        };
    }

    /**
     * Begins with what is asked next. Once in a while that has several mistakes: which of them is
     * told depends on the order in which they are looked for.
     */
    void begin() {
        bold = once(5);
    }

    /** True once in so many times, and more often where there are to be several mistakes. */
    boolean oddly(boolean may, int in) {
        return may && once(bold ? 2 : in);
    }

    /** Returns the first and the last page of each of the areas that are known. */
    Set<Long> edges() {
        Set<Long> edges = new TreeSet<>();
        for (int i = 0; i < aims.count(); i++) {
            edges.add(aims.start(i));
            edges.add(aims.start(i) + (aims.pages(i) - 1) * (long) Page.SIZE);
        }
        return edges;
    }

    Random random() {
        return random;
    }

    /** True once in so many times. */
    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    int oneOf(int... some) {
        return some[random.nextInt(some.length)];
    }

    /** Returns a few of some, or all: what comes again and again meets itself. */
    int[] someOf(int[] some) {
        if (once(3)) {
            return some;
        }
        int[] few = new int[1 + random.nextInt(3)];
        for (int i = 0; i < few.length; i++) {
            few[i] = oneOf(some);
        }
        return few;
    }

    long oneOf(long[] some) {
        return some[random.nextInt(some.length)];
    }

    /** Returns an address of the few pages: the start of one, mostly. */
    long page() {
        return base + random.nextInt(pages) * (long) Page.SIZE;
    }

    /** Returns a page that something has been mapped at, mostly. */
    long mapped() {
        if (aims.isEmpty() || once(6)) {
            return page();
        }
        int one = random.nextInt(aims.count());
        return aims.start(one) + random.nextInt(aims.pages(one)) * (long) Page.SIZE;
    }

    /** Returns a part of what has been mapped, mostly. */
    Part part() {
        if (aims.isEmpty() || once(4)) {
            long addr = addr();
            return new Part(addr, len(addr));
        }
        Part whole = whole();
        return once(6) ? new Part(whole.addr(), whole.len() + Page.SIZE) : whole;
    }

    /** Returns a part of what has been mapped, or from one such area into another. */
    Part whole() {
        if (aims.isEmpty()) {
            return new Part(page(), Page.SIZE);
        }
        int one = random.nextInt(aims.count());
        int first = once(2) ? 0 : random.nextInt(aims.pages(one));
        int left = aims.pages(one) - first;
        long length = once(2) ? left : 1 + random.nextInt(left);
        long start = aims.start(one) + first * (long) Page.SIZE;
        int other = random.nextInt(aims.count());
        long reach = aims.start(other) - start;
        return once(3) && reach > 0 && reach < PAGES * (long) Page.SIZE
                ? new Part(start, reach + Page.SIZE)
                : new Part(start, length * Page.SIZE);
    }

    /** A range of addresses. */
    record Part(long addr, long len) {}

    /** Returns the page in front of what has been mapped, or behind it. */
    long beside() {
        if (aims.isEmpty()) {
            return page();
        }
        int one = random.nextInt(aims.count());
        return aims.start(one) + (once(2) ? aims.pages(one) * (long) Page.SIZE : -Page.SIZE);
    }

    /** Notes where something is going to be mapped. */
    void note(long start, long len) {
        aims.note(start, len);
    }

    /** Notes that nothing is mapped any more in a part. */
    void forget(Part part) {
        aims.forget(part.addr(), part.len());
    }

    /** Knows nothing of an address space. */
    void forget(long space) {
        known.remove(space);
    }

    /** Knows of another address space what is known of the one that this is about. */
    void copy(long space) {
        known.put(space, aims.copy());
    }

    /** Whether nothing is known of the address space that this is about. */
    boolean knowsNothing() {
        return aims.isEmpty();
    }

    /** Makes what follows be about one address space. */
    void aimAt(long space) {
        aims = known.computeIfAbsent(space, unseen -> new Aims());
    }

    /** Makes what follows be about the address space of a file. */
    void aimAt(Opened mm) {
        aimAt(key(mm.process(), mm.fd()));
    }

    /** Notes what there is in an address space. */
    void see(long space, String maps) {
        known.computeIfAbsent(space, unseen -> new Aims()).see(maps);
    }

    /**
     * Notes what there is in an address space.
     *
     * @param ranges start and end of each area
     */
    void see(long space, long[] ranges) {
        known.computeIfAbsent(space, unseen -> new Aims()).see(ranges);
    }

    /** Returns what the address space of a file is known by. */
    static long key(int process, int fd) {
        return ((long) process << Integer.SIZE) | Integer.toUnsignedLong(fd);
    }

    /** Returns what the space is known by that a session's handle names. */
    static long key(Client client, Handed handed) {
        return Long.MIN_VALUE
                | (long) client.number() << 48
                | (long) handed.step() << 24
                | handed.from();
    }

    /** Returns what the space is known by that a record of the next frame makes. */
    static long key(Client client, int record) {
        return Long.MIN_VALUE | (long) client.number() << 48 | 0xff_ffffL << 24 | record;
    }

    long base() {
        return base;
    }

    long addr() {
        if (!oddly(odd, 6)) {
            return switch (random.nextInt(5)) {
                case 0, 1 -> page();
                case 2 -> beside();
                default -> mapped();
            };
        }
        return switch (random.nextInt(6)) {
            case 0 -> page() + 1 + random.nextInt(Page.SIZE - 1);
            case 1 -> taskSize - random.nextInt(3) * (long) Page.SIZE;
            case 2 -> random.nextInt(2) * (long) Page.SIZE;
            case 3 -> 0xffff_f000L - random.nextInt(2) * (long) Page.SIZE;
            case 4 -> page() - 1;
            default -> -(1L + random.nextInt(3)) * Page.SIZE;
        };
    }

    /** Returns a length of a few pages, or one that wraps, mostly. */
    long len(long addr) {
        if (!oddly(odd, 4)) {
            long whole = (1L + random.nextInt(longest)) * Page.SIZE;
            return once(3) ? whole - random.nextInt(Page.SIZE) : whole;
        }
        return switch (random.nextInt(4)) {
            case 0 -> -addr + (random.nextInt(3) - 1) * (long) Page.SIZE;
            case 1 -> taskSize - addr + (random.nextInt(3) - 1) * (long) Page.SIZE;
            case 2 -> 0;
            default -> oneOf(FarNumbers.LENGTHS);
        };
    }

    /**
     * Returns an offset into an object of few pages: where pages are few, mostly that which goes on
     * from neighbour to neighbour; or one that goes to the end with a length.
     */
    long offset(long addr, long len) {
        long along = addr - base + page0;
        if (few && along >= 0 && !once(4)) {
            return along & -Page.SIZE;
        }
        long few = random.nextInt(once(2) ? 2 : 6) * (long) Page.SIZE;
        if (!oddly(odd, 5)) {
            return few;
        }
        if (once(3)) {
            long end = once(2) ? 0 : Long.MIN_VALUE;
            return end
                    - ((len + Page.SIZE - 1) & -Page.SIZE)
                    - (random.nextInt(4) - 1) * (long) Page.SIZE;
        }
        return once(3) ? few + 1 + random.nextInt(Page.SIZE - 1) : oneOf(FarNumbers.OFFSETS);
    }

    /** Returns where an access begins: at the start of a page, or around its end. */
    long place() {
        return mapped() + oneOf(PLACES);
    }
}
