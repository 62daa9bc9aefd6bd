package io.github.procmm.kernel.answers;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.FaultKind;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.kernel.Kernel;
import io.github.procmm.kernel.MemoryObject;
import io.github.procmm.kernel.Page;
import io.github.procmm.kernel.UserProcess;
import io.github.procmm.kernel.history.Arena;
import io.github.procmm.model.Errno;

/** A process, an arena of it and some open files; scenarios call, the bench writes down. */
final class Bench {

    static final long TASK_SIZE = 0x7fff_ffff_f000L;

    static final int BAD = 99;

    final MemoryObject object = MemoryObject.regular("file", 64L * Page.SIZE);
    final UserProcess process = new Kernel(HostProfile.DEFAULT).newProcess();
    final int readWrite = process.open(object, AccessMode.READ_WRITE);
    final int readOnly = process.open(object, AccessMode.READ_ONLY);
    final int writeOnly = process.open(object, AccessMode.WRITE_ONLY);
    final int directory = process.open(MemoryObject.unmappable("/"), AccessMode.READ_ONLY);
    final int pipeReadEnd = process.open(MemoryObject.pipe("pipe"), AccessMode.READ_ONLY);
    final int pipeWriteEnd = process.open(MemoryObject.pipe("pipe"), AccessMode.WRITE_ONLY);

    /** Unmaps the whole arena: for lines that do not continue the one before. */
    Bench clear() {
        process.munmap(Arena.START, (long) Arena.PAGES * Page.SIZE);
        return this;
    }

    /** Maps and says what came of it. */
    String map(Mapping mapping) {
        long at =
                process.mmap(
                        mapping.addr(),
                        mapping.len(),
                        mapping.prot(),
                        mapping.flags(),
                        mapping.fd(),
                        mapping.offset());
        if (Errno.isError(at)) {
            return Errno.describe(at) + areas();
        }
        if (Arena.contains(at)) {
            return "ok@" + (at - Arena.START) / Page.SIZE + areas();
        }
        process.munmap(at, mapping.len());
        return (at == 0 ? "0" : "ok elsewhere") + areas();
    }

    /** Maps what must be mappable, and says nothing. */
    Bench with(Mapping mapping) {
        String answer = map(mapping);
        if (!answer.startsWith("ok@")) {
            throw new AssertionError(mapping + " answers " + answer);
        }
        return this;
    }

    String unmap(long addr, long len) {
        return Errno.describe(process.munmap(addr, len)) + areas();
    }

    String protect(long addr, long len, long prot) {
        return Errno.describe(process.mprotect(addr, len, prot)) + areas();
    }

    /** Protects what can be, and says nothing. */
    Bench protectPages(int first, int count, long prot) {
        if (process.mprotect(Arena.page(first), (long) count * Page.SIZE, prot) != 0) {
            throw new AssertionError("mprotect of page " + first + " fails");
        }
        return this;
    }

    /** Stores a byte at the start of a page. */
    Bench touch(int page) {
        return store(page, 0, 1);
    }

    Bench store(int page, int offset, int value) {
        AccessResult result = tryStore(page, offset, value);
        if (result instanceof AccessResult.Fault fault) {
            throw new AssertionError("store to page " + page + ": " + fault);
        }
        return this;
    }

    AccessResult tryStore(int page, int offset, int value) {
        return process.ownAddressSpace().store(Arena.page(page) + offset, 1, value);
    }

    AccessResult load(int page, int offset) {
        return process.ownAddressSpace().load(Arena.page(page) + offset, 1);
    }

    long loaded(int page, int offset) {
        return ((AccessResult.Value) load(page, offset)).value();
    }

    /** Returns the signal, or "ok". */
    static String signal(AccessResult result) {
        if (!(result instanceof AccessResult.Fault fault)) {
            return "ok";
        }
        return fault.kind() == FaultKind.BUS
                ? "SIGBUS code 2"
                : "SIGSEGV code " + (fault.kind() == FaultKind.MAPERR ? 1 : 2);
    }

    /** Returns the areas of the arena, a space before each. */
    String areas() {
        return Arena.areas(process.ownAddressSpace());
    }
}
