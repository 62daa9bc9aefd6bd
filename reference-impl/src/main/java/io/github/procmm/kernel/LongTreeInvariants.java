package io.github.procmm.kernel;

/**
 * What must hold of a tree between any two operations.
 *
 * <ul>
 *   <li>Keys ascend, and lie between the fences above them.
 *   <li>All leaves are on level 0; nodes hold no more than their width and, except for the root, no
 *       less than three eighths of it. A root branch has two children or more.
 *   <li>Slots in use are filled, others are empty, so that nothing removed is held on to.
 *   <li>What hangs from a node of another owner is not the tree's own.
 *   <li>The size is the number of values.
 * </ul>
 */
final class LongTreeInvariants {

    private final LongTree<?> tree;
    private long previousKey = -1;
    private int values;

    LongTreeInvariants(LongTree<?> tree) {
        this.tree = tree;
    }

    void check() {
        check(tree.root, tree.top, 0, Long.MAX_VALUE, true);
        require(values == tree.size, "size " + tree.size + " of " + values + " values");
    }

    /** Checks the subtree of {@code node}, whose keys lie in {@code [low, high)}. */
    private void check(LongTreeNode node, int level, long low, long high, boolean owned) {
        boolean own = node.owner == tree.token;
        require(owned || !own, "a node of the tree hangs from one that is shared");
        require(node.branch == level > 0, "a branch on level 0, or a leaf above");
        checkFill(node);
        for (int i = 0; i < node.count; i++) {
            if (!node.branch) {
                checkKey(node.keys[i], low, high);
                continue;
            }
            long childLow = i == 0 ? low : node.keys[i];
            long childHigh = i == node.count - 1 ? high : node.keys[i + 1];
            require(low <= childLow && childHigh <= high, "a fence outside of those above");
            check(node.child(i), level - 1, childLow, childHigh, own);
        }
    }

    private void checkFill(LongTreeNode node) {
        if (node == tree.root) {
            require(!node.branch || node.count > 1, "a root branch of " + node.count);
        } else {
            require(node.keys.length == tree.width, "a node of width " + node.keys.length);
            require(!node.isPoor(), "a node of " + node.count);
        }
        for (int i = 0; i < node.slots.length; i++) {
            require((node.slots[i] != null) == i < node.count, "slot " + i + " of " + node.count);
        }
    }

    private void checkKey(long key, long low, long high) {
        require(previousKey < key, key + " after " + previousKey);
        require(low <= key && key < high, key + " not in [" + low + ", " + high + ")");
        previousKey = key;
        values++;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
