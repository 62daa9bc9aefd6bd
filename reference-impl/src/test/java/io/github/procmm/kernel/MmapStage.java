package io.github.procmm.kernel;

import io.github.procmm.model.Mmap;
import io.github.procmm.model.Munmap;
import java.util.List;

/** The host, the areas and the object that an attempt meets. */
final class MmapStage {

    private final MmapAttempt attempt;
    private final Bench bench;
    private final UserProcess helper;
    private final int there;

    /** The areas are another's doing: the writer's limits do not let it make them. */
    MmapStage(MmapAttempt attempt) {
        this.attempt = attempt;
        Limits limits =
                Limits.of(attempt.host.dialect(), attempt.host.dialect())
                        .withAddressSpaceBytes(attempt.limit);
        this.bench = new Bench(attempt.host.withMaxMapCount(attempt.maxMapCount), limits);
        this.helper = bench.kernel().newProcess();
        this.there = bench.writer().sendTo(helper, bench.mm());
        helper.write(there, bench.record(anonymous(0, 8)));
        helper.write(there, bench.record(anonymous(9, 1)));
    }

    private static Mmap anonymous(long page, long pages) {
        long len = pages * Page.SIZE;
        return new Mmap(Bench.page(page), len, Bench.RW, Bench.ANONYMOUSLY, 0, 0);
    }

    /** Writes the record and returns what write answers. */
    long write() {
        int fd = attempt.open ? bench.writer().open(attempt.object(), attempt.mode) : 77;
        return bench.mmap(
                attempt.addr, attempt.len, attempt.prot, attempt.flags, fd, attempt.offset);
    }

    List<MappedArea> areas() {
        return bench.state().areas();
    }

    /** The areas after the range has been removed and nothing else done. */
    List<MappedArea> areasWithoutTheRange() {
        helper.write(there, bench.record(new Munmap(attempt.place(), attempt.up())));
        return areas();
    }
}
