package io.github.procmm.kernel;

/**
 * The way from a tree's root to one entry of a leaf, and the changes that can be made there.
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
    private final LongTreeNode[] nodes = new LongTreeNode[LongTree.MAX_LEVELS];
    private final int[] at = new int[LongTree.MAX_LEVELS];
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
    private int levelWithNext(int level) {
        do {
            level++;
        } while (level <= tree.top && at[level] == nodes[level].count - 1);
        return level;
    }

    private int levelWithPrevious() {
        int level = 1;
        while (level <= tree.top && at[level] == 0) {
            level++;
        }
        return level;
    }

    /** Returns a bound which the keys of the path's node at {@code level} stay under. */
    private long fenceAfter(int level) {
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
        edition = ++tree.edition;
    }

    /** Inserts an entry after the position, which is then on it. No key of the tree is equal. */
    void insert(long key, Object value) {
        while (nodes[0].isFull()) {
            makeRoom();
            descend(key);
        }
        ownLeaf().insert(++at[0], key, value);
        tree.size++;
        edition = ++tree.edition;
    }

    /**
     * Takes one step towards room in the full leaf: at the lowest level where a sibling can take
     * some or the branch above can take one more child. At most one step a level is needed.
     */
    private void makeRoom() {
        if (tree.isEmpty()) {
            tree.root = new LongTreeNode(tree.token, false, tree.width);
            return;
        }
        ownLeaf();
        for (int level = 0; level < tree.top; level++) {
            LongTreeNode branch = nodes[level + 1];
            if (LongTreeSiblings.spill(branch, at[level + 1])) {
                return;
            }
            if (!branch.isFull()) {
                LongTreeSiblings.split(branch, at[level + 1]);
                return;
            }
        }
        growRoot();
    }

    private void growRoot() {
        LongTreeNode root = new LongTreeNode(tree.token, true, tree.width);
        root.insert(0, 0, tree.root);
        LongTreeSiblings.split(root, 0);
        tree.root = root;
        tree.top++;
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

    /** Gives the entry at the position another key, which its neighbours' keys still enclose. */
    void changeKey(long key) {
        LongTreeNode leaf = ownLeaf();
        leaf.keys[at[0]] = key;
        if (at[0] == 0) {
            lowerFenceBefore(key);
        }
        if (at[0] == leaf.count - 1) {
            raiseFenceAfter(key);
        }
    }

    private void lowerFenceBefore(long key) {
        int level = levelWithPrevious();
        if (level <= tree.top) {
            long[] fences = nodes[level].keys;
            fences[at[level]] = Math.min(fences[at[level]], key);
        }
    }

    private void raiseFenceAfter(long key) {
        int level = levelWithNext(0);
        if (level <= tree.top) {
            long[] fences = nodes[level].keys;
            fences[at[level] + 1] = Math.max(fences[at[level] + 1], key + 1);
        }
    }

    /** Removes the leaf's entries from the position to {@code end}; may leave the path stale. */
    void removeEntries(int end) {
        LongTreeNode leaf = ownLeaf();
        leaf.remove(at[0], end);
        tree.size -= end - at[0];
        edition = ++tree.edition;
        if (leaf.isPoor()) {
            mend(0);
        }
    }

    /**
     * Removes, from the position on, what lies below {@code to} and hangs from one node: a run of
     * entries or, where whole children lie below {@code to}, a run of these from as high up as can
     * be. May leave the path stale.
     */
    void removeRun(long to) {
        int level = 0;
        while (level < tree.top && at[level] == 0 && fenceAfter(level) <= to) {
            level++;
        }
        LongTreeNode node = nodes[level];
        boolean toItsEnd = fenceAfter(level) <= to;
        if (level == 0) {
            removeEntries(toItsEnd ? node.count : node.floor(to - 1) + 1);
            return;
        }
        removeChildren(level, toItsEnd ? node.count : node.childFor(to));
    }

    private void removeChildren(int level, int end) {
        ownLeaf();
        LongTreeNode branch = nodes[level];
        for (int i = at[level]; i < end; i++) {
            tree.size -= branch.child(i).size();
        }
        branch.remove(at[level], end);
        mend(level);
    }

    /** Restores the fill of nodes from {@code level} up, and the root's; the path is then stale. */
    private void mend(int level) {
        for (int i = level; i < tree.top && nodes[i].isPoor(); i++) {
            LongTreeSiblings.mend(nodes[i + 1], at[i + 1]);
        }
        while (tree.root.branch && tree.root.count == 1) {
            tree.root = tree.root.child(0);
            tree.top--;
        }
        if (tree.root.count == 0) {
            tree.root = LongTreeNode.EMPTY;
            tree.top = 0;
        }
        tree.edition++;
    }
}
