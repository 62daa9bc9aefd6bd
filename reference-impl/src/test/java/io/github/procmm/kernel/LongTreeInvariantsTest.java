package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check that other tests trust: it has to see every way in which a tree can be broken. */
class LongTreeInvariantsTest {

    private static final int WIDTH = 8;

    private final LongTree<String> tree = LongTreeTwin.ofTens(WIDTH, 60).tree;
    private final LongTreeNode branch = tree.root.child(0);
    private final LongTreeNode leaf = branch.child(1);

    @BeforeEach
    void aTreeOfThreeLevelsIsRight() {
        assertThat(tree.top).isEqualTo(2);
        assertThatCode(tree::checkInvariants).doesNotThrowAnyException();
    }

    @Test
    void keysAscend() {
        leaf.keys[1] = leaf.keys[0];
        assertBroken(leaf.keys[0] + " after " + leaf.keys[0]);
    }

    @Test
    void keysLieBetweenTheFencesAbove() {
        long fence = branch.keys[1];
        leaf.keys[0] = fence - 1;
        assertBroken(fence - 1 + " not in [" + fence + ", " + branch.keys[2] + ")");
    }

    @Test
    void keysStayUnderTheFenceBehind() {
        long fence = branch.keys[2];
        leaf.keys[leaf.count - 1] = fence;
        assertBroken(fence + " not in [" + branch.keys[1] + ", " + fence + ")");
    }

    @Test
    void fencesLieBetweenThoseAbove() {
        branch.keys[branch.count - 1] = tree.root.keys[1] + 1;
        assertBroken("a fence outside of those above");
    }

    @Test
    void leavesAreOnLevel0() {
        tree.top++;
        assertBroken("a branch on level 0, or a leaf above");
    }

    @Test
    void branchesAreAboveLevel0() {
        tree.top--;
        assertBroken("a branch on level 0, or a leaf above");
    }

    @Test
    void aRootBranchHasTwoChildren() {
        tree.root.remove(1, tree.root.count);
        assertBroken("a root branch of 1");
    }

    @Test
    void aNodeHoldsNoLessThanThreeEighths() {
        leaf.remove(2, leaf.count);
        assertBroken("a node of 2");
    }

    @Test
    void aNodeHasTheWidthOfTheTree() {
        LongTreeNode wide = new LongTreeNode(tree.token, false, WIDTH + 1);
        wide.insertFrom(leaf, 0, leaf.count, 0);
        branch.slots[1] = wide;
        assertBroken("a node of width " + (WIDTH + 1));
    }

    @Test
    void slotsInUseAreFilled() {
        leaf.slots[leaf.count - 1] = null;
        assertBroken("slot " + (leaf.count - 1) + " of " + leaf.count);
    }

    @Test
    void slotsBehindThemAreEmpty() {
        int count = leaf.count;
        assertThat(count).isLessThan(WIDTH);
        leaf.slots[count] = "removed";
        assertBroken("slot " + count + " of " + count);
    }

    @Test
    void whatHangsFromASharedNodeIsNotTheTreesOwn() {
        tree.root.slots[0] = branch.copyFor(new EditToken());
        assertBroken("a node of the tree hangs from one that is shared");
    }

    @Test
    void theSizeIsTheNumberOfValues() {
        tree.size++;
        assertBroken("size 61 of 60 values");
    }

    private void assertBroken(String message) {
        assertThatThrownBy(tree::checkInvariants)
                .isInstanceOf(AssertionError.class)
                .hasMessage(message);
    }
}
