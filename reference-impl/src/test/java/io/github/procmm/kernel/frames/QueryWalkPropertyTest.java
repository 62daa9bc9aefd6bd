package io.github.procmm.kernel.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Kernel;
import io.github.procmm.kernel.Page;
import io.github.procmm.kernel.SessionClient;
import io.github.procmm.kernel.UserProcess;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame.QueryAnswer;
import io.github.procmm.v2.Frame.QueryArea;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** V2-QUERY-3: what a walk means while others change the areas. */
class QueryWalkPropertyTest {

    private static final int PAGES = 40;
    private static final int RW = Prot.READ | Prot.WRITE;

    private final SessionClient walker = new SessionClient(new Kernel(HostProfile.DEFAULT));
    private final UserProcess process = walker.kernel.newProcess();
    private final SessionClient changer =
            new SessionClient(process, walker.kernel, Hello.ofThisVersion(1 << 20));
    private final int fd = process.open(MmFile.PROC_MM64);
    private final int sent = process.sendTo(walker.process, fd);

    @Property(tries = 300)
    void V2_QUERY_3_whatStaysAsItIsIsReportedExactlyOnce(@ForAll long seed) {
        Random random = new Random(seed);
        long walked = one(walker, new Command.Import(sent, Rights.QUERY, 0)).value();
        long changed = one(changer, new Command.Import(fd, Rights.OF_SPACE, 0)).value();
        changer.batch(BatchMode.INDEPENDENT, new Command.Unmap(changed, 0, at(PAGES)));
        for (int i = 0; i < PAGES / 2; i++) {
            change(random, changed);
        }

        Map<Long, String> before = new HashMap<>();
        pages(walk(walked, 0, Integer.MAX_VALUE)).forEach((page, how) -> before.put(page, how));
        Map<Long, String> stable = new HashMap<>(before);
        Map<Long, Integer> times = new HashMap<>();
        Map<Long, String> reported = new HashMap<>();
        List<Long> epochs = new ArrayList<>();
        long addr = 0;
        do {
            Result result = walk(walked, addr, 1 + random.nextInt(3));
            epochs.add(Objects.requireNonNull(result.areas()).epoch());
            long from = addr;
            pages(result)
                    .forEach(
                            (page, how) -> {
                                if (page * Page.SIZE >= from) {
                                    times.merge(page, 1, Integer::sum);
                                    reported.put(page, how);
                                }
                            });
            addr = result.value();
            int changes = random.nextInt(3);
            for (int i = 0; i < changes && addr != 0; i++) {
                change(random, changed);
                Map<Long, String> now = pages(walk(walked, 0, Integer.MAX_VALUE));
                stable.entrySet().removeIf(page -> !page.getValue().equals(now.get(page.getKey())));
            }
        } while (addr != 0);

        stable.forEach(
                (page, how) -> {
                    assertThat(times).containsEntry(page, 1);
                    assertThat(reported).containsEntry(page, how);
                });
        if (epochs.stream().distinct().count() == 1) {
            assertThat(reported).isEqualTo(before);
        }
    }

    private static Result one(SessionClient client, Command command) {
        return client.batch(BatchMode.SEQUENTIAL, command).get(0);
    }

    private Result walk(long space, long addr, int max) {
        return one(walker, new Command.Query(space, addr, max));
    }

    private static long at(int page) {
        return page * (long) Page.SIZE;
    }

    private void change(Random random, long space) {
        long addr = at(random.nextInt(PAGES));
        long len = at(1 + random.nextInt(3));
        long to = at(PAGES + random.nextInt(PAGES));
        int prot = random.nextBoolean() ? RW : Prot.READ;
        Command map =
                new Command.Map(space, OpFlags.REPLACE, addr, len, Handle.NONE, 0, prot, 0, 0, 0);
        Command[] changes = {
            map,
            map,
            new Command.Unmap(space, addr, len),
            new Command.Protect(space, addr, Page.SIZE, prot),
            new Command.Move(space, OpFlags.REPLACE, addr, Page.SIZE, to)
        };
        one(changer, changes[random.nextInt(changes.length)]);
    }

    private static Map<Long, String> pages(Result result) {
        QueryAnswer answer = Objects.requireNonNull(result.areas());
        Map<Long, String> pages = new HashMap<>();
        for (QueryArea area : answer.areas()) {
            for (long at = area.start(); at < area.end(); at += Page.SIZE) {
                pages.put(at / Page.SIZE, area.prot() + " " + area.kind());
            }
        }
        return pages;
    }
}
