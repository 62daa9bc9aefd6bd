package io.github.procmm.fuzz;

import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Generation;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Prot;
import io.github.procmm.wire.Abi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thinks of MM_MMAP records, and of rights. Mutable: it goes on where it has mapped last. */
final class MmapMaker {

    private static final int RW = Prot.READ | Prot.WRITE;

    /** The rights that are given; those that allow most are given most. */
    private static final int[] RIGHTS = {
        RW, RW, RW, RW, RW | Prot.EXEC, Prot.READ, Prot.READ, Prot.READ | Prot.EXEC, Prot.WRITE, 0
    };

    /** With these, neighbours become one again when both have been stored to. */
    private static final int[] CROWD_RIGHTS = {RW, RW, RW | Prot.EXEC, Prot.READ};

    private static final int[] KEPT = {
        MapFlags.NORESERVE, MapFlags.STACK, MapFlags.DENYWRITE, MapFlags.EXECUTABLE, MapFlags.SYNC
    };

    private final World world;
    private final Traits traits;
    private final Numbers numbers;
    private final int[] rights;

    /** What many areas of a history have. */
    private final int kept;

    private final boolean loose;
    private @Nullable Mmap last;

    MmapMaker(World world, Traits traits, Numbers numbers) {
        this.world = world;
        this.traits = traits;
        this.numbers = numbers;
        this.rights = traits.has(Trait.CROWD) ? CROWD_RIGHTS : numbers.someOf(RIGHTS);
        this.kept = numbers.once(3) ? numbers.oneOf(KEPT) : 0;
        this.loose = isLoose(world);
    }

    /** Whether MAP_FIXED may be left out, and a length may be 0. */
    static boolean isLoose(World world) {
        return !world.host().generation().atLeast(Generation.SKAS3_2_6_2005);
    }

    /** Returns a record for a range, or for one beside what was mapped last. */
    Mmap next(int process, long addr, long len, Abi abi) {
        Mmap like = last;
        Mmap map =
                like == null || !numbers.once(4)
                        ? map(process, addr, len, abi)
                        : beside(like, process, abi);
        last = map;
        return map;
    }

    private Mmap map(int process, long addr, long len, Abi abi) {
        long flags = type();
        boolean places = (traits.has(Trait.PLACES) || loose) && numbers.once(3);
        if (places && numbers.once(4)) {
            addr = numbers.random().nextInt(0x11) * 0x1000L;
            addr = world.isFree(addr, len) ? addr : WriteMaker.fit(numbers.page(), abi);
        }
        flags |= places && numbers.once(2) ? 0 : MapFlags.FIXED;
        flags |= places && numbers.once(2) ? MapFlags.FIXED_NOREPLACE : 0;
        boolean anonymous = isAnonymous(process);
        flags |= anonymous ? MapFlags.ANONYMOUS : 0;
        flags |= kept != 0 && numbers.once(2) ? kept : 0;
        if (numbers.oddly(traits.has(Trait.ODD_BITS), 3)) {
            flags |= numbers.oneOf(KEPT);
            flags |= numbers.once(3) ? 1L << numbers.random().nextInt(Long.SIZE) : 0;
        }
        if (traits.has(Trait.GROWING) && numbers.once(2)) {
            flags |= MapFlags.GROWSDOWN;
        }
        int prot = prot(false);
        numbers.note(addr, len);
        return new Mmap(
                addr,
                len,
                prot,
                WriteMaker.fit(flags, abi),
                WriteMaker.fit(descriptor(process, anonymous), abi),
                WriteMaker.fit(anonymous && numbers.once(2) ? 0 : numbers.offset(addr, len), abi));
    }

    /**
     * Returns what goes on where another one ended, or ends where that began: the two may be one
     * area, or one thing is different.
     */
    private Mmap beside(Mmap like, int process, Abi abi) {
        boolean above = !numbers.once(4);
        long len = numbers.once(2) ? like.len() : Page.SIZE;
        long addr = WriteMaker.fit(above ? like.addr() + like.len() : like.addr() - len, abi);
        if (!world.isFree(addr, len)) {
            addr = WriteMaker.fit(numbers.page(), abi);
        }
        numbers.note(addr, len);
        boolean anonymous = (like.flags() & MapFlags.ANONYMOUS) != 0;
        boolean other = !anonymous && numbers.once(4);
        long offset = above ? like.offset() + like.len() : like.offset() - len;
        return new Mmap(
                addr,
                WriteMaker.fit(len, abi),
                numbers.once(4) ? prot(false) : like.prot(),
                WriteMaker.fit(like.flags(), abi),
                WriteMaker.fit(other ? descriptor(process, false) : like.fd(), abi),
                WriteMaker.fit(anonymous ? like.offset() : offset, abi));
    }

    private boolean isAnonymous(int process) {
        List<Opened> objects = world.opened(process);
        objects.removeIf(Opened::isMm);
        return !objects.isEmpty()
                ? traits.has(Trait.ANONYMOUS) && numbers.once(2)
                : !numbers.once(24);
    }

    private long type() {
        if (numbers.oddly(traits.has(Trait.ODD_BITS), 5)) {
            return numbers.oneOf(0, 3, 3, 3, 4, 5, 7, 9, 0xf);
        }
        boolean shared = traits.has(Trait.SHARED) && numbers.once(2);
        return shared ? MapFlags.SHARED : MapFlags.PRIVATE;
    }

    private long descriptor(int process, boolean anonymous) {
        if (anonymous && numbers.once(2)) {
            return -1;
        }
        boolean odd = traits.has(Trait.DESCRIPTORS) && numbers.once(8);
        List<Opened> objects = world.opened(process);
        objects.removeIf(some -> some.isMm() && !odd);
        return objects.isEmpty() || (odd && numbers.once(2))
                ? numbers.oneOf(-1, 99, 2000, 1 << 20)
                : wide(numbers.oneOf(objects).fd());
    }

    /** Only the lower half of a descriptor's word counts. */
    private long wide(int fd) {
        boolean more = traits.has(Trait.ODD_BITS) && numbers.once(12);
        return more ? fd | 1L << (Integer.SIZE + numbers.random().nextInt(Integer.SIZE)) : fd;
    }

    /** Returns rights, for MM_MPROTECT or for MM_MMAP. */
    int prot(boolean protect) {
        int prot = numbers.oneOf(rights);
        boolean grows = protect && traits.has(Trait.GROWING);
        if (!numbers.oddly(traits.has(Trait.ODD_BITS), grows ? 2 : 6)) {
            return prot;
        }
        return prot
                | (grows
                        ? numbers.oneOf(Prot.GROWSDOWN, Prot.GROWSUP, Prot.GROWSDOWN | Prot.GROWSUP)
                        : numbers.oneOf(Prot.SEM, 0x10, 0x40, 1 << 30));
    }
}
