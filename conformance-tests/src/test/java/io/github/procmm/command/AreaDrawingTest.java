package io.github.procmm.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.report.AreaEntry;
import io.github.procmm.report.PictureRow;
import io.github.procmm.report.RangeEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Areas as lines of text. */
class AreaDrawingTest {

    private static final int WIDTH = 80;

    @Test
    void anAreaThatIsCutIsDrawnBeforeAndAfter() {
        List<PictureRow> rows =
                List.of(
                        row("before", area(0, 4)),
                        range("MM_MUNMAP", 1, 2),
                        row("after", area(0, 1), area(2, 4)));
        assertThat(new AreaDrawing(rows).lines(WIDTH))
                .containsExactly(
                        "before     A 10000000-10004000 rw-p",
                        "after      B 10000000-10001000 rw-p",
                        "           C 10002000-10004000 rw-p",
                        "",
                        "           10000000 10001000 10002000 10004000",
                        "before     |------------A-------------|",
                        "MM_MUNMAP           |========|",
                        "after      |---B----|        |---C----|");
    }

    @Test
    void whatDoesNotChangeIsLeftOutUnlessItTouchesWhatDoes() {
        List<PictureRow> rows =
                List.of(
                        row("before", area(0, 1), area(4, 5), area(9, 10)),
                        range("MM_MMAP", 5, 6),
                        row("after", area(0, 1), area(4, 5), area(5, 6), area(9, 10)));
        assertThat(new AreaDrawing(rows).lines(WIDTH))
                .startsWith(
                        "before   A 10004000-10005000 rw-p",
                        "after    A 10004000-10005000 rw-p",
                        "         B 10005000-10006000 rw-p",
                        "         and 2 areas that did not change",
                        "");
    }

    @Test
    void areasThatAreTheSameAreListedOnce() {
        List<PictureRow> rows =
                List.of(row("before", area(0, 1)), range("load", 0, 1), row("after", area(0, 1)));
        assertThat(new AreaDrawing(rows).lines(WIDTH))
                .startsWith("before  A 10000000-10001000 rw-p", "after   as before", "");
    }

    @Test
    void noAreaIsSaidAndDrawnAsNothing() {
        List<PictureRow> rows = List.of(row("got"), row("expected", area(0, 1)));
        assertThat(new AreaDrawing(rows).lines(WIDTH))
                .containsExactly(
                        "got       no area",
                        "expected  A 10000000-10001000 rw-p",
                        "",
                        "          10000000 10001000",
                        "got",
                        "expected  |---A----|");
    }

    @Test
    void moreThanFitIsListedAndNotDrawn() {
        List<AreaEntry> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(area(2 * i, 2 * i + 1));
        }
        List<PictureRow> rows = List.of(new PictureRow("got", many, null), row("expected"));
        assertThat(new AreaDrawing(rows).lines(WIDTH))
                .hasSize(41)
                .contains(
                        "          Z 10032000-10033000 rw-p", "          # 10034000-10035000 rw-p")
                .endsWith("expected  no area");
    }

    @Test
    void addressesOf64BitsAreInTheirOrder() {
        AreaEntry low = new AreaEntry("0x1000", "0x2000", "rw-p", "", "");
        AreaEntry high = new AreaEntry("0x7000000000000000", "0xfffffffffffff000", "rw-p", "", "");
        assertThat(new AreaDrawing(List.of(row("got", low, high))).lines(WIDTH))
                .contains(
                        "     00001000         00002000         7000000000000000 fffffffffffff000",
                        "got  |-------A--------|                |-------B--------|");
    }

    private static PictureRow row(String label, AreaEntry... areas) {
        return new PictureRow(label, List.of(areas), null);
    }

    private static PictureRow range(String label, int firstPage, int endPage) {
        RangeEntry range = new RangeEntry(address(firstPage), address(endPage));
        return new PictureRow(label, List.of(), range);
    }

    private static AreaEntry area(int firstPage, int endPage) {
        return new AreaEntry(address(firstPage), address(endPage), "rw-p", "", "");
    }

    private static String address(int page) {
        return "0x" + Long.toHexString(0x1000_0000L + page * 0x1000L);
    }
}
