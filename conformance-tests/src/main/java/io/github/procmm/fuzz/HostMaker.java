package io.github.procmm.fuzz;

import io.github.procmm.backend.Feature;
import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.kernel.Limits;
import io.github.procmm.kernel.Page;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Process;
import io.github.procmm.proto.testee.Range;
import io.github.procmm.testee.OfferMessages;
import io.github.procmm.wire.Dialect;

/** Thinks of hosts and processes, and of their limits. */
final class HostMaker {

    private final World world;
    private final Traits traits;
    private final Numbers numbers;

    HostMaker(World world, Traits traits, Numbers numbers) {
        this.world = world;
        this.traits = traits;
        this.numbers = numbers;
    }

    /** Returns the boot of the host, with what it has little of. */
    Call boot() {
        Boot.Builder boot = Boot.newBuilder().setHost(OfferMessages.toMessage(world.host()));
        if (traits.has(Trait.LIMITS)) {
            if (world.offers(Feature.MAP_COUNT_LIMIT) && !numbers.once(3)) {
                boot.setMaxMapCount(numbers.oneOf(1, 2, 3, 3, 3, 4, 4, 4, 5, 6, 7));
            }
            if (world.offers(Feature.ADDRESS_SPACE_COUNT_LIMIT) && numbers.once(3)) {
                boot.setMaxAddressSpaces(1 + numbers.random().nextInt(4));
            }
            if (world.offers(Feature.LDT_LIMIT) && numbers.once(2)) {
                boot.setLdtEntries(numbers.oneOf(0, 512, 512, 1024, 8192));
            }
        }
        return Call.newBuilder().setBoot(boot).build();
    }

    /** Returns a process, with what it may not have or has already. */
    Call process(int number) {
        Dialect host = world.host().dialect();
        boolean narrow = host == Dialect.X86_64 && world.offers(Feature.COMPAT_PROGRAMS);
        Dialect program = number > 0 && narrow && numbers.once(2) ? Dialect.I386 : host;
        Process.Builder process =
                Process.newBuilder().setProcess(number).setProgram(program.readableName());
        if (world.offers(Feature.ADDRESS_SPACE_LIMIT) && numbers.once(3)) {
            process.setAddressSpaceLimit(
                    numbers.random().nextInt(12) * (long) Page.SIZE + numbers.random().nextInt(2));
        } else if (world.offers(Feature.WRITER_LAYOUT) && numbers.once(2)) {
            long start = numbers.base() + numbers.random().nextInt(3) * (long) Page.SIZE;
            long end = start + 2L * Page.SIZE;
            if (end <= Limits.of(program, host).taskSize()) {
                process.addTaken(Range.newBuilder().setStart(start).setEnd(end));
            }
        }
        return Call.newBuilder().setProcess(process).build();
    }
}
