package io.github.procmm.kernel.answers;

import static io.github.procmm.kernel.answers.Mapping.anonymous;
import static io.github.procmm.kernel.answers.Mapping.file;
import static io.github.procmm.model.MapFlags.FIXED;
import static io.github.procmm.model.MapFlags.FIXED_NOREPLACE;
import static io.github.procmm.model.MapFlags.PRIVATE;
import static io.github.procmm.model.MapFlags.SHARED;

import io.github.procmm.model.Prot;

/**
 * Section "FIXED_NOREPLACE, replacing": the NOREPLACE lines continue each other, the others start
 * from four pages of anonymous memory.
 */
final class ReplacingAnswers {

    private ReplacingAnswers() {}

    static void addTo(Scenarios all) {
        all.add(
                "NOREPLACE over existing",
                b -> b.clear().with(anonymous(0, 4)).map(noReplace(1).minus(FIXED)));
        all.add("NOREPLACE free", b -> b.map(noReplace(8).minus(FIXED)));
        all.add("NOREPLACE unaligned", b -> b.map(noReplace(12).minus(FIXED).unaligned()));
        all.add("NOREPLACE|FIXED over existing", b -> b.map(noReplace(1)));

        all.add("FIXED fails (bad type): old mapping stays", b -> over(b, anonymous(1, 1).type(0)));
        all.add("FIXED EACCES: old mapping stays", b -> over(b, file(b.readOnly, SHARED, 1, 1)));
        all.add(
                "FIXED offset overflow: old stays",
                b -> over(b, file(b.readWrite, SHARED, 1, 1).offset(Long.MIN_VALUE)));
        all.add(
                "FIXED on a directory (ENODEV): old mapping?",
                b -> over(b, file(b.directory, PRIVATE, 1, 1).prot(Prot.READ)));
        all.add(
                "hint overlapping existing goes elsewhere?",
                b ->
                        b.clear()
                                .with(anonymous(0, 2))
                                .with(anonymous(4, 2))
                                .map(anonymous(1, 4).hint()));
    }

    private static Mapping noReplace(int page) {
        return anonymous(page, 1).plus(FIXED_NOREPLACE);
    }

    private static String over(Bench bench, Mapping mapping) {
        return bench.clear().with(anonymous(0, 4)).map(mapping);
    }
}
