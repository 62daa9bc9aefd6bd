package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A tree and a {@link TreeMap} to which the same is done: whatever the one holds, so must both. */
final class LongTreeTwin {

    final LongTree<String> tree;
    final LongTreeCursor<String> cursor;
    final NavigableMap<Long, String> model;

    LongTreeTwin(int width) {
        this(new LongTree<>(width), new TreeMap<>());
    }

    private LongTreeTwin(LongTree<String> tree, NavigableMap<Long, String> model) {
        this.tree = tree;
        this.cursor = tree.cursor();
        this.model = model;
    }

    /** Returns a twin of {@code width} with the keys 10, 20, ... up to {@code 10 * entries}. */
    static LongTreeTwin ofTens(int width, int entries) {
        LongTreeTwin twin = new LongTreeTwin(width);
        for (int i = 1; i <= entries; i++) {
            twin.put(10L * i, "v" + i);
        }
        return twin;
    }

    LongTreeTwin snapshot() {
        return new LongTreeTwin(tree.snapshot(), new TreeMap<>(model));
    }

    void put(long key, String value) {
        cursor.put(key, value);
        model.put(key, value);
        assertCursorIsOn(model.floorEntry(key));
    }

    /** Removes the first entry at or after {@code key}, if there is one. */
    void removeCeiling(long key) {
        Map.Entry<Long, String> gone = model.ceilingEntry(key);
        assertThat(cursor.seekCeiling(key)).isEqualTo(gone != null);
        if (gone != null) {
            cursor.remove();
            model.remove(gone.getKey());
            assertCursorIsOn(model.higherEntry(gone.getKey()));
        }
    }

    void removeRange(long from, long to) {
        cursor.removeRange(from, to);
        if (from < to) {
            model.subMap(from, to).clear();
        }
        assertCursorIsOn(model.ceilingEntry(from));
    }

    void setFloor(long key, String value) {
        Map.Entry<Long, String> floor = model.floorEntry(key);
        assertThat(cursor.seekFloor(key)).isEqualTo(floor != null);
        if (floor != null) {
            cursor.setValue(value);
            model.put(floor.getKey(), value);
        }
    }

    /** Gives the last entry not above {@code key} that key, or as high a one as order allows. */
    void raiseFloor(long key, String value) {
        Map.Entry<Long, String> floor = model.floorEntry(key);
        if (floor != null) {
            cursor.seekFloor(key);
            replace(floor.getKey(), key, value);
        }
    }

    /** Gives the first entry not below {@code key} that key. */
    void lowerCeiling(long key, String value) {
        Map.Entry<Long, String> ceiling = model.ceilingEntry(key);
        if (ceiling != null) {
            cursor.seekCeiling(key);
            replace(ceiling.getKey(), key, value);
        }
    }

    private void replace(long oldKey, long newKey, String value) {
        cursor.replace(newKey, value);
        model.remove(oldKey);
        model.put(newKey, value);
        assertCursorIsOn(model.floorEntry(newKey));
    }

    private void assertCursorIsOn(Map.Entry<Long, String> expected) {
        assertThat(cursor.valid()).isEqualTo(expected != null);
        if (expected != null) {
            assertThat(Map.entry(cursor.key(), cursor.value()))
                    .isEqualTo(Map.entry(expected.getKey(), expected.getValue()));
        }
    }

    void assertEqual() {
        tree.checkInvariants();
        assertThat(tree.size()).isEqualTo(model.size());
        assertThat(forwards()).isEqualTo(List.copyOf(model.entrySet()));
    }

    private List<Map.Entry<Long, String>> forwards() {
        List<Map.Entry<Long, String>> entries = new ArrayList<>();
        tree.forEach((value, key) -> entries.add(Map.entry(key, value)));
        return entries;
    }
}
