package io.github.procmm.kernel.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.FaultKind;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.kernel.MappedArea;
import io.github.procmm.kernel.Page;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a program would see against the pages that there are. */
final class SpaceCheck {

    private static final int BEHIND = 8;

    private SpaceCheck() {}

    static void check(ModelSpace space, AddressSpace memory) {
        memory.checkInvariants();
        Map<Long, Integer> prots = new TreeMap<>();
        for (MappedArea area : memory.areas()) {
            for (long at = area.start(); at < area.end(); at += Page.SIZE) {
                prots.put(at / Page.SIZE, area.prot());
            }
        }
        Map<Long, Integer> expected = new TreeMap<>();
        space.pages.forEach((number, page) -> expected.put(number, page.prot));
        assertThat(prots).isEqualTo(expected);
        for (int i = -1; i < FrameMaker.PAGES + BEHIND; i++) {
            long addr = FrameMaker.BASE + i * (long) Page.SIZE;
            assertThat(memory.load(addr, Long.BYTES))
                    .as("a load at 0x%x", addr)
                    .isEqualTo(load(space.pages.get(addr / Page.SIZE), addr));
        }
    }

    private static AccessResult load(@Nullable ModelPage page, long addr) {
        if (page == null) {
            return new AccessResult.Fault(FaultKind.MAPERR, addr);
        }
        if (page.prot == 0) {
            return new AccessResult.Fault(FaultKind.ACCERR, addr);
        }
        return page.liesBeyondObject()
                ? new AccessResult.Fault(FaultKind.BUS, addr)
                : new AccessResult.Value(page.value());
    }
}
