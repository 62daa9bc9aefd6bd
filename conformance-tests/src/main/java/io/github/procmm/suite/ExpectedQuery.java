package io.github.procmm.suite;

import java.io.Serializable;
import java.util.List;

/**
 * What a QUERY has to report: table 20.1.
 *
 * @param epoch another one when an area has changed
 * @param mapped how many bytes the space has mapped
 * @param total how many areas the space has
 * @param areas those reported, in ascending order
 */
public record ExpectedQuery(ExpectedNumber epoch, long mapped, int total, List<Area> areas)
        implements Serializable {

    /** Bits of {@code kind}. */
    public static final int SHARED = 4;

    public static final int ANONYMOUS = 8;
    public static final int SEALED = 16;

    /** Copies the list. */
    public ExpectedQuery {
        areas = List.copyOf(areas);
    }

    /**
     * An area, in bytes.
     *
     * @param prot by the bits of table 18.3
     * @param maxProt the most that it may be given
     * @param kind by the bits of table 20.1
     */
    public record Area(long start, long end, long offset, long tag, int prot, int maxProt, int kind)
            implements Serializable {}
}
