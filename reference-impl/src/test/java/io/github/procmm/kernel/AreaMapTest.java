package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How areas are cut and joined; a letter in a picture is an area, a digit its lineage. */
class AreaMapTest {

    private static final int RW = Prot.READ | Prot.WRITE;
    private static final int ANONYMOUS = MapFlags.PRIVATE | MapFlags.ANONYMOUS;

    private final OpenObject file =
            new OpenObject(MemoryObject.regular("file", 64 * Page.SIZE), AccessMode.READ_WRITE);
    private final AreaMap areas = new AreaMap();

    @AfterEach
    void whatAlwaysHoldsHolds() {
        areas.checkInvariants();
    }

    /**
     *
     *
     * <pre>
     *   page     0 1 2 3 4
     *   before   A A A A A
     *   remove     - -
     *   after    A     A A     the upper part shows the file from page 3 on
     * </pre>
     */
    @Test
    void V1_AREA_1_removingTheMiddleLeavesTwoThatShowWhatTheyShowed() {
        areas.add(fileArea(0, 5, 0));

        remove(1, 3);

        assertThat(pictures()).containsExactly("[0,1) @0", "[3,5) @3");
    }

    @Test
    void V1_AREA_1_bothPartsKeepRightsAttributesAccountingAndLineage() {
        AnonIdentity lineage = new AnonIdentity();
        int bits = Area.bits(RW, ANONYMOUS | MapFlags.GROWSDOWN | MapFlags.LOCKED);
        areas.add(new Area(page(0), page(5), bits, null, 0).withAnon(lineage));

        remove(1, 3);

        for (Area part : List.of(areaAt(0), areaAt(3))) {
            assertThat(part.bits()).isEqualTo(bits);
            assertThat(part.anon()).isSameAs(lineage);
        }
    }

    /**
     *
     *
     * <pre>
     *   page     0 1 2 3 4 5 6 7
     *   before   A A   B   C C C
     *   remove     - - - - - -
     *   after    A           C C
     * </pre>
     */
    @Test
    void V1_AREA_1_removingCutsBothEndsAndTakesAllBetween() {
        areas.add(fileArea(0, 2, 0));
        areas.add(fileArea(3, 4, 10));
        areas.add(fileArea(5, 8, 20));

        remove(1, 6);

        assertThat(pictures()).containsExactly("[0,1) @0", "[6,8) @21");
    }

    @Test
    void removingWhereNothingIsChangesNothing() {
        areas.add(fileArea(0, 2, 0));
        areas.add(fileArea(4, 6, 10));

        remove(2, 4);

        assertThat(pictures()).containsExactly("[0,2) @0", "[4,6) @10");
    }

    @Test
    void bytesAreCountedThroughEveryCut() {
        areas.add(fileArea(0, 8, 0));
        remove(2, 3);
        remove(0, 1);
        remove(6, 20);

        assertThat(areas.mappedBytes()).isEqualTo(4 * Page.SIZE);
        assertThat(areas.mappedBytesIn(page(1), page(5))).isEqualTo(3 * Page.SIZE);
    }

    /**
     *
     *
     * <pre>
     *   page     0 1 2 3 4 5
     *   before   A A     C C
     *   add          B B
     *   after    A A A A A A
     * </pre>
     */
    @Test
    void V1_AREA_3_whatFillsTheGapJoinsBothSides() {
        areas.add(anonymous(0, 2));
        areas.add(anonymous(4, 6));

        areas.add(anonymous(2, 4));

        assertThat(pictures()).containsExactly("[0,6) @0");
    }

    /**
     *
     *
     * <pre>
     *   page     0 1 2 3 4 5
     *   before   1 1     2 2
     *   add          B B
     *   after    1 1 1 1 2 2
     * </pre>
     */
    @Test
    void V1_AREA_3_whatFillsTheGapBetweenTwoLineagesGoesToTheLowerOne() {
        areas.add(anonymous(0, 2).withAnon(new AnonIdentity()));
        areas.add(anonymous(4, 6).withAnon(new AnonIdentity()));

        areas.add(anonymous(2, 4));

        assertThat(pictures()).containsExactly("[0,4) @0", "[4,6) @0");
    }

    /**
     *
     *
     * <pre>
     *   page     0 1 2 3 4 5
     *   before   1 1     1 1     both parts of an area that was cut
     *   add          B B
     *   after    1 1 1 1 1 1
     * </pre>
     */
    @Test
    void V1_AREA_3_whatFillsTheGapWithinOneLineageJoinsBothSides() {
        areas.add(anonymous(0, 6).withAnon(new AnonIdentity()));
        remove(2, 4);

        areas.add(anonymous(2, 4));

        assertThat(pictures()).containsExactly("[0,6) @0");
    }

    @Test
    void V1_AREA_8_whatJoinsHasTheLineageOfWhicheverHasOne() {
        AnonIdentity lineage = new AnonIdentity();
        areas.add(anonymous(2, 4).withAnon(lineage));

        areas.add(anonymous(0, 2));

        assertThat(pictures()).containsExactly("[0,4) @0");
        assertThat(areaAt(0).anon()).isSameAs(lineage);

        areas.add(anonymous(4, 6));

        assertThat(pictures()).containsExactly("[0,6) @0");
        assertThat(areaAt(5).anon()).isSameAs(lineage);
    }

    @Test
    void V1_AREA_2_oneOpenFileJoinsWhereItsOffsetsGoOnAndOnlyThere() {
        areas.add(fileArea(0, 2, 0));
        areas.add(fileArea(2, 4, 2));
        areas.add(fileArea(4, 6, 5));

        assertThat(pictures()).containsExactly("[0,4) @0", "[4,6) @5");
    }

    @Test
    void V1_AREA_2_twoOpeningsOfOneObjectNeverJoin() {
        OpenObject again = new OpenObject(file.object(), AccessMode.READ_WRITE);
        areas.add(fileArea(0, 2, 0));

        areas.add(new Area(page(2), page(4), Area.bits(RW, MapFlags.SHARED), again, page(2)));

        assertThat(pictures()).containsExactly("[0,2) @0", "[2,4) @2");
    }

    @Test
    void V1_AREA_2_rightsAndSharingKeepAreasApart() {
        areas.add(fileArea(0, 1, 0));
        int[] others = {
            Area.bits(Prot.READ, MapFlags.SHARED),
            Area.bits(Prot.READ, MapFlags.PRIVATE),
            Area.bits(Prot.READ | Prot.EXEC, MapFlags.PRIVATE),
        };
        for (int i = 0; i < others.length; i++) {
            areas.add(new Area(page(i + 1), page(i + 2), others[i], file, page(i + 1)));
        }

        assertThat(areas.count()).isEqualTo(1 + others.length);
    }

    @Test
    void V1_MAP_5_V1_AREA_2_everyAttributeKeepsAreasApart() {
        int[] attributes = {
            MapFlags.GROWSDOWN, MapFlags.LOCKED, MapFlags.NORESERVE, MapFlags.STACK, MapFlags.SYNC
        };
        for (int i = 0; i < attributes.length; i++) {
            int bits = Area.bits(RW, ANONYMOUS | attributes[i]);
            areas.add(anonymous(2L * i, 2L * i + 1));
            areas.add(new Area(page(2L * i + 1), page(2L * i + 2), bits, null, 0));
        }

        assertThat(areas.count()).isEqualTo(2 * attributes.length);
    }

    @Test
    void V1_AREA_9_privateWritableMemoryIsAccountedUnlessNoreserve() {
        int noReserve = MapFlags.PRIVATE | MapFlags.NORESERVE;

        assertThat(isAccounted(mapped(RW, MapFlags.PRIVATE))).isTrue();
        assertThat(isAccounted(mapped(Prot.WRITE, ANONYMOUS))).isTrue();
        assertThat(isAccounted(mapped(Prot.READ | Prot.EXEC, MapFlags.PRIVATE))).isFalse();
        assertThat(isAccounted(mapped(RW, noReserve))).isFalse();
        assertThat(isAccounted(mapped(RW, MapFlags.SHARED))).isFalse();
    }

    @Test
    void V1_AREA_10_newRightsDecideOnAccountingByWhatTheAreaIs() {
        Area stored = anonymous(0, 1).withAnon(new AnonIdentity());
        Area readOnly = mapped(Prot.READ, ANONYMOUS);

        assertThat(isAccounted(readOnly.withProt(RW))).isTrue();
        assertThat(isAccounted(anonymous(0, 1).withProt(Prot.READ))).isFalse();
        assertThat(isAccounted(stored.withProt(Prot.READ))).isTrue();
        assertThat(isAccounted(mapped(RW, MapFlags.PRIVATE).withProt(Prot.READ))).isTrue();
        assertThat(isAccounted(mapped(Prot.READ, MapFlags.PRIVATE).withProt(Prot.NONE))).isFalse();
        assertThat(isAccounted(mapped(Prot.READ, MapFlags.SHARED).withProt(RW))).isFalse();
        assertThat(isAccounted(mapped(Prot.READ, ANONYMOUS | MapFlags.NORESERVE).withProt(RW)))
                .isFalse();
    }

    /** Read-only memory is not accounted; memory that was made read-only and stored to is. */
    @Test
    void V1_AREA_10_whatWasStoredToStaysAccountedAndApart() {
        areas.add(anonymous(0, 1).withAnon(new AnonIdentity()).withProt(Prot.READ));
        areas.add(anonymous(2, 3).withProt(Prot.READ));
        int readOnly = Area.bits(Prot.READ, ANONYMOUS);

        areas.add(new Area(page(1), page(2), readOnly, null, 0));

        assertThat(pictures()).containsExactly("[0,1) @0", "[1,3) @0");
    }

    @Test
    void aSnapshotStaysWhatItWasWhileEitherSideChanges() {
        areas.add(fileArea(0, 4, 0));
        AreaMap snapshot = areas.snapshot();
        remove(1, 2);
        snapshot.remove(page(3), page(4));

        assertThat(pictures()).containsExactly("[0,1) @0", "[2,4) @2");
        assertThat(pictures(snapshot)).containsExactly("[0,3) @0");
        snapshot.checkInvariants();
    }

    private static long page(long number) {
        return number * Page.SIZE;
    }

    private void remove(long first, long end) {
        areas.remove(page(first), page(end));
    }

    private Area fileArea(long first, long end, long filePage) {
        int bits = Area.bits(RW, MapFlags.SHARED);
        return new Area(page(first), page(end), bits, file, page(filePage));
    }

    /** Page 0, of the file unless the flags say otherwise. */
    private Area mapped(int prot, int flags) {
        boolean anonymous = (flags & MapFlags.ANONYMOUS) != 0;
        return new Area(page(0), page(1), Area.bits(prot, flags), anonymous ? null : file, 0);
    }

    private static boolean isAccounted(Area area) {
        return (area.bits() & Area.ACCOUNT) != 0;
    }

    private static Area anonymous(long first, long end) {
        return new Area(page(first), page(end), Area.bits(RW, ANONYMOUS), null, 0);
    }

    private Area areaAt(long number) {
        @Nullable Area area = areas.at(page(number));
        if (area == null) {
            throw new AssertionError("nothing at page " + number);
        }
        return area;
    }

    private List<String> pictures() {
        return pictures(areas);
    }

    private static List<String> pictures(AreaMap map) {
        List<String> list = new ArrayList<>();
        map.forEach(
                area ->
                        list.add(
                                "[%d,%d) @%d"
                                        .formatted(
                                                Page.number(area.start()),
                                                Page.number(area.end()),
                                                Page.number(area.offset()))));
        return list;
    }
}
