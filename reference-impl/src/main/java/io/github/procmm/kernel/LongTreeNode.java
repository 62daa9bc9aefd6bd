package io.github.procmm.kernel;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A node of a {@link LongTree}: entries of a key and a slot, in the order of their keys.
 *
 * <p>In a leaf a slot holds a value. In a branch it holds a child, and its key is a lower bound for
 * the child's keys which every key of the child before it stays under: a fence, not a copy of a
 * key. The fence of a branch's first child is never read, because whoever came down to the branch
 * has passed a fence above it already.
 *
 * <pre>
 *   branch     | -  | 40 |              keys[0] is not read
 *              slot   slot
 *               |       \
 *   leaves    |3|17|   |41|60|          a fence may be lower than the key it stands for
 * </pre>
 *
 * <p>Leaves and branches being alike, one set of moves serves both. A node may be changed only by
 * the tree whose edit token it carries; see {@link LongTreePath}, which sees to that.
 */
final class LongTreeNode {

    /** The leaf of every new tree. No tree owns it, and it has room for nothing. */
    static final LongTreeNode EMPTY = new LongTreeNode(new EditToken(), false, 0);

    final EditToken owner;
    final boolean branch;
    final long[] keys;
    final @Nullable Object[] slots;
    int count;

    LongTreeNode(EditToken owner, boolean branch, int width) {
        this.owner = owner;
        this.branch = branch;
        this.keys = new long[width];
        this.slots = new @Nullable Object[width];
    }

    private LongTreeNode(LongTreeNode node, EditToken owner) {
        this.owner = owner;
        this.branch = node.branch;
        this.keys = node.keys.clone();
        this.slots = node.slots.clone();
        this.count = node.count;
    }

    LongTreeNode copyFor(EditToken newOwner) {
        return new LongTreeNode(this, newOwner);
    }

    boolean isFull() {
        return count == keys.length;
    }

    /** Returns whether so little is left that the node should be joined or helped out. */
    boolean isPoor() {
        return count < keys.length * 3 / 8;
    }

    /** Returns whether the node could take {@code more} entries and not be full again at once. */
    boolean hasRoomFor(int more) {
        return count + more <= keys.length * 7 / 8;
    }

    Object slot(int index) {
        return Objects.requireNonNull(slots[index]);
    }

    LongTreeNode child(int index) {
        return (LongTreeNode) slot(index);
    }

    /**
     * Returns which child of a branch holds {@code key}, if any does. In a leaf: the index of the
     * greatest key not above {@code key}, or 0 if there is none.
     *
     * <p>The first step looks at three keys at once: they lie in different cache lines, and waiting
     * for the three together takes no longer than for one. Then the quarter is halved.
     */
    int childFor(long key) {
        int base = 0;
        int length = count;
        if (length >= 8) {
            int step = length >>> 2;
            int first = notAbove(step, key);
            int second = notAbove(2 * step, key);
            int third = notAbove(3 * step, key);
            base = (first + second + third) * step;
            length = third == 0 ? step : length - 3 * step;
        }
        while (length > 1) {
            int half = length >>> 1;
            base += half * notAbove(base + half, key);
            length -= half;
        }
        return base;
    }

    /**
     * Returns 1 if the key at {@code index} is not above {@code key}, else 0. There is no branch to
     * predict, which random keys would make dear, and no overflow, as no key is negative.
     */
    private int notAbove(int index, long key) {
        return 1 + (int) ((key - keys[index]) >> 63);
    }

    /** Returns the index of the greatest key of a leaf not above {@code key}, or -1. */
    int floor(long key) {
        int index = childFor(key);
        return index < count && keys[index] <= key ? index : -1;
    }

    /** Returns whether {@code key} lies between the first and last keys of a leaf. */
    boolean spans(long key) {
        return count > 0 && keys[0] <= key && key <= keys[count - 1];
    }

    void insert(int index, long key, Object slot) {
        System.arraycopy(keys, index, keys, index + 1, count - index);
        System.arraycopy(slots, index, slots, index + 1, count - index);
        keys[index] = key;
        slots[index] = slot;
        count++;
    }

    /** Removes the entries {@code [from, to)}. */
    void remove(int from, int to) {
        System.arraycopy(keys, to, keys, from, count - to);
        System.arraycopy(slots, to, slots, from, count - to);
        int newCount = count - (to - from);
        Arrays.fill(slots, newCount, count, null);
        count = newCount;
    }

    /** Puts copies of the entries {@code [from, to)} of {@code source} in at {@code index}. */
    void insertFrom(LongTreeNode source, int from, int to, int index) {
        int added = to - from;
        System.arraycopy(keys, index, keys, index + added, count - index);
        System.arraycopy(slots, index, slots, index + added, count - index);
        System.arraycopy(source.keys, from, keys, index, added);
        System.arraycopy(source.slots, from, slots, index, added);
        count += added;
    }

    /** Returns the number of values in and below this node. */
    int size() {
        if (!branch) {
            return count;
        }
        int size = 0;
        for (int i = 0; i < count; i++) {
            size += child(i).size();
        }
        return size;
    }
}
