package io.github.procmm.bench.area;

import org.jspecify.annotations.Nullable;

/** Areas in any ordered map that has floor, ceiling, put and remove. */
abstract class OrderedAreas implements Areas {

    abstract @Nullable PeerArea floor(long addr);

    abstract @Nullable PeerArea ceiling(long addr);

    abstract void put(PeerArea area);

    abstract void remove(long start);

    @Override
    public void map(long start, long end, int prot) {
        unmap(start, end);
        join(new PeerArea(start, end, prot));
    }

    @Override
    public void unmap(long start, long end) {
        PeerArea area = at(start);
        if (area == null) {
            area = ceiling(start);
        }
        while (area != null && area.start() < end) {
            if (area.start() < start) {
                put(area.before(start));
            } else {
                remove(area.start());
            }
            if (area.end() > end) {
                put(area.from(end));
            }
            area = area.end() >= end ? null : ceiling(area.end());
        }
    }

    @Override
    public void protect(long start, long end, int prot) {
        long from = start;
        PeerArea area = at(from);
        while (from < end && area != null) {
            long to = Math.min(end, area.end());
            if (area.prot() != prot) {
                protect(area, from, to, prot);
            }
            from = to;
            area = at(from);
        }
    }

    private @Nullable PeerArea at(long addr) {
        PeerArea area = floor(addr);
        return area == null || area.end() <= addr ? null : area;
    }

    private void protect(PeerArea area, long from, long to, int prot) {
        if (area.start() < from) {
            put(area.before(from));
        }
        if (area.end() > to) {
            put(area.from(to));
        }
        join(new PeerArea(from, to, prot));
    }

    /** Puts in or replaces an area, joined with those neighbours that it continues. */
    private void join(PeerArea area) {
        PeerArea joined = area;
        PeerArea below = area.start() == 0 ? null : floor(area.start() - 1);
        if (below != null && below.continuesInto(area)) {
            joined = new PeerArea(below.start(), joined.end(), area.prot());
        }
        PeerArea above = ceiling(area.end());
        if (above != null && joined.continuesInto(above)) {
            joined = new PeerArea(joined.start(), above.end(), area.prot());
            remove(above.start());
        }
        if (joined.start() != area.start()) {
            remove(area.start());
        }
        put(joined);
    }
}
