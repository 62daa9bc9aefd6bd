package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.MapFlags;
import java.util.Random;
import java.util.Set;

/** A record of a random history that is refused whatever is mapped, and changes nothing. */
final class RandomMistake {

    private static final int UNKNOWN = 0x10;

    private final Mm mm;
    private final Random random;
    private final long first;
    private final long count;

    RandomMistake(Mm mm, Random random) {
        this.mm = mm;
        this.random = random;
        this.first = random.nextInt(10);
        this.count = 1L + random.nextInt(5);
    }

    /** Says it, and adds the rule that refuses it. */
    void make(Set<String> rules) {
        switch (random.nextInt(3)) {
            case 0 -> rules.add(map());
            case 1 -> rules.add(unmap());
            default -> rules.add(protect());
        }
    }

    private String map() {
        MapCall call = mm.map(first, count);
        switch (random.nextInt(6)) {
            case 0 -> {
                call.without(MapFlags.FIXED).refused(EINVAL);
                return "V1-MAP-10";
            }
            case 1 -> {
                call.descriptor(mm.scenario().writer().unusedFd()).refused(EBADF);
                return "V1-MAP-17";
            }
            case 2 -> {
                call.length(0).refused(EINVAL);
                return "V1-MAP-18";
            }
            case 3 -> {
                call.length(-count * Page.SIZE).refused(ENOMEM);
                return "V1-MAP-20";
            }
            case 4 -> {
                call.at(page(first) + 1 + random.nextInt(Page.SIZE - 1)).refused(EINVAL);
                return "V1-MAP-21";
            }
            default -> {
                call.type(0).refused(EINVAL);
                return "V1-MAP-24";
            }
        }
    }

    private String unmap() {
        if (random.nextBoolean()) {
            mm.unmapBytes(page(first) + 1 + random.nextInt(Page.SIZE - 1), Page.SIZE)
                    .refused(EINVAL);
        } else {
            mm.unmapBytes(page(first), random.nextBoolean() ? 0 : -count * Page.SIZE)
                    .refused(EINVAL);
        }
        return "V1-UNMAP-3";
    }

    private String protect() {
        switch (random.nextInt(3)) {
            case 0 -> {
                mm.protectBytes(page(first) + 1 + random.nextInt(Page.SIZE - 1), Page.SIZE, READ)
                        .refused(EINVAL);
                return "V1-PROT-4";
            }
            case 1 -> {
                mm.protectBytes(page(first), -count * Page.SIZE, READ).refused(ENOMEM);
                return "V1-PROT-6";
            }
            default -> {
                mm.protect(first, count, READ | UNKNOWN).refused(EINVAL);
                return "V1-PROT-7";
            }
        }
    }
}
