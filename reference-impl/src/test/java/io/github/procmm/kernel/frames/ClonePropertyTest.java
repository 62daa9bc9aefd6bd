package io.github.procmm.kernel.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.kernel.Kernel;
import io.github.procmm.kernel.Page;
import io.github.procmm.kernel.SessionClient;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Rights;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** V2-SPACE-2: clones, and clones of clones, copy on write in both directions. */
class ClonePropertyTest {

    private static final int STEPS = 120;
    private static final int MOST = 12;

    @Property(tries = 100)
    void V2_SPACE_2_noCloneSeesWhatIsStoredInAnother(@ForAll long seed) {
        Random random = new Random(seed);
        SessionClient client = new SessionClient(new Kernel(HostProfile.DEFAULT));
        List<Long> spaces = new ArrayList<>();
        List<long[]> values = new ArrayList<>();
        spaces.add(first(client));
        values.add(new long[FrameMaker.PAGES]);
        for (int i = 0; i < STEPS; i++) {
            int at = random.nextInt(spaces.size());
            int page = random.nextInt(FrameMaker.PAGES);
            long addr = FrameMaker.BASE + page * (long) Page.SIZE;
            int choice = random.nextInt(8);
            if (choice == 0 && spaces.size() < MOST) {
                spaces.add(value(client, new Command.CloneSpace(spaces.get(at), all())));
                values.add(values.get(at).clone());
            } else if (choice == 1) {
                value(client, new Command.Discard(spaces.get(at), addr, Page.SIZE));
                values.get(at)[page] = 0;
            } else if (choice == 2 && spaces.size() > 1) {
                value(client, new Command.Release(spaces.remove(at)));
                values.remove(at);
            } else {
                values.get(at)[page] = random.nextLong();
                memory(client, spaces.get(at)).store(addr, Long.BYTES, values.get(at)[page]);
            }
            compare(client, spaces, values);
        }
        assertThat(client.kernel.openAddressSpaces()).isEqualTo(spaces.size());
    }

    private static int all() {
        return Rights.OF_SPACE;
    }

    private static long first(SessionClient client) {
        long space = value(client, new Command.Create(Rights.OF_SPACE, 0));
        value(client, FrameMaker.map(space, FrameMaker.PAGES, Handle.NONE));
        return space;
    }

    private static long value(SessionClient client, Command command) {
        var result = client.batch(BatchMode.SEQUENTIAL, command).get(0);
        assertThat(result.status()).as("%s", command).isZero();
        return result.value();
    }

    private static AddressSpace memory(SessionClient client, long space) {
        return Objects.requireNonNull(client.session.addressSpace(space));
    }

    private static void compare(SessionClient client, List<Long> spaces, List<long[]> values) {
        for (int i = 0; i < spaces.size(); i++) {
            AddressSpace memory = memory(client, spaces.get(i));
            for (int page = 0; page < FrameMaker.PAGES; page++) {
                long addr = FrameMaker.BASE + page * (long) Page.SIZE;
                assertThat(memory.load(addr, Long.BYTES))
                        .isEqualTo(new AccessResult.Value(values.get(i)[page]));
            }
        }
    }
}
