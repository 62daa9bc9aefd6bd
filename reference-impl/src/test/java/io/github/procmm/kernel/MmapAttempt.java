package io.github.procmm.kernel;

import static io.github.procmm.model.MapFlags.ANONYMOUS;
import static io.github.procmm.model.MapFlags.FIXED;
import static io.github.procmm.model.MapFlags.FIXED_NOREPLACE;
import static io.github.procmm.model.MapFlags.SHARED;
import static io.github.procmm.model.MapFlags.TYPE_MASK;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Prot;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One MM_MMAP and what it meets: a page of an object into the middle of an area. As it is made it
 * succeeds on every host; {@link MmapTwist} changes it. The questions that the checks of SPEC.md
 * ask are answered here in its own words, apart from the kernel's code.
 *
 * <pre>
 *   page     0 1 2 3 4 5 6 7 8 9 10
 *   mapped   A A A A A A A A   B
 *   map            O
 * </pre>
 */
final class MmapAttempt {

    static final long AREAS = 2;
    static final long MAPPED = 9L * Page.SIZE;

    private static final long TOP_DOWN_GAP = 0x8000000;
    private static final long LOWEST = 0x10000;

    final HostProfile host;
    long addr = Bench.page(3);
    long len = Page.SIZE;
    long prot = Prot.READ;
    long flags = SHARED | FIXED;
    long offset;
    boolean open = true;
    boolean mappable = true;
    boolean executable = true;
    AccessMode mode = AccessMode.READ_WRITE;
    @Nullable Errno refusal;
    int maxMapCount = 100;
    long limit = -1;

    MmapAttempt(HostProfile host, Set<MmapTwist> twists) {
        this.host = host;
        twists.forEach(twist -> twist.applyTo(this));
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    int type() {
        return (int) flags & TYPE_MASK;
    }

    boolean isObject() {
        return !has(ANONYMOUS);
    }

    boolean isShared() {
        return type() == 1 || type() == 3;
    }

    boolean asks(int right) {
        return (prot & right) != 0;
    }

    /** Each manager knows the word in its own way. */
    boolean isFixed() {
        boolean today = host.manager() == MemoryManager.LINUX_6_18;
        return has(FIXED) || (today && has(FIXED_NOREPLACE));
    }

    long taskSize() {
        return Limits.of(host.dialect(), host.dialect()).taskSize();
    }

    long maxWord() {
        return host.dialect().abi().maxWord();
    }

    boolean is64Bit() {
        return maxWord() == -1;
    }

    /** up(len), in the host's word. */
    long up() {
        return (len + 4095 & -4096) & maxWord();
    }

    boolean isTooLong() {
        return Long.compareUnsigned(up(), taskSize()) > 0;
    }

    boolean isTooHigh() {
        return Long.compareUnsigned(addr, taskSize() - up()) > 0;
    }

    /** Where it goes by V1-MAP-14 and V1-MAP-15: the writer has nothing mapped. -1 if nowhere. */
    long place() {
        if (isFixed()) {
            return addr;
        }
        long hint = addr & -4096;
        if (hint != 0 && Math.max(hint, LOWEST) <= taskSize() - up()) {
            return Math.max(hint, LOWEST);
        }
        long below = taskSize() - TOP_DOWN_GAP - up();
        long highest = below >= LOWEST ? below : taskSize() - up();
        return highest >= LOWEST ? highest : -1;
    }

    /** How many bytes of the range are mapped. */
    long replaced() {
        return common(Bench.page(0), Bench.page(8)) + common(Bench.page(9), Bench.page(10));
    }

    private long common(long start, long end) {
        return Math.max(0, Math.min(end, place() + up()) - Math.max(start, place()));
    }

    /** The condition of V1-MAP-31. */
    boolean cutsOneTooMany() {
        boolean within = place() > Bench.page(0) && place() + up() < Bench.page(8);
        return within && maxMapCount <= AREAS;
    }

    /** The condition of V1-MAP-32. */
    boolean isOverLimit() {
        return Long.compareUnsigned(MAPPED - replaced() + up(), limit) > 0;
    }

    MemoryObject object() {
        if (refusal != null) {
            return executable
                    ? MemoryObject.refusing("object", 1 << 20, refusal)
                    : MemoryObject.socket("object");
        }
        if (!mappable) {
            return executable ? MemoryObject.unmappable("object") : MemoryObject.pipe("object");
        }
        return executable
                ? MemoryObject.regular("object", 1 << 20)
                : MemoryObject.notExecutable("object", 1 << 20);
    }
}
