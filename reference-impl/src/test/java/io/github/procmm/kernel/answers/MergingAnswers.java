package io.github.procmm.kernel.answers;

import static io.github.procmm.kernel.answers.Mapping.RW;
import static io.github.procmm.kernel.answers.Mapping.anonymous;
import static io.github.procmm.kernel.answers.Mapping.file;
import static io.github.procmm.kernel.history.Arena.page;
import static io.github.procmm.model.MapFlags.GROWSDOWN;
import static io.github.procmm.model.MapFlags.NORESERVE;
import static io.github.procmm.model.MapFlags.PRIVATE;
import static io.github.procmm.model.MapFlags.SHARED;
import static io.github.procmm.model.Prot.READ;

import io.github.procmm.kernel.Page;
import java.util.function.Function;

/** Section "merging": each line from an empty arena, and what it says are the areas alone. */
final class MergingAnswers {

    private MergingAnswers() {}

    static void addTo(Scenarios all) {
        anonymousMemory(all);
        files(all);
        sharedMemory(all);
        attributes(all);
        cuts(all);
    }

    private static void add(Scenarios all, String label, Function<Bench, Bench> calls) {
        all.add(label, bench -> calls.apply(bench.clear()).areas().strip());
    }

    private static void anonymousMemory(Scenarios all) {
        add(all, "anon adjacent same prot", b -> b.with(anonymous(0, 2)).with(anonymous(2, 2)));
        add(all, "anon fill the gap", b -> gap(b).with(anonymous(2, 2)));
        add(
                all,
                "anon adjacent other prot",
                b -> b.with(anonymous(0, 2)).with(anonymous(2, 2).prot(READ)));
        add(
                all,
                "anon fill the gap, both touched",
                b -> gap(b).touch(0).touch(4).with(anonymous(2, 2)));
        add(
                all,
                "anon touched then adjacent",
                b -> b.with(anonymous(0, 2)).touch(0).with(anonymous(2, 2)));
        // Touched before the split too; touched only afterwards, the two ends stay two areas.
        add(
                all,
                "split, touched, back",
                b ->
                        b.with(anonymous(0, 6))
                                .touch(0)
                                .protectPages(2, 2, READ)
                                .touch(4)
                                .protectPages(2, 2, RW));
    }

    private static Bench gap(Bench bench) {
        return bench.with(anonymous(0, 2)).with(anonymous(4, 2));
    }

    private static void files(Scenarios all) {
        add(all, "file shared contiguous", b -> two(b, SHARED, SHARED, 2));
        add(all, "file shared not contiguous", b -> two(b, SHARED, SHARED, 3));
        add(all, "file private contiguous", b -> two(b, PRIVATE, PRIVATE, 2));
        add(all, "file private then shared", b -> two(b, PRIVATE, SHARED, 2));
        add(
                all,
                "file shared contiguous, other descriptor (rw, ro)",
                b -> twoDescriptors(b, SHARED));
        add(all, "file private contiguous, other descriptor", b -> twoDescriptors(b, PRIVATE));
    }

    private static Bench two(Bench b, int lower, int upper, int upperFilePage) {
        return b.with(file(b.readWrite, lower, 0, 2))
                .with(file(b.readWrite, upper, 2, 2).fromPage(upperFilePage));
    }

    private static Bench twoDescriptors(Bench b, int type) {
        return b.with(file(b.readWrite, type, 0, 2).prot(READ))
                .with(file(b.readOnly, type, 2, 2).fromPage(2).prot(READ));
    }

    private static void sharedMemory(Scenarios all) {
        add(
                all,
                "anon shared adjacent",
                b -> b.with(anonymous(0, 2).type(SHARED)).with(anonymous(2, 2).type(SHARED)));
        add(
                all,
                "anon shared split and back",
                b ->
                        b.with(anonymous(0, 4).type(SHARED))
                                .protectPages(1, 1, READ)
                                .protectPages(1, 1, RW));
    }

    private static void attributes(Scenarios all) {
        add(
                all,
                "anon + NORESERVE",
                b -> b.with(anonymous(0, 2)).with(anonymous(2, 2).plus(NORESERVE)));
        add(
                all,
                "anon + GROWSDOWN",
                b -> b.with(anonymous(0, 2)).with(anonymous(2, 2).plus(GROWSDOWN)));
    }

    private static void cuts(Scenarios all) {
        add(
                all,
                "remap same page over itself",
                b ->
                        b.with(file(b.readWrite, SHARED, 0, 8))
                                .with(file(b.readWrite, SHARED, 3, 1).fromPage(3)));
        add(
                all,
                "munmap middle of file",
                b -> {
                    b.with(file(b.readWrite, SHARED, 0, 8)).unmap(page(3), Page.SIZE);
                    return b;
                });
    }
}
