package io.github.procmm.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The fuzzer finds broken kernels, knowing nothing of them.
 *
 * <p>Every build looks for some of them with one seed and little patience, and finds a certain
 * number. {@code -Dprocmm.fuzz.seeds=5 -Dprocmm.fuzz.ops=2000000} looks for all of them, prints a
 * table (kernel, rule, seeds that found it, median operations to find it, median and largest size
 * of the finding), and wants all to be found by every seed.
 */
class FuzzFindsBrokenKernelsTest {

    private static final int SEEDS = Integer.getInteger("procmm.fuzz.seeds", 0);
    private static final long OPERATIONS = Long.getLong("procmm.fuzz.ops", 2_000_000);

    /** In every build, of so many kernels one is looked for. */
    private static final int STRIDE = 4;

    private static final long FEW = 6_000;

    /** What every build finds at least: a generator that has got worse finds fewer. */
    private static final int FLOOR = 45;

    /** One for each scene of the generator: without that, few seeds found it, or none. */
    private static final Set<String> RARE =
            Set.of(
                    "lineageLostInAJoin",
                    "sameSizeKeepsTheTail",
                    "discardOfTheFirstAreaOnly",
                    "areasOfDifferentTagsJoin",
                    "whatIsGivenUpCountsUntilTheEnd",
                    "ldtsStayChanged",
                    "destroyKeepsTheSeal");

    private static final long MORE = 200_000;

    private static final int LARGEST = 6;
    private static final int MEDIAN = 3;

    @BeforeAll
    static void needsACompiler() {
        assumeTrue(ToolProvider.getSystemJavaCompiler() != null, "this JRE has no compiler");
    }

    @Test
    void manyAreFoundSoonAndAreSmall() throws IOException {
        List<BrokenKernel> all = BrokenKernels.all().toList();
        List<BrokenKernel> some =
                all.stream().filter(broken -> all.indexOf(broken) % STRIDE == 0).toList();

        List<Hunt> found = hunts(some, 1, FEW).stream().filter(Hunt::isFound).toList();

        assertThat(found).as("found of %d", some.size()).hasSizeGreaterThanOrEqualTo(FLOOR);
        assertThat(medianSize(found)).isLessThanOrEqualTo(MEDIAN);
    }

    @Test
    void whatChanceSeldomMeetsIsFoundTooAndIsSmall() throws IOException {
        List<BrokenKernel> rare =
                BrokenKernels.all().filter(broken -> RARE.contains(broken.name())).toList();

        List<Hunt> hunts = hunts(rare, 1, MORE);

        assertThat(hunts).hasSameSizeAs(RARE).allMatch(Hunt::isFound);
        assertThat(hunts).filteredOn(hunt -> hunt.largest() > LARGEST).map(Hunt::line).isEmpty();
    }

    @Test
    void allAreFoundFromEverySeedAndAreSmall() throws IOException {
        assumeTrue(SEEDS > 0, "takes long: -Dprocmm.fuzz.seeds=5");

        List<Hunt> hunts = hunts(BrokenKernels.all().toList(), SEEDS, OPERATIONS);
        System.out.println(table(hunts));

        assertThat(hunts).filteredOn(hunt -> !hunt.isFound()).map(Hunt::line).isEmpty();
        assertThat(hunts).filteredOn(hunt -> hunt.largest() > LARGEST).map(Hunt::line).isEmpty();
        assertThat(medianSize(hunts)).isLessThanOrEqualTo(MEDIAN);
    }

    private static List<Hunt> hunts(List<BrokenKernel> kernels, int seeds, long operations) {
        return kernels.parallelStream().map(broken -> Hunt.of(broken, seeds, operations)).toList();
    }

    private static int medianSize(List<Hunt> hunts) {
        List<Integer> sizes =
                hunts.stream().flatMap(hunt -> hunt.sizes().stream()).sorted().toList();
        return sizes.isEmpty() ? 0 : sizes.get(sizes.size() / 2);
    }

    private static String table(List<Hunt> hunts) {
        StringBuilder table = new StringBuilder();
        hunts.forEach(hunt -> table.append(hunt.line()).append('\n'));
        List<Long> needed =
                hunts.stream().flatMap(hunt -> hunt.needed().stream()).sorted().toList();
        return table.append(
                        String.format(
                                Locale.ROOT,
                                "%d of %d found by all of %d seeds, by any %d; median operations"
                                        + " to find %d; size: median %d, largest %d",
                                hunts.stream().filter(Hunt::isFound).count(),
                                hunts.size(),
                                SEEDS,
                                hunts.stream().filter(hunt -> !hunt.needed().isEmpty()).count(),
                                needed.isEmpty() ? 0 : needed.get(needed.size() / 2),
                                medianSize(hunts),
                                hunts.stream().mapToInt(Hunt::largest).max().orElse(0)))
                .toString();
    }
}
