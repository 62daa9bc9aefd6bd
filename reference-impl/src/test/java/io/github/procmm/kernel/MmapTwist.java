package io.github.procmm.kernel;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import java.util.function.Consumer;

/** A change to a mapping that succeeds: most make a mistake of it, some only with another. */
enum MmapTwist {
    NOT_FIXED(to -> to.flags &= ~MapFlags.FIXED),
    UNALIGNED_OFFSET(to -> to.offset |= 1),
    CLOSED(to -> to.open = false),
    ANONYMOUS(to -> to.flags |= MapFlags.ANONYMOUS),
    NO_LENGTH(to -> to.len = 0),
    LENGTH_ROUNDS_TO_0(to -> to.len = to.maxWord()),
    TOO_LONG(to -> to.len = to.taskSize() + 1),
    AS_LONG_AS_ALL(to -> to.len = to.taskSize()),
    TOO_HIGH(to -> to.addr = to.taskSize()),
    ELSEWHERE(to -> to.addr = Bench.page(20)),
    OVER_AN_END(
            to -> {
                to.addr = Bench.page(7);
                to.len = 2L * Page.SIZE;
            }),
    UNALIGNED_ADDRESS(to -> to.addr |= 1),
    TOO_MANY_AREAS(to -> to.maxMapCount = 1),
    AS_MANY_AREAS_AS_ALLOWED(to -> to.maxMapCount = Math.min(to.maxMapCount, 2)),
    NO_REPLACE(to -> to.flags |= MapFlags.FIXED_NOREPLACE),
    OFFSET_BELOW_2_63(to -> to.offset |= to.is64Bit() ? Long.MAX_VALUE - 8191 : 0),
    OFFSET_AT_2_63(to -> to.offset |= to.is64Bit() ? Long.MAX_VALUE - 4095 : 0),
    OFFSET_AT_THE_END(to -> to.offset |= to.maxWord() - 4095),
    TYPE_0(to -> to.flags &= ~3),
    TYPE_4(to -> to.flags = (to.flags & ~3) | 4),
    PRIVATE(to -> to.flags = (to.flags & ~3) | MapFlags.PRIVATE),
    VALIDATED(to -> to.flags |= MapFlags.SHARED_VALIDATE),
    UNKNOWN_FLAG(to -> to.flags |= 1 << 21),
    READ_ONLY(to -> to.mode = AccessMode.READ_ONLY),
    WRITE_ONLY(to -> to.mode = AccessMode.WRITE_ONLY),
    WRITABLE(to -> to.prot |= Prot.WRITE),
    TO_BE_EXECUTED(to -> to.prot |= Prot.EXEC),
    NOT_EXECUTABLE(to -> to.executable = false),
    NOT_MAPPABLE(to -> to.mappable = false),
    GROWS_DOWN(to -> to.flags |= MapFlags.GROWSDOWN),
    OVER_THE_LIMIT(to -> to.limit = MmapAttempt.MAPPED - 1),
    REFUSED(to -> to.refusal = Errno.ENODEV);

    private final Consumer<MmapAttempt> change;

    MmapTwist(Consumer<MmapAttempt> change) {
        this.change = change;
    }

    void applyTo(MmapAttempt attempt) {
        change.accept(attempt);
    }
}
