package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ConcurrentModificationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small trees, enumerated: up to three levels of nodes of 6, at every place in them. */
class LongTreeTest {

    private static final int WIDTH = 6;
    private static final int ENTRIES = 45;

    @Test
    void anEmptyTreeHasNothingAnywhere() {
        LongTree<String> tree = new LongTree<>();
        LongTreeCursor<String> cursor = tree.cursor();

        assertThat(tree.isEmpty()).isTrue();
        assertThat(tree.get(0)).isNull();
        assertThat(cursor.valid()).isFalse();
        assertThat(cursor.seekFloor(5)).isFalse();
        assertThat(cursor.seekCeiling(5)).isFalse();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.previous()).isFalse();
        tree.checkInvariants();
    }

    @Test
    void theLowestAndHighestKeysAreKeysLikeOthers() {
        LongTreeTwin twin = LongTreeTwin.ofTens(WIDTH, ENTRIES);
        twin.put(Long.MAX_VALUE - 1, "last");
        twin.put(0, "first");
        twin.assertEqual();

        assertThat(twin.tree.get(0)).isEqualTo("first");
        assertThat(twin.tree.get(Long.MAX_VALUE - 1)).isEqualTo("last");
        twin.removeRange(0, Long.MAX_VALUE);
        twin.assertEqual();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
    void otherKeysAreRefused(long key) {
        LongTreeCursor<String> cursor = new LongTree<String>().cursor();
        assertThatThrownBy(() -> cursor.put(key, "v")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodySeeksANegativeKey() {
        LongTreeCursor<String> cursor = LongTreeTwin.ofTens(WIDTH, ENTRIES).tree.cursor();
        assertThatThrownBy(() -> cursor.seekFloor(Long.MIN_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cursor.seekCeiling(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSeekFindsTheNearestKeyOnItsSide() {
        for (int entries = 0; entries <= ENTRIES; entries++) {
            LongTreeTwin twin = LongTreeTwin.ofTens(WIDTH, entries);
            for (long key = 0; key <= 10L * entries + 11; key++) {
                assertThat(seekFloor(twin.cursor, key)).isEqualTo(twin.model.floorKey(key));
                assertThat(seekCeiling(twin.cursor, key)).isEqualTo(twin.model.ceilingKey(key));
                assertThat(seekFloor(twin.tree.cursor(), key)).isEqualTo(twin.model.floorKey(key));
                assertThat(twin.tree.get(key)).isEqualTo(twin.model.get(key));
            }
        }
    }

    @Test
    void aCursorWalksBothWaysAndTurnsAtTheEnds() {
        for (int entries = 1; entries <= ENTRIES; entries++) {
            LongTreeCursor<String> cursor = LongTreeTwin.ofTens(WIDTH, entries).tree.cursor();
            for (int i = 1; i <= entries; i++) {
                assertThat(cursor.key()).isEqualTo(10L * i);
                assertThat(cursor.next()).isEqualTo(i < entries);
            }
            assertThat(cursor.next()).isFalse();
            assertThat(cursor.valid()).isFalse();
            for (int i = entries; i >= 1; i--) {
                assertThat(cursor.previous()).isTrue();
                assertThat(cursor.key()).isEqualTo(10L * i);
            }
            assertThat(cursor.previous()).isFalse();
            assertThat(cursor.previous()).isFalse();
            assertThat(cursor.valid()).isFalse();
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.key()).isEqualTo(10);
        }
    }

    @Test
    void anEntryCanComeInAnywhere() {
        for (int entries = 0; entries <= ENTRIES; entries++) {
            for (int gap = 0; gap <= entries; gap++) {
                LongTreeTwin twin = LongTreeTwin.ofTens(WIDTH, entries);
                twin.put(10L * gap + 5, "new");
                twin.assertEqual();
            }
        }
    }

    @Test
    void anyEntryCanGo() {
        for (int entries = 1; entries <= ENTRIES; entries++) {
            for (int i = 1; i <= entries; i++) {
                LongTreeTwin twin = LongTreeTwin.ofTens(WIDTH, entries);
                twin.removeCeiling(10L * i);
                twin.assertEqual();
            }
        }
    }

    @Test
    void allEntriesCanGoOneByOneFromEitherEnd() {
        LongTreeTwin fromFirst = LongTreeTwin.ofTens(WIDTH, 300);
        LongTreeTwin fromLast = fromFirst.snapshot();
        for (int i = 300; i >= 1; i--) {
            fromFirst.removeCeiling(0);
            fromFirst.assertEqual();
            fromLast.removeCeiling(10L * i);
            fromLast.assertEqual();
        }
        assertThat(fromFirst.tree.top).isZero();
    }

    @Test
    void anyRangeCanGo() {
        for (int entries = 0; entries <= ENTRIES; entries += 3) {
            LongTreeTwin whole = LongTreeTwin.ofTens(WIDTH, entries);
            for (int from = 0; from <= entries + 1; from++) {
                for (int to = from; to <= entries + 1; to++) {
                    LongTreeTwin twin = whole.snapshot();
                    twin.removeRange(10L * from + from % 2, 10L * to + to % 2);
                    twin.assertEqual();
                }
            }
            whole.assertEqual();
        }
    }

    @Test
    void aRangeThatEndsBeforeItStartsHoldsNothing() {
        LongTreeTwin twin = LongTreeTwin.ofTens(WIDTH, ENTRIES);
        twin.removeRange(200, 100);
        twin.assertEqual();
    }

    @Test
    void anyKeyCanMoveAsFarAsItsNeighboursLeaveRoom() {
        for (int i = 1; i <= ENTRIES; i++) {
            LongTreeTwin twin = LongTreeTwin.ofTens(WIDTH, ENTRIES);
            twin.raiseFloor(10L * i + 9, "raised");
            twin.assertEqual();
            twin.lowerCeiling(10L * i - 9, "lowered");
            twin.assertEqual();
            twin.put(10L * i, "put back");
            twin.assertEqual();
        }
    }

    /** Fences may still stand where the neighbour was. */
    @Test
    void anyKeyCanMoveToWhereItsNeighbourWas() {
        for (int i = 1; i < ENTRIES; i++) {
            LongTreeTwin up = LongTreeTwin.ofTens(WIDTH, ENTRIES);
            LongTreeTwin down = up.snapshot();
            up.removeCeiling(10L * (i + 1));
            up.raiseFloor(10L * (i + 1) + 9, "raised");
            up.assertEqual();
            down.removeCeiling(10L * i);
            down.lowerCeiling(10L * i - 9, "lowered");
            down.assertEqual();
        }
    }

    @Test
    void aKeyCannotMovePastItsNeighbours() {
        LongTreeTwin twin = LongTreeTwin.ofTens(WIDTH, ENTRIES);
        for (int i = 2; i < ENTRIES; i++) {
            twin.cursor.seekFloor(10L * i);
            long before = 10L * (i - 1);
            long after = 10L * (i + 1);
            assertThatThrownBy(() -> twin.cursor.replace(before, "v"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> twin.cursor.replace(after, "v"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        twin.assertEqual();
    }

    @Test
    void aCursorThatMissedAChangeHasToSeek() {
        LongTreeTwin twin = LongTreeTwin.ofTens(WIDTH, ENTRIES);
        LongTreeCursor<String> late = twin.tree.cursor();
        twin.put(5, "new");

        assertThatThrownBy(late::key).isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(late::next).isInstanceOf(ConcurrentModificationException.class);
        assertThat(seekCeiling(late, 0)).isEqualTo(5);
    }

    @Test
    void aCursorOffTheEntriesHasNothingToGive() {
        LongTreeCursor<String> cursor = LongTreeTwin.ofTens(WIDTH, 1).tree.cursor();
        cursor.seekFloor(9);
        assertThatThrownBy(cursor::value).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(cursor::remove).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cursor.setValue("v")).isInstanceOf(IllegalStateException.class);
    }

    private static @Nullable Long seekFloor(LongTreeCursor<String> cursor, long key) {
        return cursor.seekFloor(key) ? (Long) cursor.key() : null;
    }

    private static @Nullable Long seekCeiling(LongTreeCursor<String> cursor, long key) {
        return cursor.seekCeiling(key) ? (Long) cursor.key() : null;
    }
}
