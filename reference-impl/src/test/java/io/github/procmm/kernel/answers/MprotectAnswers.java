package io.github.procmm.kernel.answers;

import static io.github.procmm.kernel.answers.Bench.TASK_SIZE;
import static io.github.procmm.kernel.answers.Mapping.RW;
import static io.github.procmm.kernel.answers.Mapping.anonymous;
import static io.github.procmm.kernel.answers.Mapping.file;
import static io.github.procmm.kernel.history.Arena.page;
import static io.github.procmm.model.MapFlags.SHARED;
import static io.github.procmm.model.Prot.EXEC;
import static io.github.procmm.model.Prot.GROWSDOWN;
import static io.github.procmm.model.Prot.GROWSUP;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.SEM;

import io.github.procmm.kernel.Page;

/** Section "mprotect": eight pages of anonymous memory at first; lines continue where they can. */
final class MprotectAnswers {

    private MprotectAnswers() {}

    static void addTo(Scenarios all) {
        lengthsAndAddresses(all);
        unknownBits(all);
        holes(all);
        readOnlyFiles(all);
    }

    private static void lengthsAndAddresses(Scenarios all) {
        all.add("mprotect len 0", b -> b.clear().with(anonymous(0, 8)).protect(page(0), 0, READ));
        all.add("mprotect len 0 unaligned", b -> b.protect(page(0) + 1, 0, READ));
        all.add("mprotect unaligned", b -> b.protect(page(0) + 1, Page.SIZE, READ));
        all.add("mprotect middle page R", b -> b.protect(page(3), Page.SIZE, READ));
        all.add("mprotect back RW merges", b -> b.protect(page(3), Page.SIZE, RW));
        all.add("mprotect len huge wraps", b -> b.protect(page(0), -1, READ));
        all.add("mprotect end wraps to below", b -> b.protect(page(0), -Page.SIZE, READ));
    }

    private static void unknownBits(Scenarios all) {
        all.add("mprotect unknown prot 0x10", b -> first(b, READ | 0x10));
        all.add("mprotect prot 0x20", b -> first(b, READ | 0x20));
        all.add("mprotect prot SEM 8", b -> first(b, READ | SEM));
        all.add("mprotect GROWSDOWN", b -> first(b, READ | GROWSDOWN));
        all.add("mprotect GROWSDOWN|UP", b -> first(b, READ | GROWSDOWN | GROWSUP));
        all.add(
                "mprotect unknown prot, unaligned",
                b -> b.protect(page(0) + 1, Page.SIZE, READ | 0x10));
        all.add("mprotect unknown prot, len 0", b -> b.protect(page(0), 0, READ | 0x10));
    }

    private static String first(Bench bench, long prot) {
        return bench.protect(page(0), Page.SIZE, prot);
    }

    private static void holes(Scenarios all) {
        all.add("mprotect unmapped", b -> b.protect(page(20), Page.SIZE, READ));
        all.add("mprotect beyond TASK_SIZE", b -> b.protect(TASK_SIZE, Page.SIZE, READ));
        all.add(
                "mprotect over hole (partial?)",
                b -> twoAndTwo(b).protect(page(0), 6 * Page.SIZE, READ));
        all.add("mprotect starts in hole", b -> twoAndTwo(b).protect(page(2), 4 * Page.SIZE, READ));
        all.add(
                "mprotect runs off the end",
                b -> b.clear().with(anonymous(0, 2)).protect(page(0), 4 * Page.SIZE, READ));
    }

    private static Bench twoAndTwo(Bench bench) {
        return bench.clear().with(anonymous(0, 2)).with(anonymous(4, 2));
    }

    private static void readOnlyFiles(Scenarios all) {
        all.add(
                "mprotect W over RDONLY shared (partial?)",
                b ->
                        b.clear()
                                .with(anonymous(0, 2).prot(READ))
                                .with(file(b.readOnly, SHARED, 2, 2).prot(READ))
                                .with(anonymous(4, 2).prot(READ))
                                .protect(page(0), 6 * Page.SIZE, RW));
        all.add(
                "mprotect RDONLY shared to W",
                b ->
                        b.clear()
                                .with(file(b.readOnly, SHARED, 0, 2).prot(READ))
                                .protect(page(0), 2 * Page.SIZE, RW));
        all.add("mprotect RDONLY shared to X", b -> b.protect(page(0), 2 * Page.SIZE, EXEC));
    }
}
