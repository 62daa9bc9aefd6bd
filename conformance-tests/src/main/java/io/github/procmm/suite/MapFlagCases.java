package io.github.procmm.suite;

import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.Feature;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Flags of MM_MMAP that are ignored, or kept by the area: V1-MAP-4 and V1-MAP-5. */
final class MapFlagCases {

    private static final int MAP_32BIT = 0x40;
    private static final int MAP_ABOVE4G = 0x80;
    private static final int NONBLOCK = 0x10000;
    private static final int HUGETLB = 0x40000;

    /** In table 5.2 to be ignored, and more than a name to real hosts. */
    private static final List<Integer> IGNORED =
            List.of(MAP_32BIT, MAP_ABOVE4G, MapFlags.DENYWRITE, MapFlags.EXECUTABLE, NONBLOCK);

    private static final Map<String, Integer> ATTRIBUTES =
            new TreeMap<>(
                    Map.of(
                            "growsdown", MapFlags.GROWSDOWN,
                            "locked", MapFlags.LOCKED,
                            "noreserve", MapFlags.NORESERVE,
                            "stack", MapFlags.STACK,
                            "sync", MapFlags.SYNC));

    /** What table 5.2 names. */
    private static final long NAMED = 0x1f_f9ffL;

    private MapFlagCases() {}

    static void addTo(Suite suite) {
        ignored(suite);
        ATTRIBUTES.forEach((name, flag) -> attribute(suite, name, flag));
        attributes(suite);
    }

    private static void ignored(Suite suite) {
        suite.rule("V1-MAP-4")
                .on(Hosts.MANAGERS)
                .add("aFlagThatIsIgnoredChangesNothing", s -> changeNothing(s, IGNORED))
                .add("mapPopulateChangesNothing", s -> changeNothing(s, List.of(MapFlags.POPULATE)))
                .add("mapHugetlbChangesNothing", s -> changeNothing(s, List.of(HUGETLB)))
                .add(
                        "aFlagWithoutANameChangesNothing",
                        s -> {
                            s.needs(Feature.AREAS);
                            Mm mm = s.openMm();
                            int pages = 0;
                            for (int bit = 0; bit < (s.is64Bit() ? 64 : 32); bit++) {
                                if ((1L << bit & NAMED) == 0) {
                                    mm.map(pages++, 1).with(1L << bit).done();
                                }
                            }
                            mm.shows(area(0, pages, "rw-p"));
                        })
                .on(Hosts.MANAGERS.and(Hosts.ORIGINAL))
                .add(
                        "mapFixedNoreplaceChangesNothing",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(3);
                            mm.map(0, 3).of(a).done();
                            mm.map(1, 1).with(MapFlags.FIXED_NOREPLACE).done();
                            mm.shows(
                                    area(0, 1, "rw-s", a, 0),
                                    area(1, 2, "rw-p"),
                                    area(2, 3, "rw-s", a, 2));
                        });
    }

    /** Areas that were mapped with and without a flag join: nothing tells them apart. */
    private static void changeNothing(Scenario s, List<Integer> flags) {
        s.needs(Feature.AREAS);
        Mm mm = s.openMm();
        FileRef a = s.object(2 * flags.size());
        a.object().write(0, "42");
        for (int i = 0; i < flags.size(); i++) {
            mm.map(2L * i, 1).with(flags.get(i)).done();
            mm.map(2L * i + 1, 1).done();
            mm.map(100 + 2L * i, 1).of(a, 2L * i).with(flags.get(i)).done();
            mm.map(101 + 2L * i, 1).of(a, 2L * i + 1).done();
        }
        long pages = 2L * flags.size();
        mm.shows(area(0, pages, "rw-p"), area(100, 100 + pages, "rw-s", a, 0));
        mm.load(page(0), 1).sees(0);
        mm.load(page(100), 1).sees(0x42);
        mm.store(page(0), 1, 7).works();
    }

    private static void attribute(Suite suite, String name, int flag) {
        suite.rule("V1-MAP-5")
                .on(Hosts.MANAGERS)
                .add(
                        name + "KeepsAreasApart",
                        s -> {
                            s.needs(Feature.AREAS);
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(1, 1).with(flag).done();
                            mm.map(2, 1).with(flag).done();
                            mm.map(3, 1).done();
                            mm.shows(area(0, 1, "rw-p"), area(1, 3, "rw-p"), area(3, 4, "rw-p"));
                        },
                        "V1-AREA-2");
    }

    private static void attributes(Suite suite) {
        suite.rule("V1-MAP-5")
                .on(Hosts.MANAGERS)
                .add(
                        "anAttributeStaysWhenAnAreaIsCutOrItsRightsChange",
                        s -> {
                            s.needs(Feature.AREAS);
                            Mm mm = s.openMm();
                            mm.map(0, 3).with(MapFlags.STACK).done();
                            mm.unmap(1, 1).done();
                            mm.protect(2, 1, Prot.READ).done();
                            mm.map(1, 1).prot(Prot.READ).done();
                            mm.protect(1, 2, Prot.READ | Prot.WRITE).done();
                            mm.shows(area(0, 1, "rw-p"), area(1, 2, "rw-p"), area(2, 3, "rw-p"));
                            mm.map(1, 1).with(MapFlags.STACK).done();
                            mm.shows(area(0, 3, "rw-p"));
                        },
                        "V1-AREA-1")
                .add(
                        "anAttributeIsGoneWithThePagesThatHadIt",
                        s -> {
                            s.needs(Feature.AREAS);
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            mm.map(1, 1).with(MapFlags.STACK).done();
                            mm.map(1, 1).done();
                            mm.shows(area(0, 3, "rw-p"));
                        })
                .add(
                        "anAttributeHasNoEffectOnWhatPagesShow",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            a.object().write(0, "99");
                            long most = MapFlags.LOCKED | MapFlags.NORESERVE | MapFlags.STACK;
                            mm.map(0, 1).of(a).with(most).done();
                            mm.map(2, 1).with(most | MapFlags.GROWSDOWN).done();
                            mm.shows(area(0, 1, "rw-s", a, 0), area(2, 3, "rw-p"));
                            mm.load(page(0), 1).sees(0x99);
                            mm.store(page(2), 2, 0x4321).works();
                            mm.load(page(2), 2).sees(0x4321);
                        });
    }
}
