package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.model.Prot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check that other tests trust: it has to see every kind of broken area. */
class AreaInvariantsTest {

    private static final int PRIVATE = Prot.READ;
    private static final int SHARED = Prot.READ | Area.SHARED;

    private final OpenObject file =
            new OpenObject(MemoryObject.regular("file", 1L << 20), AccessMode.READ_ONLY);
    private final AreaInvariants invariants = new AreaInvariants();

    @Test
    void neighboursThatDifferAreRight() {
        assertThatCode(
                        () -> {
                            next(area(0x1000, 0x3000, SHARED, file, 0x1000));
                            next(area(0x3000, 0x4000, SHARED, file, 0x4000));
                            next(area(0x4000, 0x5000, PRIVATE, null, 0));
                            next(withLineage(area(0x6000, 0x7000, PRIVATE, null, 0)));
                            next(withLineage(area(0x7000, 0x8000, PRIVATE, null, 0)));
                            invariants.checkMappedBytes(0x6000);
                        })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "0x2000, 0x2000, is empty or ends before it starts",
        "0x2000, 0x1000, is empty or ends before it starts",
        "0x2001, 0x4000, is not aligned",
        "0x2000, 0x4001, is not aligned"
    })
    void aRangeIsOfPages(String start, String end, String what) {
        assertBroken(area(Long.decode(start), Long.decode(end), PRIVATE, null, 0), what);
    }

    @Test
    void anAreaIsFoundUnderItsStart() {
        Area area = area(0x2000, 0x3000, PRIVATE, null, 0);
        assertThatThrownBy(() -> invariants.next(area, 0x1000))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("area 00002000-00003000 r--p 00000000")
                .hasMessageEndingWith("is kept under another start");
    }

    @Test
    void whatIsSharedHasNoPrivatePages() {
        assertBroken(
                withLineage(area(0x2000, 0x3000, SHARED, file, 0)),
                "is shared and has private pages");
    }

    @Test
    void noAreaOverlapsTheOneBefore() {
        next(area(0x1000, 0x3000, SHARED, file, 0));
        assertBroken(area(0x2000, 0x4000, PRIVATE, null, 0), "overlaps the one before");
    }

    @Test
    void noAreaGoesOnWithTheOneBefore() {
        next(area(0x1000, 0x3000, SHARED, file, 0));
        assertBroken(area(0x3000, 0x4000, SHARED, file, 0x2000), "is one with the one before");
    }

    @Test
    void theBytesOfAllAreasAreCounted() {
        next(area(0x1000, 0x3000, PRIVATE, null, 0));
        next(area(0x4000, 0x5000, PRIVATE, null, 0));
        assertThatThrownBy(() -> invariants.checkMappedBytes(0x4000))
                .isInstanceOf(AssertionError.class)
                .hasMessage("areas have 12288 bytes, counted 16384");
    }

    @Test
    void aMapOfAreasIsCheckedAreaByAreaAndAsAWhole() {
        AreaMap areas = new AreaMap();
        areas.add(area(0x1000, 0x2000, PRIVATE, null, 0));
        areas.update(area(0x1000, 0x3000, PRIVATE, null, 0));
        assertThatThrownBy(areas::checkInvariants)
                .isInstanceOf(AssertionError.class)
                .hasMessage("areas have 8192 bytes, counted 4096");

        areas.add(area(0x2000, 0x3000, SHARED, file, 0));
        assertThatThrownBy(areas::checkInvariants)
                .isInstanceOf(AssertionError.class)
                .hasMessageEndingWith("overlaps the one before");
    }

    private void next(Area area) {
        invariants.next(area, area.start());
    }

    private void assertBroken(Area area, String what) {
        assertThatThrownBy(() -> next(area))
                .isInstanceOf(AssertionError.class)
                .hasMessageEndingWith(what);
    }

    private static Area area(
            long start, long end, int bits, @Nullable OpenObject file, long offset) {
        return new Area(start, end, bits, file, offset);
    }

    private static Area withLineage(Area area) {
        return area.withAnon(new AnonIdentity());
    }
}
