package io.github.procmm.kernel.answers;

import static io.github.procmm.kernel.answers.Bench.BAD;
import static io.github.procmm.kernel.answers.Bench.TASK_SIZE;
import static io.github.procmm.kernel.answers.Mapping.RW;
import static io.github.procmm.kernel.answers.Mapping.anonymous;
import static io.github.procmm.kernel.answers.Mapping.file;
import static io.github.procmm.model.MapFlags.PRIVATE;
import static io.github.procmm.model.MapFlags.SHARED_VALIDATE;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;

/** Section "mmap arguments": each line in an empty arena. */
final class MmapArgumentAnswers {

    private static final long HUGE = 1L << 62;

    private MmapArgumentAnswers() {}

    static void addTo(Scenarios all) {
        lengths(all);
        addresses(all);
        types(all);
        protections(all);
    }

    private static void add(Scenarios all, String label, Mapping mapping) {
        all.add(label, bench -> bench.clear().map(mapping));
    }

    private static void lengths(Scenarios all) {
        add(all, "mmap len 0", anonymous().bytes(0));
        add(all, "mmap len 0, bad fd, no ANON", file(BAD, PRIVATE).bytes(0));
        add(all, "mmap len 0 + unaligned FIXED", anonymous().bytes(0).unaligned());
        add(all, "mmap len 0, no type", anonymous().bytes(0).type(0));
        add(all, "mmap len 1 (rounded)", anonymous().bytes(1));
        add(all, "mmap len -1 (wraps when rounded)", anonymous().bytes(-1));
        add(all, "mmap len TASK_SIZE+1page", anonymous().bytes(TASK_SIZE + Page.SIZE));
        add(all, "mmap len huge, bad fd", file(BAD, PRIVATE).bytes(HUGE));
        add(all, "mmap len huge, unaligned FIXED", anonymous().bytes(HUGE).unaligned());
    }

    private static void addresses(Scenarios all) {
        Mapping two = anonymous(0, 2);
        add(all, "mmap FIXED unaligned addr", anonymous().unaligned());
        add(all, "mmap hint unaligned addr, free", anonymous().unaligned().hint());
        add(all, "mmap hint free", anonymous().hint());
        add(all, "mmap FIXED end beyond TASK_SIZE", two.at(TASK_SIZE - Page.SIZE));
        add(all, "mmap FIXED at TASK_SIZE", anonymous().at(TASK_SIZE));
        add(all, "mmap FIXED addr kernel half", anonymous().at(-1L << 47));
        add(all, "mmap FIXED addr 0 (root)", anonymous().at(0));
    }

    private static void types(Scenarios all) {
        add(all, "mmap no type flags", anonymous().type(0));
        add(all, "mmap type SHARED|PRIVATE (VALIDATE)", anonymous().type(SHARED_VALIDATE));
        all.add(
                "mmap type VALIDATE, file",
                bench -> bench.clear().map(file(bench.readWrite, SHARED_VALIDATE)));
        all.add("mmap type 0, file", bench -> bench.clear().map(file(bench.readWrite, 0)));
        add(all, "mmap type 0, bad fd", file(BAD, 0));
        // A bit within those that VALIDATE lets pass; others are EOPNOTSUPP (V1-MAP-25).
        all.add(
                "mmap type VALIDATE + unknown flag, file",
                bench -> bench.clear().map(file(bench.readWrite, SHARED_VALIDATE).plus(1 << 26)));
        add(all, "mmap unknown flag bit 26, private anon", anonymous().plus(1 << 26));
        add(all, "mmap unknown flag bit 31", anonymous().plus(1L << 31));
        add(all, "mmap unknown flag bit 40", anonymous().plus(1L << 40));
    }

    private static void protections(Scenarios all) {
        add(all, "mmap prot unknown bit 0x10", anonymous().prot(RW | 0x10));
        add(all, "mmap prot 0x80000000", anonymous().prot(RW | 0x8000_0000L));
        add(all, "mmap prot GROWSDOWN 0x01000000", anonymous().prot(RW | Prot.GROWSDOWN));
        add(all, "mmap prot bit 40", anonymous().prot(RW | 1L << 40));
        add(all, "mmap prot write only", anonymous().prot(Prot.WRITE));
        add(all, "mmap prot exec only", anonymous().prot(Prot.EXEC));
        add(all, "mmap prot 0", anonymous().prot(Prot.NONE));
    }
}
