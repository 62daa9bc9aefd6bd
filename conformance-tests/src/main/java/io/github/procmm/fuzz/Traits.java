package io.github.procmm.fuzz;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What one history is made of. Each has some of the kinds only: what is done to a few areas again
 * and again reaches further than a little of everything.
 */
final class Traits {

    /** A kind of call or record. */
    enum Trait {
        MAP,
        UNMAP,
        PROTECT,
        ACCESS,
        ANONYMOUS,
        SHARED,
        /** Not fixed, or only where nothing is. */
        PLACES,
        /** Attributes and bits that mean little or nothing. */
        ODD_BITS,
        /** Areas that may grow; accesses and places go badly with them. */
        GROWING,
        /** Addresses and lengths that are no pages, wrap, or lie at the ends. */
        ODD_NUMBERS,
        /** Records that are cut, longer, or have a bit turned. */
        MUTATIONS,
        /** Other ways to write: at a position, in segments, from memory that ends. */
        WAYS,
        DESCRIPTORS,
        RESIZES,
        TASKS,
        SEGMENTS,
        LIMITS,
        PROCESSES,
        /** Three or four pages, a few rights, nothing odd, and a look after every few calls. */
        CROWD,
        FRAMES,
        /** Calls that belong together, beside those of chance. */
        SCENES
    }

    /** What goes together and would seldom meet by chance. */
    private static final List<Set<Trait>> THEMES =
            List.of(
                    EnumSet.of(Trait.TASKS, Trait.SEGMENTS, Trait.DESCRIPTORS),
                    EnumSet.of(Trait.TASKS, Trait.SEGMENTS, Trait.MAP),
                    EnumSet.of(Trait.CROWD, Trait.MAP, Trait.ACCESS, Trait.PROTECT),
                    EnumSet.of(Trait.CROWD, Trait.MAP, Trait.ACCESS, Trait.RESIZES, Trait.SHARED),
                    EnumSet.of(Trait.CROWD, Trait.MAP, Trait.ACCESS, Trait.PROTECT, Trait.UNMAP),
                    EnumSet.of(Trait.CROWD, Trait.MAP, Trait.ACCESS, Trait.SHARED, Trait.PROTECT),
                    EnumSet.of(Trait.CROWD, Trait.FRAMES, Trait.MAP, Trait.ACCESS, Trait.TASKS),
                    EnumSet.of(Trait.CROWD, Trait.FRAMES, Trait.MAP, Trait.SHARED, Trait.ACCESS),
                    EnumSet.of(Trait.FRAMES, Trait.TASKS, Trait.SEGMENTS, Trait.WAYS),
                    EnumSet.of(Trait.FRAMES, Trait.TASKS, Trait.SEGMENTS, Trait.SCENES),
                    EnumSet.of(Trait.MAP, Trait.ACCESS, Trait.RESIZES, Trait.SHARED),
                    EnumSet.of(Trait.MAP, Trait.ACCESS, Trait.ANONYMOUS, Trait.PROTECT),
                    EnumSet.of(Trait.FRAMES, Trait.MAP, Trait.ACCESS, Trait.TASKS),
                    EnumSet.of(Trait.FRAMES, Trait.MAP, Trait.ODD_NUMBERS, Trait.MUTATIONS),
                    EnumSet.of(Trait.FRAMES, Trait.MAP, Trait.LIMITS),
                    EnumSet.of(Trait.FRAMES, Trait.MAP, Trait.LIMITS, Trait.UNMAP, Trait.SCENES),
                    EnumSet.of(Trait.FRAMES, Trait.LIMITS, Trait.SHARED, Trait.SCENES),
                    EnumSet.of(Trait.FRAMES, Trait.MAP, Trait.SHARED, Trait.DESCRIPTORS),
                    EnumSet.of(Trait.FRAMES, Trait.MAP, Trait.WAYS),
                    EnumSet.of(Trait.MAP, Trait.UNMAP, Trait.PROTECT, Trait.LIMITS),
                    EnumSet.of(Trait.MAP, Trait.PROTECT, Trait.LIMITS, Trait.ANONYMOUS),
                    EnumSet.of(Trait.MAP, Trait.PROTECT, Trait.ODD_NUMBERS, Trait.ODD_BITS),
                    EnumSet.of(Trait.MAP, Trait.PROTECT, Trait.GROWING, Trait.ODD_BITS),
                    EnumSet.of(Trait.PROTECT, Trait.GROWING, Trait.ODD_BITS, Trait.ODD_NUMBERS),
                    EnumSet.of(Trait.TASKS, Trait.SEGMENTS, Trait.LIMITS));

    /** What makes many calls fail: then there is little to be loaded. */
    private static final Set<Trait> ODD =
            EnumSet.of(
                    Trait.ODD_NUMBERS,
                    Trait.ODD_BITS,
                    Trait.MUTATIONS,
                    Trait.PLACES,
                    Trait.PROCESSES,
                    Trait.LIMITS);

    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);

    Traits(Random random, Part part) {
        for (Trait trait : Trait.values()) {
            if (random.nextInt(5) < 2) {
                traits.add(trait);
            }
        }
        if (random.nextInt(4) == 0) {
            traits.add(Trait.SCENES);
        }
        traits.remove(Trait.CROWD); // it is a theme's, or nothing odd would be left
        Set<Trait> theme =
                random.nextInt(3) == 0
                        ? EnumSet.noneOf(Trait.class)
                        : THEMES.get(random.nextInt(THEMES.size()));
        if (random.nextInt(4) < (theme.isEmpty() ? 1 : 3)) {
            traits.remove(Trait.FRAMES);
        }
        boolean accesses = traits.contains(Trait.ACCESS) || theme.contains(Trait.ACCESS);
        if (accesses && random.nextInt(3) != 0) {
            traits.removeAll(ODD);
        }
        traits.addAll(theme);
        if (traits.contains(Trait.CROWD)) {
            traits.removeAll(ODD);
        }
        if (random.nextInt(8) != 0) {
            traits.add(Trait.MAP);
        }
        switch (part) {
            case BOTH -> {}
            case V1 -> traits.remove(Trait.FRAMES);
            case V2 -> traits.add(Trait.FRAMES);
        }
        if (traits.contains(Trait.GROWING)) {
            traits.removeAll(EnumSet.of(Trait.ACCESS, Trait.PLACES, Trait.TASKS));
        }
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
