package io.github.procmm.kernel;

import java.util.ConcurrentModificationException;

/**
 * A place in a {@link LongTree}: on an entry, before the first or after the last. Trees are read in
 * order and changed through cursors.
 *
 * <p>A cursor is made once and used for many operations; using it allocates nothing, except for
 * nodes that a change adds or has to copy. A seek near the last place is found in its leaf without
 * going down the tree.
 *
 * <p>When entries have come, gone or been copied for this tree by another cursor, this one has to
 * seek before anything else; a {@link ConcurrentModificationException} tells who forgot. A snapshot
 * does not count: a cursor stays with its tree and in its place.
 */
final class LongTreeCursor<V> {

    private final LongTree<V> tree;
    private final LongTreePath path;
    private final LongTreeEdit edit;

    LongTreeCursor(LongTree<V> tree) {
        this.tree = tree;
        this.path = new LongTreePath(tree);
        this.edit = new LongTreeEdit(tree, path);
        seekCeiling(0);
    }

    /** Goes to the greatest key not above {@code key}, or before the first entry. */
    boolean seekFloor(long key) {
        find(key);
        return path.index() >= 0 || path.previousLeaf();
    }

    /** Goes to the least key not below {@code key}, or after the last entry. */
    boolean seekCeiling(long key) {
        find(key);
        return isOn(key) || next();
    }

    private void find(long key) {
        if (key < 0) {
            throw new IllegalArgumentException("key " + key + ", wanted 0 or more");
        }
        if (path.isCurrent() && path.leaf().spans(key)) {
            path.moveTo(path.leaf().floor(key));
        } else {
            path.descend(key);
        }
    }

    private boolean isOn(long key) {
        return path.index() >= 0 && path.leaf().keys[path.index()] == key;
    }

    /** Goes to the next entry, or after the last; returns whether there was one. */
    boolean next() {
        requireCurrent();
        int next = path.index() + 1;
        int count = path.leaf().count;
        if (next >= count && path.nextLeaf()) {
            return true;
        }
        path.moveTo(Math.min(next, count));
        return next < count;
    }

    /** Goes to the entry before, or before the first; returns whether there was one. */
    boolean previous() {
        requireCurrent();
        int previous = path.index() - 1;
        if (previous < 0 && path.previousLeaf()) {
            return true;
        }
        path.moveTo(Math.max(previous, -1));
        return previous >= 0;
    }

    /** Returns whether the cursor is on an entry. */
    boolean valid() {
        requireCurrent();
        return path.index() >= 0 && path.index() < path.leaf().count;
    }

    long key() {
        requireEntry();
        return path.leaf().keys[path.index()];
    }

    V value() {
        requireEntry();
        return tree.valueAt(path.leaf(), path.index());
    }

    void setValue(V value) {
        requireEntry();
        path.ownLeaf().slots[path.index()] = value;
    }

    /** Replaces the entry, key and all. It stays where it is, between the same neighbours. */
    void replace(long key, V value) {
        requireEntry();
        if (key != key() && !path.isBetweenNeighbours(key)) {
            throw new IllegalArgumentException("key " + key + " would leave its neighbours");
        }
        edit.changeKey(key);
        path.leaf().slots[path.index()] = value;
    }

    /** Gives {@code key} the value {@code value}, whether it had one or not, and goes there. */
    void put(long key, V value) {
        if (key == Long.MAX_VALUE) {
            throw new IllegalArgumentException("key 2^63 - 1, wanted at most 2^63 - 2");
        }
        find(key);
        if (isOn(key)) {
            path.ownLeaf().slots[path.index()] = value;
        } else {
            edit.insert(key, value);
        }
    }

    /** Removes the entry and goes to the next, or after the last. */
    void remove() {
        long key = key();
        edit.removeEntries(path.index() + 1);
        if (!path.isCurrent()) {
            seekCeiling(key);
        } else if (path.index() == path.leaf().count) {
            path.nextLeaf();
        }
    }

    /**
     * Removes what has a key in {@code [from, to)} and goes to the next entry, or after the last.
     */
    void removeRange(long from, long to) {
        while (seekCeiling(from) && key() < to) {
            edit.removeRun(to);
        }
    }

    private void requireEntry() {
        if (!valid()) {
            throw new IllegalStateException("the cursor is on no entry");
        }
    }

    private void requireCurrent() {
        if (!path.isCurrent()) {
            throw new ConcurrentModificationException("the tree has changed; seek first");
        }
    }
}
