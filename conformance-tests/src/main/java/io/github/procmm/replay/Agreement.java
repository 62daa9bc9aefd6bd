package io.github.procmm.replay;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.proto.trace.Probe;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.function.IntPredicate;

/**
 * Hears part v2 and holds what it answers against what part v1 has answered before, and then the
 * address spaces that came of it. Mutable, for one thread.
 */
final class Agreement implements Listener {

    private final ReplayReport report;
    private final IntPredicate reported;
    private final Queue<Long> answers = new ArrayDeque<>();
    private final Queue<AccessResult> probes = new ArrayDeque<>();

    /** Reports differences of address spaces that are {@code reported}. */
    Agreement(ReplayReport report, IntPredicate reported) {
        this.report = report;
        this.reported = reported;
    }

    /** What part v1 has answered is what part v2 is to answer. */
    void expect(long answer) {
        answers.add(answer);
    }

    /** What part v1 has found is what part v2 is to find. */
    void expect(AccessResult found) {
        probes.add(found);
    }

    @Override
    public void answered(Asked asked, long got) {
        long wanted = answers.remove();
        if (got != wanted) {
            String was = Difference.name(wanted, got);
            String is = Difference.name(got, wanted);
            differ(asked.mm().number(), asked.where(), asked.words(), was, is);
        }
    }

    @Override
    public void probed(int mm, String where, Probe probe, AccessResult got) {
        AccessResult wanted = probes.remove();
        if (!got.equals(wanted)) {
            String was = Probes.describe(wanted);
            differ(mm, where, Probes.describe(probe), was, Probes.describe(got));
        }
    }

    /** Compares the areas of the address spaces that are open. */
    void compare(String where, Map<Integer, AddressSpace> asV1, Map<Integer, AddressSpace> asV2) {
        asV2.forEach(
                (mm, space) -> {
                    AddressSpace other = asV1.get(mm);
                    if (other != null && !other.maps().equals(space.maps())) {
                        differ(mm, where, "its areas", areas(other), areas(space));
                    }
                });
    }

    private static String areas(AddressSpace space) {
        String maps = String.join("; ", space.maps().lines().map(String::strip).toList());
        return maps.isEmpty() ? "none" : maps;
    }

    private void differ(int mm, String where, String what, String asV1, String asV2) {
        if (reported.test(mm)) {
            report.addDifference(
                    new Difference(Difference.Cause.OTHER_AS_V2, where, mm, what, asV1, asV2));
        }
    }
}
