package io.github.procmm.bench.area;

import java.util.SplittableRandom;

/**
 * Random map, unmap and protect of 1 to 16 pages, over so many pages that a number of areas stay.
 */
final class AreaWorkload {

    private static final long PAGE = 4096;

    /** What this mixture settles at; AreaPeersTest holds it to a tenth. */
    private static final double AREAS_A_PAGE = 0.117;

    private final long pages;
    private final SplittableRandom random = new SplittableRandom(42);

    AreaWorkload(int areas) {
        this.pages = Math.round(areas / AREAS_A_PAGE);
    }

    void fill(Areas areas) {
        for (long i = 0; i < pages; i++) {
            step(areas);
        }
    }

    void step(Areas areas) {
        long start = random.nextLong(pages) * PAGE;
        long end = start + (1 + random.nextInt(16)) * PAGE;
        int prot = random.nextInt(4);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> areas.map(start, end, prot);
            case 3, 4 -> areas.unmap(start, end);
            default -> areas.protect(start, end, prot);
        }
    }
}
