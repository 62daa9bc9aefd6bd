package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How many cuts a piece makes that gets other rights: every piece of an area of three pages, among
 * all kinds of neighbours.
 *
 * <pre>
 *   page    0 1 2 3 4
 *   areas   B A A A C     B, C: none, with the rights that the piece gets, or with others
 *   piece     * *
 * </pre>
 */
class AreaCutsTest {

    private static final int OLD = Prot.READ | Prot.WRITE;
    private static final int NEW = Prot.READ;

    enum Neighbour {
        NONE,
        JOINED,
        OTHER
    }

    static Stream<Arguments> neighbours() {
        return Stream.of(Neighbour.values())
                .flatMap(
                        below ->
                                Stream.of(Neighbour.values())
                                        .map(above -> Arguments.of(below, above)));
    }

    @ParameterizedTest
    @MethodSource("neighbours")
    void V1_AREA_12_aPieceMakesACutAtEachEndWhereItNeitherEndsTheAreaNorJoins(
            Neighbour below, Neighbour above) {
        AreaMap areas = new AreaMap();
        Area area = area(1, 4, OLD);
        areas.add(area);
        addNeighbour(areas, 0, below);
        addNeighbour(areas, 4, above);

        for (int first = 1; first < 4; first++) {
            for (int end = first + 1; end <= 4; end++) {
                int cuts = 0;
                if (first > 1) {
                    cuts += end == 4 && above == Neighbour.JOINED ? 0 : 1;
                }
                if (end < 4) {
                    cuts += first == 1 && below == Neighbour.JOINED ? 0 : 1;
                }
                assertThat(areas.splitsToChange(area, area(first, end, NEW)))
                        .as("[%d,%d)", first, end)
                        .isEqualTo(cuts);
            }
        }
    }

    private static void addNeighbour(AreaMap areas, long page, Neighbour neighbour) {
        switch (neighbour) {
            case NONE -> {}
            case JOINED -> areas.add(area(page, page + 1, NEW));
            case OTHER -> areas.add(area(page, page + 1, Prot.NONE));
        }
    }

    private static Area area(long first, long end, int prot) {
        int bits = Area.bits(prot, MapFlags.PRIVATE | MapFlags.NORESERVE);
        return new Area(first * Page.SIZE, end * Page.SIZE, bits, null, 0);
    }
}
