package io.github.procmm.bench.area;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Areas in a persistent map, the peer that has snapshots too. */
final class PCollectionsAreas extends OrderedAreas {

    private TreePMap<Long, PeerArea> map = TreePMap.empty();

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
        map = map.plus(area.start(), area);
    }

    @Override
    void remove(long start) {
        map = map.minus(start);
    }

    @Override
    public List<PeerArea> list() {
        return List.copyOf(map.values());
    }
}
