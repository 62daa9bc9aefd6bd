package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.model.Errno.EOVERFLOW;
import static io.github.procmm.model.Errno.EPERM;
import static io.github.procmm.model.Generation.SKAS3_2_4;
import static io.github.procmm.model.Generation.SKAS3_2_6_2005;
import static io.github.procmm.model.Generation.SKAS3_V9;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Generation;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A check of MM_MMAP as SPEC.md has it: a condition and what is answered then.
 *
 * @param rule the rule, or the step of table 5.3
 * @param holds whether the check refuses
 * @param errno the answer; null where V1-MAP-36 gives the address
 * @param late whether the range is unmapped by then
 */
record MmapCheck(String rule, Predicate<MmapAttempt> holds, @Nullable Errno errno, boolean late) {

    /** The checks of a host, in order: those of the write handler, then those of its manager. */
    static List<MmapCheck> of(HostProfile host) {
        Generation generation = host.generation();
        List<MmapCheck> checks = new ArrayList<>();
        if (generation.atLeast(SKAS3_2_6_2005)) {
            checks.add(early("V1-MAP-10", to -> !to.has(MapFlags.FIXED), EINVAL));
        }
        if (generation == SKAS3_V9 && host.dialect().recordSize() == 56) {
            checks.add(early("V1-MAP-11", to -> to.offset % 4096 != 0, EINVAL));
        }
        boolean original = host.manager() == MemoryManager.ORIGINAL;
        checks.addAll(original ? original(generation) : linux618());
        return checks;
    }

    /** V1-MAP-17 to V1-MAP-33. */
    private static List<MmapCheck> linux618() {
        return List.of(
                early("V1-MAP-17", to -> to.isObject() && !to.open, EBADF),
                early("V1-MAP-18", to -> to.len == 0, EINVAL),
                early("V1-MAP-19", to -> MmapAttempt.AREAS > to.maxMapCount, ENOMEM),
                early(
                        "V1-MAP-20",
                        to -> to.up() == 0 || to.isTooLong() || (to.isFixed() && to.isTooHigh()),
                        ENOMEM),
                early("V1-MAP-15", to -> to.place() == -1, ENOMEM),
                early("V1-MAP-21", to -> to.isFixed() && to.addr % 4096 != 0, EINVAL),
                early(
                        "V1-MAP-22",
                        to -> to.has(MapFlags.FIXED_NOREPLACE) && to.replaced() > 0,
                        EEXIST),
                early("V1-MAP-23", MmapCheck::endsBeyondObjects, EOVERFLOW),
                early(
                        "V1-MAP-24",
                        to ->
                                to.type() != 1
                                        && to.type() != 2
                                        && !(to.type() == 3 && to.isObject()),
                        EINVAL),
                early(
                        "V1-MAP-25",
                        to -> to.type() == 3 && (to.flags & ~0x7C07F9FFL) != 0,
                        EOPNOTSUPP),
                early(
                        "V1-MAP-26",
                        to ->
                                to.isShared()
                                        && to.isObject()
                                        && to.asks(Prot.WRITE)
                                        && !to.mode.writes(),
                        EACCES),
                early("V1-MAP-27", to -> to.isObject() && !to.mode.reads(), EACCES),
                early("V1-MAP-28", MmapCheck::executesForbidden, EPERM),
                early("V1-MAP-29", MmapCheck::cannotBeMapped, ENODEV),
                early(
                        "V1-MAP-30",
                        to -> to.has(MapFlags.GROWSDOWN) && (to.isObject() || to.isShared()),
                        EINVAL),
                early("V1-MAP-31", MmapAttempt::cutsOneTooMany, ENOMEM),
                early("V1-MAP-32", MmapAttempt::isOverLimit, ENOMEM),
                late("V1-MAP-33", to -> to.isObject() && to.refusal != null, ENODEV));
    }

    /** Table 5.3. */
    private static List<MmapCheck> original(Generation generation) {
        boolean d = generation == SKAS3_V9;
        boolean a = generation == SKAS3_2_4;
        Errno length = d ? ENOMEM : EINVAL;
        return List.of(
                early("1", to -> to.isObject() && !to.open, EBADF),
                early("2", MmapCheck::cannotBeMapped, ENODEV),
                early("3", MmapCheck::executesForbidden, EPERM),
                new MmapCheck("4", to -> to.len == 0, d ? EINVAL : null, false),
                new MmapCheck("5", to -> to.up() == 0, a ? null : length, false),
                early("6", MmapAttempt::isTooLong, length),
                early("7", MmapCheck::wraps, d ? EOVERFLOW : EINVAL),
                early("8", to -> MmapAttempt.AREAS > to.maxMapCount, ENOMEM),
                early("9", to -> to.isFixed() && to.isTooHigh(), ENOMEM),
                early("V1-MAP-15", to -> to.place() == -1, ENOMEM),
                early("10", to -> to.isFixed() && to.addr % 4096 != 0, EINVAL),
                early(
                        "11",
                        to ->
                                to.isObject()
                                        && to.type() == 1
                                        && to.asks(Prot.WRITE)
                                        && !to.mode.writes(),
                        EACCES),
                early(
                        "12",
                        to ->
                                to.isObject()
                                        && (to.type() == 1 || to.type() == 2)
                                        && !to.mode.reads(),
                        EACCES),
                early("13", to -> to.type() != 1 && to.type() != 2, EINVAL),
                early("14", MmapAttempt::cutsOneTooMany, ENOMEM),
                late("15", MmapAttempt::isOverLimit, ENOMEM),
                late("16", to -> to.isObject() && to.has(MapFlags.GROWSDOWN), EINVAL),
                late("17", to -> to.isObject() && to.refusal != null, ENODEV));
    }

    private static MmapCheck early(String rule, Predicate<MmapAttempt> holds, Errno errno) {
        return new MmapCheck(rule, holds, errno, false);
    }

    private static MmapCheck late(String rule, Predicate<MmapAttempt> holds, Errno errno) {
        return new MmapCheck(rule, holds, errno, true);
    }

    private static boolean cannotBeMapped(MmapAttempt to) {
        return to.isObject() && !to.object().isMappable();
    }

    private static boolean executesForbidden(MmapAttempt to) {
        return to.isObject() && !to.executable && to.asks(Prot.EXEC);
    }

    private static boolean wraps(MmapAttempt to) {
        long start = to.offset & -4096;
        return Long.compareUnsigned((start + to.up()) & to.maxWord(), start) < 0;
    }

    /** Without wrapping. */
    private static boolean endsBeyondObjects(MmapAttempt to) {
        long page = to.offset & -4096;
        BigInteger start = new BigInteger(Long.toUnsignedString(page));
        BigInteger end = start.add(new BigInteger(Long.toUnsignedString(to.up())));
        BigInteger highest = BigInteger.ONE.shiftLeft(cannotBeMapped(to) ? 64 : 63);
        return to.isObject() && end.compareTo(highest.subtract(BigInteger.valueOf(4096))) > 0;
    }
}
