package io.github.procmm.kernel.frames;

import static io.github.procmm.kernel.frames.Verdict.done;
import static io.github.procmm.kernel.frames.Verdict.refused;
import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EPERM;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** An address space, page by page: the rules of section 20 as they are written. */
final class ModelSpace {

    private static final int HANDLE = 8;
    private static final int ADDR = 16;
    private static final int LEN = 24;
    private static final int OBJECT = 32;
    private static final int PROT = 32;
    private static final int TO = 32;

    final TreeMap<Long, ModelPage> pages = new TreeMap<>();
    final long maxBytes;
    boolean sealed;

    ModelSpace(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    ModelSpace copy() {
        ModelSpace copy = cloneSpace();
        copy.sealed = sealed;
        return copy;
    }

    /** CLONE: all but the seal of the space. */
    ModelSpace cloneSpace() {
        ModelSpace copy = new ModelSpace(maxBytes);
        pages.forEach((number, page) -> copy.pages.put(number, page.copy()));
        return copy;
    }

    void clear() {
        pages.clear();
        sealed = false;
    }

    private static LongStream range(long addr, long len) {
        return LongStream.range(addr / Page.SIZE, (addr + len) / Page.SIZE);
    }

    /** Returns the address of the lowest page of a range that passes, or -1. */
    private long first(long addr, long len, Predicate<@Nullable ModelPage> test) {
        return range(addr, len)
                .filter(number -> test.test(pages.get(number)))
                .map(number -> number * Page.SIZE)
                .findFirst()
                .orElse(-1);
    }

    private long firstSealed(long addr, long len) {
        return first(addr, len, page -> page != null && page.sealed);
    }

    private boolean exceeds(long addr, long len) {
        long fresh = range(addr, len).filter(number -> !pages.containsKey(number)).count();
        return maxBytes != 0 && (pages.size() + fresh) * Page.SIZE > maxBytes;
    }

    Verdict map(Command.Map map, @Nullable ModelHandle object) {
        int rights = object == null ? 0 : object.rights();
        boolean shared = (map.flags() & OpFlags.SHARED) != 0;
        int most = Prot.ACCESS;
        if (object != null) {
            int asked = map.prot() | map.maxProt();
            boolean mayWrite = !shared || (rights & Rights.WRITE) != 0;
            boolean mayExecute = (rights & Rights.EXEC) != 0;
            most = Prot.READ | (mayWrite ? Prot.WRITE : 0) | (mayExecute ? Prot.EXEC : 0);
            if ((rights & Rights.READ) == 0 || (asked & ~most) != 0) {
                return refused(EACCES, OBJECT); // V2-MAP-2
            }
        }
        if (sealed) {
            return refused(EPERM, HANDLE); // V2-MAP-7
        }
        long addr = map.addr();
        long len = map.len();
        if ((map.flags() & OpFlags.ANYWHERE) != 0) {
            addr = highestFree(map);
            if (addr < 0) {
                return refused(ENOMEM, LEN); // V2-MAP-6
            }
        } else if ((map.flags() & OpFlags.REPLACE) != 0) {
            long at = firstSealed(addr, len);
            if (at >= 0) {
                return refused(EPERM, ADDR, at); // V2-MAP-7
            }
        } else {
            long at = first(addr, len, page -> page != null);
            if (at >= 0) {
                return refused(EEXIST, ADDR, at); // V2-MAP-4
            }
        }
        if (exceeds(addr, len)) {
            return refused(ENOMEM, HANDLE); // V2-MAP-8
        }
        int maxProt = map.maxProt() == 0 ? most : map.maxProt(); // V2-MAP-3
        put(addr, len, object, map.offset(), shared, map.prot(), maxProt);
        return done(addr);
    }

    /** Tries every place, from the top. */
    private long highestFree(Command.Map map) {
        long align = Math.max(map.align(), Page.SIZE);
        for (long at = map.end() - map.len(); at >= map.addr(); at -= Page.SIZE) {
            if (at % align == 0 && first(at, map.len(), page -> page != null) < 0) {
                return at;
            }
        }
        return -1;
    }

    void put(
            long addr,
            long len,
            @Nullable ModelHandle shown,
            long offset,
            boolean shared,
            int prot,
            int maxProt) {
        long distance = (offset - addr) / Page.SIZE;
        ModelObject object = shown == null ? null : shown.object();
        long tag = shown == null ? 0 : shown.tag();
        for (long number : range(addr, len).toArray()) {
            ModelPage page = new ModelPage(object, number + distance, tag, shared, prot, maxProt);
            pages.put(number, page);
        }
    }

    private @Nullable Verdict refusal(long addr, long len, boolean whole) {
        if (sealed) {
            return refused(EPERM, HANDLE);
        }
        long at = firstSealed(addr, len);
        if (at >= 0) {
            return refused(EPERM, ADDR, at);
        }
        long hole = whole ? first(addr, len, page -> page == null) : -1;
        return hole < 0 ? null : refused(ENOMEM, ADDR, hole);
    }

    Verdict unmap(Command.Unmap unmap) {
        Verdict refusal = refusal(unmap.addr(), unmap.len(), false);
        if (refusal == null) {
            range(unmap.addr(), unmap.len()).forEach(pages::remove);
        }
        return refusal == null ? done(0) : refusal;
    }

    Verdict protect(Command.Protect protect) {
        long addr = protect.addr();
        long len = protect.len();
        Verdict refusal = refusal(addr, len, true);
        if (refusal != null) {
            return refusal;
        }
        long denied =
                first(addr, len, page -> page != null && (protect.prot() & ~page.maxProt) != 0);
        if (denied >= 0) {
            return refused(EACCES, PROT, denied); // V2-PROT-2
        }
        range(addr, len).forEach(number -> page(number).prot = protect.prot());
        return done(0);
    }

    Verdict move(Command.Move move) {
        Verdict refusal = refusal(move.addr(), move.len(), true);
        if (refusal != null) {
            return refusal;
        }
        boolean replace = (move.flags() & OpFlags.REPLACE) != 0;
        long at = first(move.to(), move.len(), page -> page != null && (!replace || page.sealed));
        if (at >= 0) {
            return refused(replace ? EPERM : EEXIST, TO, at); // V2-MOVE-2
        }
        long distance = (move.to() - move.addr()) / Page.SIZE;
        Map<Long, ModelPage> moved = new TreeMap<>();
        range(move.addr(), move.len())
                .forEach(number -> moved.put(number + distance, page(number)));
        range(move.addr(), move.len()).forEach(pages::remove);
        pages.putAll(moved);
        return done(move.to());
    }

    Verdict discard(Command.Discard discard) {
        Verdict refusal = refusal(discard.addr(), discard.len(), true);
        if (refusal == null) {
            range(discard.addr(), discard.len()).forEach(number -> page(number).stored = null);
        }
        return refusal == null ? done(0) : refusal;
    }

    Verdict seal(Command.Seal seal) {
        if ((seal.flags() & OpFlags.SPACE) != 0) {
            sealed = true;
            return done(0);
        }
        if (sealed) {
            return refused(EPERM, HANDLE); // V2-SEAL-3
        }
        long hole = first(seal.addr(), seal.len(), page -> page == null);
        if (hole >= 0) {
            return refused(ENOMEM, ADDR, hole); // V2-SEAL-3
        }
        range(seal.addr(), seal.len()).forEach(number -> page(number).sealed = true);
        return done(0);
    }

    private ModelPage page(long number) {
        ModelPage page = pages.get(number);
        if (page == null) {
            throw new AssertionError("page " + number);
        }
        return page;
    }

    /** MM_MUNMAP, MM_MPROTECT and MM_MMAP of anonymous memory: a negative errno, or 0. */
    long legacy(LegacyCall call) {
        if (sealed || firstSealed(call.addr(), call.len()) >= 0) {
            return EPERM.asResult(); // V2-SEAL-5
        }
        switch (call.kind()) {
            case MMAP -> {
                if (exceeds(call.addr(), call.len())) {
                    return ENOMEM.asResult();
                }
                put(call.addr(), call.len(), null, 0, false, call.prot(), Prot.ACCESS);
            }
            case MUNMAP -> range(call.addr(), call.len()).forEach(pages::remove);
            case MPROTECT -> {
                for (long number : range(call.addr(), call.len()).toArray()) {
                    ModelPage page = pages.get(number);
                    if (page == null) {
                        return ENOMEM.asResult();
                    }
                    if ((call.prot() & ~page.maxProt) != 0) {
                        return EACCES.asResult();
                    }
                    page.prot = call.prot();
                }
            }
        }
        return 0;
    }
}
