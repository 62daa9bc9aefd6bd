package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryObjectTest {

    private static final int HALF = Page.SIZE / 2;

    private final MemoryObject object = MemoryObject.regular("file", 2 * Page.SIZE + HALF);

    @Test
    void readingEndsWhereTheObjectDoes() {
        assertThat(object.read(2 * Page.SIZE + HALF - 3, 8)).hasSize(3);
        assertThat(object.read(2 * Page.SIZE + HALF, 8)).isEmpty();
        assertThat(object.read(1L << 40, 8)).isEmpty();
    }

    @Test
    void writingBehindTheEndExtendsTheObject() {
        object.write(5 * Page.SIZE - 1, new byte[] {7, 8});

        assertThat(object.size()).isEqualTo(5 * Page.SIZE + 1);
        assertThat(object.read(5 * Page.SIZE - 2, 8)).containsExactly(0, 7, 8);
    }

    @Test
    void V1_MEM_11_shrinkingZeroesWhatItCutsOffInTheLastPage() {
        object.write(Page.SIZE, new byte[] {1, 2, 3, 4});
        object.resize(Page.SIZE + 2);
        object.resize(3 * Page.SIZE);

        assertThat(object.read(Page.SIZE, 4)).containsExactly(1, 2, 0, 0);
    }

    @Test
    void V1_MEM_11_shrinkingToAPageBorderZeroesNothingBelow() {
        object.write(Page.SIZE - 1, new byte[] {1, 2});
        object.resize(Page.SIZE);
        object.resize(2 * Page.SIZE);

        assertThat(object.read(Page.SIZE - 1, 2)).containsExactly(1, 0);
    }

    @Test
    void V1_MEM_11_resizingToTheSameSizeZeroesWhatWasStoredBehindTheEnd() {
        object.writablePage(2)[HALF - 1] = 4;
        object.writablePage(2)[HALF] = 5;
        object.resize(2 * Page.SIZE + HALF);
        object.resize(3 * Page.SIZE);

        assertThat(object.read(2 * Page.SIZE + HALF - 1, 2)).containsExactly(4, 0);
    }

    /** A mapping can store there; the bytes were not part of the object, now they are. */
    @Test
    void V1_MEM_13_growingKeepsWhatWasStoredBehindTheEndInTheLastPage() {
        object.writablePage(2)[HALF] = 5;
        object.resize(4 * Page.SIZE);

        assertThat(object.read(2 * Page.SIZE + HALF, 2)).containsExactly(5, 0);
        assertThat(object.read(3 * Page.SIZE, Page.SIZE)).containsOnly(0).hasSize(Page.SIZE);
    }

    @Test
    void theLastPageIsThereAsSoonAsItHasOneByte() {
        assertThat(object.hasPage(2)).isTrue();
        assertThat(object.hasPage(3)).isFalse();
        object.resize(3 * Page.SIZE + 1);
        assertThat(object.hasPage(3)).isTrue();
        object.resize(0);
        assertThat(object.hasPage(0)).isFalse();
    }

    @Test
    void anObjectMayBeFarLargerThanTheHeap() {
        object.resize(Long.MAX_VALUE);
        object.write(1L << 60, new byte[] {9});

        assertThat(object.read((1L << 60) - 1, 2)).containsExactly(0, 9);
        assertThat(object.hasPage(Page.number(Long.MAX_VALUE))).isTrue();
    }

    @Test
    void negativeSizesAndPositionsAreTheCallersMistake() {
        assertThatThrownBy(() -> object.resize(-1)).hasMessage("size -1, wanted 0 or more");
        assertThatThrownBy(() -> object.read(-2, 1)).hasMessage("position -2, wanted 0 or more");
        assertThatThrownBy(() -> object.write(-3, new byte[1]))
                .hasMessage("position -3, wanted 0 or more");
        assertThatThrownBy(() -> MemoryObject.regular("file", -4))
                .hasMessage("size -4, wanted 0 or more");
    }
}
