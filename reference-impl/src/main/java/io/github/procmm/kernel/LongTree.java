package io.github.procmm.kernel;

import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map from long keys, 0 to {@link Long#MAX_VALUE} - 1, to values: a B+ tree whose nodes
 * are shared with its snapshots until either side changes them.
 *
 * <p>Keys are addresses or page numbers below 2^63, so they are compared as signed numbers.
 *
 * <p>Nodes are wide, their keys in primitive arrays, since at more than some thousand entries a
 * step costs what its cache misses cost. A full node first gives to a neighbour and splits only if
 * the neighbours are nearly full, which keeps the nodes about three quarters full.
 *
 * <p>Every tree has an edit token, and writes only nodes that carry it; it copies others on the way
 * from the root to what changes. {@link #snapshot} gives both trees new tokens, so all nodes are
 * then shared and neither tree ever writes them again:
 *
 * <pre>
 *   snapshot       one side changes e
 *
 *    T     S          T       S
 *     \   /           |       |
 *      [ ]           [ ]'    [ ]
 *      / \            | \___ / \
 *    [a] [e]         [e]'  [a] [e]
 * </pre>
 *
 * <p>Reading and changing go through a {@link LongTreeCursor}. A tree is for one thread at a time,
 * but a snapshot may be handed, safely published, to another one.
 */
final class LongTree<V> {

    /** More than any tree can have: a branch keeps 12 children or more. */
    static final int MAX_LEVELS = 16;

    /** Measured: narrower costs memory, wider costs time spent moving entries. */
    private static final int DEFAULT_WIDTH = 32;

    final int width;
    LongTreeNode root = LongTreeNode.EMPTY;
    int size;

    /** The level of the root; leaves are level 0. */
    int top;

    /** What the nodes that this tree may write have as their owner. */
    EditToken token = new EditToken();

    /** Counts the changes after which a path taken earlier would lead elsewhere. */
    long edition;

    LongTree() {
        this(DEFAULT_WIDTH);
    }

    /** Makes a tree with nodes of at least 6 entries; narrow ones let a test see a high tree. */
    LongTree(int width) {
        if (width < 6) {
            throw new IllegalArgumentException("width " + width + ", wanted at least 6");
        }
        this.width = width;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    @Nullable V get(long key) {
        LongTreeNode node = root;
        while (node.branch) {
            node = node.child(node.childFor(key));
        }
        int index = node.floor(key);
        return index >= 0 && node.keys[index] == key ? valueAt(node, index) : null;
    }

    /** Returns a new cursor, on the first entry if there is one. */
    LongTreeCursor<V> cursor() {
        return new LongTreeCursor<>(this);
    }

    /** Returns a tree of the same entries that changes independently of this one. Takes O(1). */
    LongTree<V> snapshot() {
        LongTree<V> snapshot = new LongTree<>(width);
        snapshot.root = root;
        snapshot.size = size;
        snapshot.top = top;
        token = new EditToken();
        return snapshot;
    }

    /** Shows every entry to {@code action}, in the order of the keys. */
    void forEach(ObjLongConsumer<? super V> action) {
        forEach(root, action);
    }

    private void forEach(LongTreeNode node, ObjLongConsumer<? super V> action) {
        for (int i = 0; i < node.count; i++) {
            if (node.branch) {
                forEach(node.child(i), action);
            } else {
                action.accept(valueAt(node, i), node.keys[i]);
            }
        }
    }

    @SuppressWarnings("unchecked") // Only cursors of this tree and its snapshots put values in.
    V valueAt(LongTreeNode leaf, int index) {
        return (V) leaf.slot(index);
    }

    /** Throws {@link AssertionError} if the tree is not what its description says. For tests. */
    void checkInvariants() {
        new LongTreeInvariants(this).check();
    }
}
