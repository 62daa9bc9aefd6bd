package io.github.procmm.kernel.answers;

import static io.github.procmm.kernel.answers.Bench.BAD;
import static io.github.procmm.kernel.answers.Bench.TASK_SIZE;
import static io.github.procmm.kernel.answers.Mapping.anonymous;
import static io.github.procmm.kernel.answers.Mapping.file;
import static io.github.procmm.model.MapFlags.PRIVATE;
import static io.github.procmm.model.MapFlags.SHARED;
import static io.github.procmm.model.Prot.NONE;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.WRITE;

import io.github.procmm.kernel.Page;
import java.util.function.Function;

/** Section "files": each line in an empty arena. */
final class FileAnswers {

    /** The last offset that is a multiple of the page size. */
    private static final long LAST_PAGE = -(long) Page.SIZE;

    private FileAnswers() {}

    static void addTo(Scenarios all) {
        descriptors(all);
        offsets(all);
        accessModes(all);
        otherObjects(all);
    }

    private static void add(Scenarios all, String label, Function<Bench, Mapping> mapping) {
        all.add(label, bench -> bench.clear().map(mapping.apply(bench)));
    }

    private static void descriptors(Scenarios all) {
        add(all, "mmap bad fd", b -> file(BAD, PRIVATE));
        add(all, "mmap fd -1 no ANON", b -> file(-1, PRIVATE));
        add(all, "mmap ANON with fd 99 (ignored)", b -> anonymous().fd(BAD));
        add(all, "mmap ANON with offset 3 pages", b -> anonymous().fromPage(3));
        add(all, "mmap SHARED ANON", b -> anonymous().type(SHARED));
        add(all, "mmap SHARED ANON offset 3 pages", b -> anonymous().type(SHARED).fromPage(3));
    }

    private static void offsets(Scenarios all) {
        add(all, "mmap unaligned offset", b -> privately(b).offset(1));
        add(all, "mmap unaligned offset, bad fd", b -> file(BAD, PRIVATE).offset(1));
        add(all, "mmap unaligned offset, len 0", b -> privately(b).offset(1).bytes(0));
        add(all, "mmap unaligned offset ANON", b -> anonymous().offset(1));
        add(all, "mmap negative offset page-aligned", b -> privately(b).offset(LAST_PAGE));
        add(all, "mmap offset+len overflow", b -> privately(b).offset(LAST_PAGE >>> 1 & LAST_PAGE));
        add(all, "mmap offset beyond EOF", b -> privately(b).fromPage(1000));
        add(all, "mmap offset 2^63", b -> privately(b).offset(Long.MIN_VALUE));
        add(all, "mmap offset max page ANON len 2", b -> anonymous(0, 2).offset(LAST_PAGE));
    }

    private static Mapping privately(Bench bench) {
        return file(bench.readWrite, PRIVATE);
    }

    private static void accessModes(Scenarios all) {
        add(all, "mmap RDONLY fd SHARED RW", b -> readOnly(b));
        add(all, "mmap RDONLY fd SHARED R", b -> readOnly(b).prot(READ));
        add(all, "mmap RDONLY fd PRIVATE RW", b -> readOnly(b).type(PRIVATE));
        add(all, "mmap WRONLY fd SHARED W", b -> file(b.writeOnly, SHARED).prot(WRITE));
        add(all, "mmap WRONLY fd PRIVATE R", b -> file(b.writeOnly, PRIVATE).prot(READ));
        add(all, "mmap WRONLY fd PROT_NONE", b -> file(b.writeOnly, PRIVATE).prot(NONE));
        add(all, "mmap RDONLY fd SHARED RW, unaligned addr", b -> readOnly(b).unaligned());
        add(all, "mmap RDONLY fd SHARED RW, len 0", b -> readOnly(b).bytes(0));
        add(all, "mmap RDONLY fd SHARED RW, beyond TASK_SIZE", b -> readOnly(b).at(TASK_SIZE));
        add(all, "mmap RDONLY fd type 0", b -> readOnly(b).type(0));
    }

    private static Mapping readOnly(Bench bench) {
        return file(bench.readOnly, SHARED);
    }

    private static void otherObjects(Scenarios all) {
        add(all, "mmap directory fd", b -> file(b.directory, PRIVATE).prot(READ));
        add(all, "mmap pipe fd", b -> file(b.pipeReadEnd, PRIVATE).prot(READ));
        add(all, "mmap pipe write-end fd R", b -> file(b.pipeWriteEnd, PRIVATE).prot(READ));
    }
}
