package io.github.procmm.kernel;

/**
 * Two neighbouring children of a branch, between which entries move.
 *
 * <pre>
 *   split      |abcdefgh|            ->  |abcd|efgh|
 *   even out   |abcdefgh|ijk|        ->  |abcde|fghijk|
 *   join       |abc|def|             ->  |abcdef|
 * </pre>
 *
 * <p>The branch must be its tree's own; children that have to change are copied if they are not.
 */
final class LongTreeSiblings {

    private LongTreeSiblings() {}

    /** Splits a full child in two; the branch has room for one more. */
    static void split(LongTreeNode branch, int index) {
        LongTreeNode left = own(branch, index);
        LongTreeNode right = new LongTreeNode(branch.owner, left.branch, left.keys.length);
        int middle = left.count / 2;
        right.insertFrom(left, middle, left.count, 0);
        left.remove(middle, left.count);
        branch.insert(index + 1, right.keys[0], right);
    }

    /** Gives some entries of a full child to a sibling that has room; returns whether one had. */
    static boolean spill(LongTreeNode branch, int index) {
        int left = roomierOf(branch, index - 1, index);
        if (left < 0) {
            return false;
        }
        evenOut(branch, left);
        return true;
    }

    /** Joins a poor child with a sibling, or else helps it out with a share of a sibling's. */
    static void mend(LongTreeNode branch, int index) {
        int left = poorerPair(branch, index - 1, index);
        if (branch.child(left).hasRoomFor(branch.child(left + 1).count)) {
            join(branch, left);
        } else {
            evenOut(branch, left);
        }
    }

    /** Returns which of the pairs that start at the two indexes can be evened out; -1: neither. */
    private static int roomierOf(LongTreeNode branch, int before, int after) {
        boolean roomBefore = before >= 0 && branch.child(before).hasRoomFor(1);
        boolean roomAfter = after + 1 < branch.count && branch.child(after + 1).hasRoomFor(1);
        if (roomBefore && roomAfter) {
            return poorerPair(branch, before, after);
        }
        return roomBefore ? before : roomAfter ? after : -1;
    }

    /** Returns which of the pairs that start at the two indexes exists and holds less. */
    private static int poorerPair(LongTreeNode branch, int before, int after) {
        if (before < 0) {
            return after;
        }
        if (after + 1 >= branch.count) {
            return before;
        }
        return branch.child(before).count <= branch.child(after + 1).count ? before : after;
    }

    private static void evenOut(LongTreeNode branch, int index) {
        LongTreeNode left = own(branch, index);
        LongTreeNode right = own(branch, index + 1);
        restoreFirstFence(right, 0, branch.keys[index + 1]);
        int half = (left.count + right.count) / 2;
        if (left.count > half) {
            right.insertFrom(left, half, left.count, 0);
            left.remove(half, left.count);
        } else {
            int moved = half - left.count;
            left.insertFrom(right, 0, moved, left.count);
            right.remove(0, moved);
        }
        branch.keys[index + 1] = right.keys[0];
    }

    private static void join(LongTreeNode branch, int index) {
        LongTreeNode left = own(branch, index);
        LongTreeNode right = branch.child(index + 1);
        int joint = left.count;
        left.insertFrom(right, 0, right.count, joint);
        restoreFirstFence(left, joint, branch.keys[index + 1]);
        branch.remove(index + 1, index + 2);
    }

    /** A branch's unread first fence begins to count once another child stands before it. */
    private static void restoreFirstFence(LongTreeNode node, int index, long fence) {
        if (node.branch) {
            node.keys[index] = fence;
        }
    }

    private static LongTreeNode own(LongTreeNode branch, int index) {
        LongTreeNode child = branch.child(index);
        if (child.owner == branch.owner) {
            return child;
        }
        LongTreeNode copy = child.copyFor(branch.owner);
        branch.slots[index] = copy;
        return copy;
    }
}
