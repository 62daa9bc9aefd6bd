package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ConcurrentModificationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two cursors in one tree: what one does and the other has to be told. */
class LongTreeCursorsTest {

    private static final int ENTRIES = 45;

    private final LongTree<String> tree = LongTreeTwin.ofTens(6, ENTRIES).tree;
    private final LongTreeCursor<String> one = tree.cursor();
    private final LongTreeCursor<String> other = tree.cursor();

    /** Removals that leave nodes as they are and others that have them joined, at every entry. */
    static Stream<Named<Consumer<LongTreeCursor<String>>>> changes() {
        return IntStream.rangeClosed(1, ENTRIES)
                .mapToObj(i -> 10L * i)
                .flatMap(
                        key ->
                                Stream.of(
                                        Named.of("put behind " + key, c -> c.put(key + 5, "new")),
                                        Named.of("remove " + key, c -> remove(c, key, 1)),
                                        Named.of("remove 2 from " + key, c -> remove(c, key, 2)),
                                        Named.of(
                                                "remove range from " + key,
                                                c -> c.removeRange(key, 10L * key))));
    }

    private static void remove(LongTreeCursor<String> cursor, long key, int count) {
        for (int i = 0; i < count && cursor.seekCeiling(key); i++) {
            cursor.remove();
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void entriesThatCameOrWentAreToldOnTheNextUse(Consumer<LongTreeCursor<String>> change) {
        other.seekCeiling(250);

        change.accept(one);

        assertOutdated(other);
    }

    /** Or it would show and change the nodes that belong to the snapshot now. */
    @Test
    void nodesThatWereCopiedAreToldOnTheNextUse() {
        tree.snapshot();
        one.seekCeiling(250);
        other.seekCeiling(250);

        one.setValue("changed");

        assertOutdated(other);
        assertThat(other.seekCeiling(250)).isTrue();
        assertThat(other.value()).isEqualTo("changed");
    }

    @Test
    void aValueThatIsSetWhereItIsIsNoNews() {
        one.seekCeiling(250);
        other.seekCeiling(250);

        one.setValue("changed");

        assertThat(other.value()).isEqualTo("changed");
        assertThat(other.next()).isTrue();
        assertThat(other.key()).isEqualTo(260);
    }

    private static void assertOutdated(LongTreeCursor<String> cursor) {
        Stream.<ThrowingCallable>of(
                        cursor::valid,
                        cursor::key,
                        cursor::value,
                        cursor::next,
                        cursor::previous,
                        cursor::remove,
                        () -> cursor.setValue("late"),
                        () -> cursor.replace(250, "late"))
                .forEach(
                        use ->
                                assertThatThrownBy(use)
                                        .isInstanceOf(ConcurrentModificationException.class));
    }
}
