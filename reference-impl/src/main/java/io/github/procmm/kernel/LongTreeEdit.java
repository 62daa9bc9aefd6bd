package io.github.procmm.kernel;

/** Changes of a tree at the place where a {@link LongTreePath} leads. */
final class LongTreeEdit {

    private final LongTree<?> tree;
    private final LongTreePath path;
    private final LongTreeNode[] nodes;
    private final int[] at;

    LongTreeEdit(LongTree<?> tree, LongTreePath path) {
        this.tree = tree;
        this.path = path;
        this.nodes = path.nodes;
        this.at = path.at;
    }

    /** Inserts an entry after the position, which is then on it. No key of the tree is equal. */
    void insert(long key, Object value) {
        while (path.leaf().isFull()) {
            makeRoom();
            path.descend(key);
        }
        path.ownLeaf().insert(++at[0], key, value);
        tree.size++;
        path.outdateOthers();
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
        path.ownLeaf();
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

    /** Gives the entry at the position another key, which its neighbours' keys still enclose. */
    void changeKey(long key) {
        LongTreeNode leaf = path.ownLeaf();
        leaf.keys[at[0]] = key;
        if (at[0] == 0) {
            lowerFenceBefore(key);
        }
        if (at[0] == leaf.count - 1) {
            raiseFenceAfter(key);
        }
    }

    private void lowerFenceBefore(long key) {
        int level = path.levelWithPrevious();
        if (level <= tree.top) {
            long[] fences = nodes[level].keys;
            fences[at[level]] = Math.min(fences[at[level]], key);
        }
    }

    private void raiseFenceAfter(long key) {
        int level = path.levelWithNext(0);
        if (level <= tree.top) {
            long[] fences = nodes[level].keys;
            fences[at[level] + 1] = Math.max(fences[at[level] + 1], key + 1);
        }
    }

    /** Removes the leaf's entries from the position to {@code end}; may leave the path stale. */
    void removeEntries(int end) {
        LongTreeNode leaf = path.ownLeaf();
        leaf.remove(at[0], end);
        tree.size -= end - at[0];
        path.outdateOthers();
        if (leaf.isPoor() && tree.top > 0) {
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
        while (level < tree.top && at[level] == 0 && path.fenceAfter(level) <= to) {
            level++;
        }
        LongTreeNode node = nodes[level];
        boolean toItsEnd = path.fenceAfter(level) <= to;
        if (level == 0) {
            removeEntries(toItsEnd ? node.count : node.floor(to - 1) + 1);
            return;
        }
        removeChildren(level, toItsEnd ? node.count : node.childFor(to));
    }

    private void removeChildren(int level, int end) {
        path.ownLeaf();
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
