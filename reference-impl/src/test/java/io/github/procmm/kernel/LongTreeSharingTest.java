package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is copied, what is allocated, and how much heap a long history leaves an entry with. */
class LongTreeSharingTest {

    private static final int ENTRIES = 200_000;

    @Test
    void aSnapshotSharesAllNodesAndAChangeCopiesOnePath() {
        LongTree<String> tree = LongTreeTwin.ofTens(6, 500).tree;
        LongTree<String> snapshot = tree.snapshot();
        assertThat(nodes(snapshot)).isEqualTo(nodes(tree));

        LongTreeCursor<String> cursor = tree.cursor();
        cursor.seekFloor(2500);
        cursor.setValue("changed");
        assertThat(nodesOnlyIn(tree, snapshot)).hasSize(tree.top + 1);

        cursor.setValue("changed again");
        assertThat(nodesOnlyIn(tree, snapshot)).hasSize(tree.top + 1);
        assertThat(snapshot.get(2500)).isEqualTo("v250");
    }

    @Test
    void aFurtherChangeCopiesOnlyWhatIsStillShared() {
        LongTree<String> tree = LongTreeTwin.ofTens(6, 500).tree;
        LongTree<String> snapshot = tree.snapshot();
        LongTreeCursor<String> cursor = tree.cursor();
        cursor.seekFloor(2500);
        cursor.setValue("changed");
        Set<LongTreeNode> copied = nodesOnlyIn(tree, snapshot);

        for (long key : new long[] {10, 2400, 5000}) {
            cursor.seekFloor(key);
            cursor.setValue("changed");
            assertThat(nodes(tree)).containsAll(copied);
            copied = nodesOnlyIn(tree, snapshot);
        }
        assertThat(copied).hasSizeLessThan(4 * (tree.top + 1));
    }

    @Test
    void aTreeThatIsNotSharedIsChangedInPlace() {
        LongTree<String> tree = LongTreeTwin.ofTens(6, 500).tree;
        tree.snapshot();
        LongTreeCursor<String> cursor = tree.cursor();
        touchAll(cursor);
        Set<LongTreeNode> before = nodes(tree);

        touchAll(cursor);

        assertThat(nodes(tree)).isEqualTo(before);
    }

    @Test
    void seekingAndReplacingAllocateNothing() {
        LongTree<String> tree = LongTreeTwin.ofTens(32, 5000).tree;
        LongTreeCursor<String> cursor = tree.cursor();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            seekAndReplace(tree, cursor);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        // The measuring itself may allocate a little; an object a step would be 240,000 bytes.
        assertThat(least).isLessThan(1000);
    }

    private static void seekAndReplace(LongTree<String> tree, LongTreeCursor<String> cursor) {
        for (int i = 2; i < 5000; i++) {
            cursor.seekFloor(i * 7919L % 49_000 + 500);
            long key = cursor.key();
            cursor.setValue("same");
            cursor.replace(key + 1, "moved");
            cursor.replace(key, "moved back");
            cursor.next();
            cursor.previous();
            tree.get(key);
        }
    }

    @Test
    void aLongRandomHistoryKeepsTreesRightAndTheirNodesFull() {
        Random random = new Random(20);
        LongTreeTwin twin = new LongTreeTwin(32);
        LongTreeTwin snapshot = twin.snapshot();
        for (int i = 0; i < 3 * ENTRIES; i++) {
            if (i % ENTRIES == 0) {
                snapshot.assertEqual();
                twin.assertEqual();
                snapshot = twin.snapshot();
            }
            long key = random.nextInt(ENTRIES * 8) * 4096L;
            if (twin.model.size() < ENTRIES || i % 2 == 0) {
                twin.put(key, "v" + i % 64);
            } else {
                twin.removeCeiling(key);
            }
        }
        snapshot.assertEqual();
        twin.assertEqual();
        assertThat(bytes(twin.tree) / (double) twin.tree.size()).isLessThan(22);
    }

    /** Heap of the nodes, objects of 8 byte alignment with 4 byte references. */
    private static long bytes(LongTree<?> tree) {
        long bytesOfNode = 32 + (16 + 8L * tree.width) + (16 + 4L * tree.width);
        return nodes(tree).size() * bytesOfNode;
    }

    private static void touchAll(LongTreeCursor<String> cursor) {
        for (boolean more = cursor.seekCeiling(0); more; more = cursor.next()) {
            cursor.setValue("touched");
        }
    }

    private static Set<LongTreeNode> nodesOnlyIn(LongTree<?> tree, LongTree<?> other) {
        Set<LongTreeNode> nodes = nodes(tree);
        nodes.removeAll(nodes(other));
        return nodes;
    }

    private static Set<LongTreeNode> nodes(LongTree<?> tree) {
        Set<LongTreeNode> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(tree.root, nodes);
        return nodes;
    }

    private static void collect(LongTreeNode node, Set<LongTreeNode> nodes) {
        nodes.add(node);
        for (int i = 0; node.branch && i < node.count; i++) {
            collect(node.child(i), nodes);
        }
    }
}
