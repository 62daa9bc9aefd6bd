package io.github.procmm.suite;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.AccessKind;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Maps;
import io.github.procmm.proto.testee.Mm;
import java.util.List;

/** An address space of a case as a program in it sees it: its areas and its bytes. */
class Memory {

    static final long PAGE = Page.SIZE;

    private final Scenario scenario;
    private final Mm mm;
    private final List<Fill> fills;

    Memory(Scenario scenario, Mm mm) {
        this(scenario, mm, List.of());
    }

    /** One that only an answer names. */
    Memory(Scenario scenario, Mm mm, List<Fill> fills) {
        this.scenario = scenario;
        this.mm = mm;
        this.fills = fills;
    }

    final Scenario scenario() {
        return scenario;
    }

    /** Expects exactly these areas. */
    final void shows(ExpectedArea... areas) {
        scenario.add(mapsCall(), new Expected.Areas(List.of(areas)), fills);
    }

    /** Expects exactly these pages, however they are cut into areas. */
    final void showsPages(List<ExpectedArea> areas) {
        scenario.add(mapsCall(), new Expected.Pages(areas), fills);
    }

    /** Expects exactly these lines of maps; {@code {object N}} is the name of object N. */
    final void printsMaps(String... lines) {
        scenario.add(mapsCall(), new Expected.Lines(List.of(lines)), fills);
    }

    /** Looks at the areas and returns the step to compare with. */
    final int notes() {
        return scenario.add(mapsCall(), new Expected.Noted(), fills);
    }

    /** Expects the areas that were seen in an earlier step. */
    final void showsWhatItDidAt(int step) {
        scenario.add(mapsCall(), new Expected.SameAs(step), fills);
    }

    /** Loads 1, 2, 4 or 8 bytes. */
    final Touch load(long addr, int size) {
        return touch(AccessKind.LOAD, addr, size, 0);
    }

    /** Stores 1, 2, 4 or 8 bytes. */
    final Touch store(long addr, int size, long value) {
        return touch(AccessKind.STORE, addr, size, value);
    }

    /** Stores a byte into each of these pages: their areas have a lineage then. */
    final void storesInto(long... pages) {
        for (long page : pages) {
            store(Scenario.page(page), 1, 1).works();
        }
    }

    /** Executes the instruction at an address: a byte 0x90 must lie there. */
    final Touch fetch(long addr) {
        return touch(AccessKind.FETCH, addr, 1, 0);
    }

    private Touch touch(AccessKind kind, long addr, int size, long value) {
        Access access =
                Access.newBuilder()
                        .setMm(mm)
                        .setKind(kind)
                        .setAddr(addr)
                        .setSize(size)
                        .setValue(value)
                        .build();
        return new Touch(Call.newBuilder().setAccess(access));
    }

    private Call.Builder mapsCall() {
        return Call.newBuilder().setMaps(Maps.newBuilder().setMm(mm));
    }

    /** An access that has been said, until it is said what has to come of it. */
    final class Touch {

        private final Call.Builder call;

        private Touch(Call.Builder call) {
            this.call = call;
        }

        /** A load sees this, little-endian. */
        void sees(long value) {
            answers(new Expected.Value(value));
        }

        /** A store or a fetch works. */
        void works() {
            answers(new Expected.Result(0));
        }

        /** It has this to answer. */
        void answers(Expected expected) {
            scenario.add(call, expected, fills);
        }

        /** It faults, at its own address. */
        void faults(FaultKind kind) {
            faults(kind, call.getAccess().getAddr());
        }

        /** It faults at an address behind its own: on its second page. */
        void faults(FaultKind kind, long addr) {
            answers(new Expected.Faulted(kind, addr));
        }
    }
}
