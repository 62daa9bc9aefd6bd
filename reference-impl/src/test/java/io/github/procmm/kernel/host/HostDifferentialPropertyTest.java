package io.github.procmm.kernel.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.kernel.Page;
import io.github.procmm.kernel.history.Arena;
import io.github.procmm.kernel.history.Call;
import io.github.procmm.kernel.history.Histories;
import io.github.procmm.kernel.history.History;
import io.github.procmm.kernel.history.KernelMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Random histories played to the reference kernel and to the Linux below: after each call the same
 * answer and the same areas.
 *
 * <p>A longer campaign: {@code -Djqwik.tries.default=100000 -Dprocmm.history.length=300}.
 */
class HostDifferentialPropertyTest {

    private static final int LENGTH = Integer.getInteger("procmm.history.length", 60);

    private static @Nullable Path directory;
    private static @Nullable HostProgram host;

    @BeforeContainer
    static void startHost() throws IOException, InterruptedException {
        directory = Files.createTempDirectory("hostmm");
        host = HostProgram.start(directory);
    }

    @AfterContainer
    static void stopHost() throws IOException, InterruptedException {
        if (host != null) {
            host.close();
        }
        if (directory != null) {
            Files.deleteIfExists(directory.resolve("hostmm"));
            Files.delete(directory);
        }
    }

    @Property
    void theKernelAnswersAsTheHostDoes(@ForAll("histories") History history) throws IOException {
        if (host == null) {
            throw new AssertionError("the host program is not running");
        }
        KernelMachine kernel = new KernelMachine();
        List<Call> played = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (Call call : history.calls()) {
            if (history.growsDown() && touchesUnmapped(kernel.memory(), call)) {
                continue;
            }
            played.add(call);
            answers.add(call.playOn(kernel) + "|" + Arena.areas(kernel.memory()));
            kernel.memory().checkInvariants();
        }
        List<String> truth = host.play(played);
        for (int i = 0; i < played.size(); i++) {
            assertThat(answers.get(i))
                    .as("call %d: %s", i, played.get(i).line())
                    .isEqualTo(truth.get(i));
        }
    }

    @Provide
    Arbitrary<History> histories() {
        return Histories.upTo(LENGTH, HostProgram.hasProtectionKeys());
    }

    private static boolean touchesUnmapped(AddressSpace memory, Call call) {
        if (call instanceof Call.Load load) {
            return !isMapped(memory, load.addr(), load.size());
        }
        if (call instanceof Call.Store store) {
            return !isMapped(memory, store.addr(), store.size());
        }
        return call instanceof Call.Fetch fetch && !isMapped(memory, fetch.addr(), 1);
    }

    private static boolean isMapped(AddressSpace memory, long addr, int size) {
        long first = addr / Page.SIZE;
        long last = (addr + size - 1) / Page.SIZE;
        return hasPage(memory, first) && hasPage(memory, last);
    }

    private static boolean hasPage(AddressSpace memory, long page) {
        return memory.areas().stream()
                .anyMatch(
                        area -> area.start() <= page * Page.SIZE && area.end() > page * Page.SIZE);
    }
}
