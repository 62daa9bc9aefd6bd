package io.github.procmm.fuzz;

import io.github.procmm.backend.Feature;
import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.OpFlags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thinks of the MAP records of frames, and of rights and lengths. Mutable. */
final class MapRecords {

    private static final int[] RIGHTS = {
        Prot.READ | Prot.WRITE,
        Prot.READ | Prot.WRITE,
        Prot.READ | Prot.WRITE | Prot.EXEC,
        Prot.READ,
        Prot.READ | Prot.EXEC,
        Prot.WRITE,
        0
    };

    private static final int[] CROWD_RIGHTS = {
        Prot.READ | Prot.WRITE,
        Prot.READ | Prot.WRITE,
        Prot.READ | Prot.WRITE | Prot.EXEC,
        Prot.READ
    };

    private final World world;
    private final Traits traits;
    private final Numbers numbers;
    private final Handles handles;
    private final int[] some;
    private Command.@Nullable Map last;
    private boolean careful;

    MapRecords(World world, Traits traits, Numbers numbers, Handles handles) {
        this.world = world;
        this.traits = traits;
        this.numbers = numbers;
        this.handles = handles;
        this.some = traits.has(Trait.CROWD) ? CROWD_RIGHTS : numbers.someOf(RIGHTS);
    }

    /** Lets what follows ask only for what will be done, mostly. */
    void beCareful(boolean shall) {
        careful = shall;
    }

    /** Whole pages, mostly: everything else is refused before it has met anything. */
    private long len(long addr) {
        long len = numbers.len(addr);
        return world.isFree(addr, len) ? whole(len) : Page.SIZE;
    }

    long whole(long len) {
        long whole = (len + Page.SIZE - 1) & -Page.SIZE;
        return traits.has(Trait.ODD_NUMBERS) && numbers.once(10) ? len : whole;
    }

    int prot() {
        boolean odd = numbers.oddly(traits.has(Trait.ODD_BITS), 12);
        return numbers.oneOf(some) | (odd ? numbers.oneOf(8, 16, 1 << 30) : 0);
    }

    /** Returns a record that maps something in a space, and notes where. */
    Command map(List<Command> before, long space) {
        Command.Map like = last;
        Command.Map map =
                like == null || !numbers.once(4)
                        ? anyMap(before, space)
                        : beside(like, before, space);
        numbers.note(map.addr(), map.len());
        last = map;
        return map;
    }

    /**
     * Returns what goes on where another one ended, or ends where that began: the two may be one
     * area, or one thing is different.
     */
    private Command.Map beside(Command.Map like, List<Command> before, long space) {
        boolean above = !numbers.once(4);
        boolean anonymous = like.object() == 0;
        long len = numbers.once(2) ? like.len() : Page.SIZE;
        int change = numbers.random().nextInt(8);
        return new Command.Map(
                space,
                change == 0 ? like.flags() ^ OpFlags.SHARED : like.flags() & ~OpFlags.ANYWHERE,
                above ? like.addr() + like.len() : like.addr() - len,
                len,
                anonymous ? 0 : handles.object(before),
                anonymous ? 0 : above ? like.offset() + like.len() : like.offset() - len,
                change == 1 ? prot() : like.prot(),
                change == 2 && world.offers(Feature.V2_MAX_PROT)
                        ? maxProt(like.prot())
                        : like.maxProt(),
                0,
                0);
    }

    private Command.Map anyMap(List<Command> before, long space) {
        long addr = numbers.addr();
        long len = len(addr);
        int flags = numbers.once(careful ? 6 : 2) ? 0 : OpFlags.REPLACE;
        boolean anywhere = traits.has(Trait.PLACES) && numbers.once(3);
        long end = 0;
        long align = 0;
        if (anywhere) {
            flags = OpFlags.ANYWHERE;
            end = addr + len + numbers.random().nextInt(8) * (long) Page.SIZE;
            align = numbers.once(3) ? alignment() : 0;
        }
        boolean anonymous =
                !traits.has(Trait.SHARED)
                        || numbers.once(2)
                        || (!handles.has(before, Handed.Kind.OBJECT) && !numbers.once(8));
        long object = anonymous ? 0 : handles.object(before);
        flags |= !anonymous && numbers.once(2) ? OpFlags.SHARED : 0;
        if (numbers.oddly(traits.has(Trait.ODD_BITS), 16)) {
            flags |= numbers.oneOf(3, 4, 8, 1 << 31);
        }
        int prot = prot();
        int maxProt = world.offers(Feature.V2_MAX_PROT) && numbers.once(3) ? maxProt(prot) : 0;
        long offset = anonymous ? 0 : numbers.offset(addr, len) & -Page.SIZE;
        return new Command.Map(space, flags, addr, len, object, offset, prot, maxProt, end, align);
    }

    private int maxProt(int prot) {
        return numbers.once(6) ? prot() : prot | prot();
    }

    /** A power of two, of a page at least, mostly. */
    private long alignment() {
        long pages = (long) Page.SIZE << numbers.random().nextInt(4);
        return numbers.once(6) ? numbers.oneOf(1, 8, 0x800, 0x3000) : pages;
    }
}
