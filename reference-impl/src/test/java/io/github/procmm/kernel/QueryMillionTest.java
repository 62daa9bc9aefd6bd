package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame.QueryAnswer;
import io.github.procmm.v2.Frame.QueryArea;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A walk over a million areas, each a page: QUERY by QUERY, as many as a reply has room for. */
class QueryMillionTest {

    private static final int AREAS = 1_000_000;
    private static final long PAGE = 0x1000;
    private static final int BATCH = 10_000;

    /** One page in so many is changed by others. */
    private static final int CHANGED = 1000;

    private final Kernel kernel = new Kernel(HostProfile.DEFAULT.withMaxMapCount(2 * AREAS));
    private final SessionClient owner = new SessionClient(kernel);
    private final SessionClient walker = new SessionClient(kernel);
    private final long owned;
    private final long walked;

    /** How often each page was reported, from what its QUERY asked for on. */
    private final byte[] times = new byte[AREAS + 1];

    private final Set<Long> epochs = new HashSet<>();

    QueryMillionTest() {
        int fd = owner.process.open(MmFile.PROC_MM64);
        owned = owner.value(new Command.Import(fd, Rights.OF_SPACE, 0));
        int sent = owner.process.sendTo(walker.process, fd);
        walked = walker.value(new Command.Import(sent, Rights.QUERY, 0));
        for (int first = 1; first <= AREAS; first += BATCH) {
            Command[] maps = new Command[BATCH];
            for (int i = 0; i < BATCH; i++) {
                maps[i] = mapPage(first + i);
            }
            owner.batch(BatchMode.SEQUENTIAL, maps);
        }
    }

    /** Neighbours have different rights, so that they are two areas. */
    private static int prot(long page) {
        return page % 2 == 0 ? Prot.READ : Prot.READ | Prot.WRITE;
    }

    private Command mapPage(long page) {
        return SessionClient.map(owned, OpFlags.REPLACE, page * PAGE, PAGE, prot(page));
    }

    private void walk() {
        long addr = 0;
        do {
            Result result = walker.ask(new Command.Query(walked, addr, Integer.MAX_VALUE));
            QueryAnswer answer = Objects.requireNonNull(result.areas());
            epochs.add(answer.epoch());
            for (QueryArea area : answer.areas()) {
                for (long at = Math.max(addr, area.start()); at < area.end(); at += PAGE) {
                    int page = (int) (at / PAGE);
                    times[page]++;
                    if (page % CHANGED > 2) {
                        assertThat(area.prot()).isEqualTo(prot(page));
                    }
                }
            }
            addr = result.value();
        } while (addr != 0);
    }

    @Test
    void V2_QUERY_3_aMillionAreasAreWalkedWhileTheyChange() throws Exception {
        assertThat(owner.query(owned).total()).isEqualTo(AREAS);
        walk();
        assertThat(epochs).as("nothing changes: of one moment").hasSize(1);
        for (int page = 1; page <= AREAS; page++) {
            assertThat(times[page]).isEqualTo((byte) 1);
        }

        AtomicBoolean walks = new AtomicBoolean(true);
        ExecutorService others = Executors.newSingleThreadExecutor();
        Future<Integer> changes = others.submit(() -> change(walks));
        walk();
        walks.set(false);
        assertThat(changes.get(60, TimeUnit.SECONDS)).isPositive();
        others.shutdown();
        assertThat(epochs).as("of several moments").hasSizeGreaterThan(2);
        for (int page = 1; page <= AREAS; page++) {
            if (page % CHANGED > 2) {
                assertThat(times[page]).as("page %d", page).isEqualTo((byte) 2);
            }
        }
    }

    /** Areas come, go, and join with those beside them, until the walk has come to its end. */
    private int change(AtomicBoolean walks) {
        Random random = new Random(1);
        int frames = 0;
        do {
            List<Command> commands = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                long page = CHANGED * (1L + random.nextInt(AREAS / CHANGED - 1));
                commands.add(mapPage(page + 1));
                commands.add(mapPage(page + 2));
                commands.add(new Command.Unmap(owned, (page + random.nextInt(3)) * PAGE, PAGE));
                commands.add(
                        new Command.Protect(
                                owned, (page + 1) * PAGE, PAGE, prot(random.nextInt(2))));
                commands.add(mapPage(page));
            }
            BatchMode mode = random.nextBoolean() ? BatchMode.ATOMIC : BatchMode.INDEPENDENT;
            owner.batch(mode, commands.toArray(new Command[0]));
            frames++;
        } while (walks.get());
        return frames;
    }
}
