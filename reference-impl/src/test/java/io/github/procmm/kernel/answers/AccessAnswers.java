package io.github.procmm.kernel.answers;

import static io.github.procmm.kernel.answers.Bench.signal;
import static io.github.procmm.kernel.answers.Mapping.anonymous;
import static io.github.procmm.kernel.answers.Mapping.file;
import static io.github.procmm.model.MapFlags.PRIVATE;
import static io.github.procmm.model.MapFlags.SHARED;
import static io.github.procmm.model.Prot.EXEC;
import static io.github.procmm.model.Prot.NONE;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.WRITE;

import io.github.procmm.kernel.Page;

/**
 * Section "access": bytes and signals. The file has two pages and a half from the line on that says
 * so; pages 0 to 3 of the arena then show it shared, pages 8 to 11 private.
 */
final class AccessAnswers {

    private static final int HALF = Page.SIZE / 2;

    /** Where the lines about private copies look: not where they store, which is at 0. */
    private static final int ELSEWHERE = 100;

    private AccessAnswers() {}

    static void addTo(Scenarios all) {
        rights(all);
        endOfFile(all);
        privateCopies(all);
        truncation(all);
    }

    private static void rights(Scenarios all) {
        all.add("load unmapped", b -> signal(b.clear().load(0, 0)));
        all.add("load PROT_NONE", b -> signal(page(b, NONE).load(0, 0)));
        all.add("store to R", b -> signal(page(b, READ).tryStore(0, 0, 1)));
        all.add("load from W-only", b -> signal(page(b, WRITE).load(0, 0)));
        all.add("load from X-only", b -> signal(page(b, EXEC).load(0, 0)));
        all.add("store to NONE", b -> signal(page(b, NONE).tryStore(0, 0, 1)));
    }

    private static Bench page(Bench bench, int prot) {
        return bench.clear().with(anonymous().prot(prot));
    }

    private static void endOfFile(Scenarios all) {
        all.add(
                "load page 2 (partly in file)",
                b -> {
                    b.clear().object.resize(2 * Page.SIZE + HALF);
                    b.with(file(b.readWrite, SHARED, 0, 4));
                    return signal(b.load(2, HALF)) + " value " + b.loaded(2, HALF);
                });
        all.add("load page 3 (beyond EOF)", b -> signal(b.load(3, 0)));
        all.add("store beyond EOF", b -> signal(b.tryStore(3, 0, 1)));
        all.add(
                "store past EOF in last page then pread",
                b -> {
                    b.store(2, HALF, 55);
                    return "n=" + b.object.read(2 * Page.SIZE + HALF, 1).length;
                });
    }

    private static void privateCopies(Scenarios all) {
        all.add(
                "private store not in file",
                b -> {
                    b.with(file(b.readWrite, PRIVATE, 8, 4)).store(8, 0, 44);
                    return Byte.toString(b.object.read(0, 1)[0]);
                });
        all.add(
                "write to file after private copy: private sees",
                b -> {
                    b.object.write(ELSEWHERE, new byte[] {77});
                    return Long.toString(b.loaded(8, ELSEWHERE));
                });
        all.add("shared sees", b -> Long.toString(b.loaded(0, ELSEWHERE)));
        all.add(
                "write to file before private copy: private sees",
                b -> {
                    b.object.write(Page.SIZE + ELSEWHERE, new byte[] {66});
                    return Long.toString(b.loaded(9, ELSEWHERE));
                });
    }

    private static void truncation(Scenarios all) {
        all.add(
                "after truncate to 1 page: load page 1 shared",
                b -> {
                    b.store(9, 0, 33).object.resize(Page.SIZE);
                    return signal(b.load(1, 0));
                });
        // Page 1, which the file had before and has again.
        all.add(
                "after growing again: bytes are",
                b -> {
                    b.object.resize(3 * Page.SIZE);
                    return Long.toString(b.loaded(1, ELSEWHERE));
                });
        // A copy made anew, and the file cut again: the line stands behind the growing.
        all.add(
                "private copied page beyond truncation",
                b -> {
                    b.store(9, 0, 22).object.resize(Page.SIZE);
                    return signal(b.load(9, 0));
                });
    }
}
