package io.github.procmm.kernel;

/**
 * The way from a tree's root to one entry of a leaf.
 *
 * <p>Level 0 is the leaf. On the leaf the position may also be one before the first entry or one
 * after the last; {@link LongTreeCursor} says what that means.
 *
 * <p>A node may be written only if it carries the tree's edit token. A node that does hangs from
 * one that does, as it was made or copied by an edit that owned the whole path above it; so asking
 * the leaf is enough.
 */
final class LongTreePath {

    private final LongTree<?> tree;
    final LongTreeNode[] nodes = new LongTreeNode[LongTree.MAX_LEVELS];
    final int[] at = new int[LongTree.MAX_LEVELS];
    private long edition;

    LongTreePath(LongTree<?> tree) {
        this.tree = tree;
        descend(0);
    }

    LongTreeNode leaf() {
        return nodes[0];
    }

    int index() {
        return at[0];
    }

    void moveTo(int index) {
        at[0] = index;
    }

    /** Returns whether nobody else has moved the tree's entries since this path was taken. */
    boolean isCurrent() {
        return edition == tree.edition;
    }

    /** Tells other paths that the tree has changed. This one has kept up with it. */
    void outdateOthers() {
        edition = ++tree.edition;
    }

    /** Goes to the entry with the greatest key of its leaf that is not above {@code key}. */
    void descend(long key) {
        LongTreeNode node = tree.root;
        for (int level = tree.top; level > 0; level--) {
            int child = node.childFor(key);
            nodes[level] = node;
            at[level] = child;
            node = node.child(child);
        }
        nodes[0] = node;
        at[0] = node.floor(key);
        edition = tree.edition;
    }

    /** Goes to the first entry of the next leaf; stays where it is if there is none. */
    boolean nextLeaf() {
        int level = levelWithNext(0);
        if (level > tree.top) {
            return false;
        }
        at[level]++;
        for (; level > 0; level--) {
            nodes[level - 1] = nodes[level].child(at[level]);
            at[level - 1] = 0;
        }
        return true;
    }

    /** Goes to the last entry of the leaf before; stays where it is if there is none. */
    boolean previousLeaf() {
        int level = levelWithPrevious();
        if (level > tree.top) {
            return false;
        }
        at[level]--;
        for (; level > 0; level--) {
            nodes[level - 1] = nodes[level].child(at[level]);
            at[level - 1] = nodes[level - 1].count - 1;
        }
        return true;
    }

    /** Returns the lowest level above {@code level} with a child after the path's, or top + 1. */
    int levelWithNext(int level) {
        do {
            level++;
        } while (level <= tree.top && at[level] == nodes[level].count - 1);
        return level;
    }

    /** Returns the lowest level above the leaf with a child before the path's, or top + 1. */
    int levelWithPrevious() {
        int level = 1;
        while (level <= tree.top && at[level] == 0) {
            level++;
        }
        return level;
    }

    /** Returns a bound which the keys of the path's node at {@code level} stay under. */
    long fenceAfter(int level) {
        int above = levelWithNext(level);
        return above > tree.top ? Long.MAX_VALUE : nodes[above].keys[at[above] + 1];
    }

    /** Makes the leaf, and with it the path, the tree's own, so that it can be written. */
    LongTreeNode ownLeaf() {
        if (nodes[0].owner != tree.token) {
            ownPath();
        }
        return nodes[0];
    }

    private void ownPath() {
        for (int level = tree.top; level >= 0; level--) {
            if (nodes[level].owner == tree.token) {
                continue;
            }
            nodes[level] = nodes[level].copyFor(tree.token);
            if (level == tree.top) {
                tree.root = nodes[level];
            } else {
                nodes[level + 1].slots[at[level + 1]] = nodes[level];
            }
        }
        outdateOthers();
    }

    /** Returns whether {@code key} lies between the keys before and after the position's. */
    boolean isBetweenNeighbours(long key) {
        return keyBefore() < key && key < keyAfter();
    }

    /** Returns the key before the position's, or -1. */
    private long keyBefore() {
        if (at[0] > 0) {
            return nodes[0].keys[at[0] - 1];
        }
        int level = levelWithPrevious();
        if (level > tree.top) {
            return -1;
        }
        LongTreeNode node = nodes[level].child(at[level] - 1);
        while (node.branch) {
            node = node.child(node.count - 1);
        }
        return node.keys[node.count - 1];
    }

    /** Returns the key after the position's, or {@link Long#MAX_VALUE}. */
    private long keyAfter() {
        if (at[0] < nodes[0].count - 1) {
            return nodes[0].keys[at[0] + 1];
        }
        int level = levelWithNext(0);
        if (level > tree.top) {
            return Long.MAX_VALUE;
        }
        LongTreeNode node = nodes[level].child(at[level] + 1);
        while (node.branch) {
            node = node.child(0);
        }
        return node.keys[0];
    }
}
