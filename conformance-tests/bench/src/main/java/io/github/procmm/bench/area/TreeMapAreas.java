package io.github.procmm.bench.area;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Areas in java.util.TreeMap: what most would write first. */
final class TreeMapAreas extends OrderedAreas {

    private final TreeMap<Long, PeerArea> map = new TreeMap<>();

    @Override
    @Nullable PeerArea floor(long addr) {
        Map.Entry<Long, PeerArea> entry = map.floorEntry(addr);
        return entry == null ? null : entry.getValue();
    }

    @Override
    @Nullable PeerArea ceiling(long addr) {
        Map.Entry<Long, PeerArea> entry = map.ceilingEntry(addr);
        return entry == null ? null : entry.getValue();
    }

    @Override
    void put(PeerArea area) {
        map.put(area.start(), area);
    }

    @Override
    void remove(long start) {
        map.remove(start);
    }

    @Override
    public List<PeerArea> list() {
        return List.copyOf(map.values());
    }
}
