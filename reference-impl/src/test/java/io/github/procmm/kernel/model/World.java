package io.github.procmm.kernel.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.kernel.Kernel;
import io.github.procmm.kernel.MappedArea;
import io.github.procmm.kernel.MemoryObject;
import io.github.procmm.kernel.Page;
import io.github.procmm.kernel.history.Arena;
import io.github.procmm.kernel.history.Call;
import io.github.procmm.kernel.history.KernelMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two processes that map the same objects, and snapshots of their address spaces; each beside the
 * model of it.
 */
final class World {

    private static final int MOST_SNAPSHOTS = 3;

    /** An address space and what it should be; a snapshot has no process to make calls. */
    private record Pair(KernelMachine machine, AddressSpace space, PageModel model) {

        void check(int offset) {
            space.checkInvariants();
            assertThat(view(space)).isEqualTo(model.view());
            for (int page = -1; page <= Steps.PAGES + 3; page++) {
                Call load = new Call.Load(Arena.page(page) + offset, Long.BYTES);
                String loaded = load.playOn(machine.withMemory(space));
                assertThat(loaded).as(load.line()).isEqualTo(load.playOn(model));
            }
        }
    }

    private final List<Pair> processes = new ArrayList<>();
    private final List<Pair> snapshots = new ArrayList<>();

    World() {
        Kernel kernel = new Kernel(HostProfile.DEFAULT);
        List<MemoryObject> objects = KernelMachine.newObjects();
        List<ModelObject> models = objects.stream().map(World::modelOf).toList();
        for (int i = 0; i < 2; i++) {
            KernelMachine machine = new KernelMachine(kernel.newProcess(), objects);
            processes.add(new Pair(machine, machine.memory(), new PageModel(models)));
        }
    }

    private static ModelObject modelOf(MemoryObject object) {
        ModelObject model = new ModelObject(object.name(), object.size());
        model.write(0, object.read(0, (int) object.size()));
        return model;
    }

    /** Takes a step on both sides; both must answer the same. */
    void take(Step step) {
        Call call = step.call();
        if (call == null) {
            snapshot(processes.get(step.space() % processes.size()));
            return;
        }
        boolean access = call instanceof Call.Load || call instanceof Call.Store;
        List<Pair> candidates = new ArrayList<>(processes);
        candidates.addAll(access ? snapshots : List.of());
        Pair pair = candidates.get(step.space() % candidates.size());
        String answer = call.playOn(pair.machine().withMemory(pair.space()));
        assertThat(answer).as(step.toString()).isEqualTo(call.playOn(pair.model()));
    }

    private void snapshot(Pair of) {
        if (snapshots.size() == MOST_SNAPSHOTS) {
            snapshots.remove(0);
        }
        snapshots.add(new Pair(of.machine(), of.space().snapshot(), of.model().snapshot()));
    }

    /** Compares every address space, live or snapshot, with its model, page by page. */
    void check(int offset) {
        processes.forEach(pair -> pair.check(offset));
        snapshots.forEach(pair -> pair.check(offset));
    }

    /** Returns what each page shows, by page number, in the notation of {@link ModelPage}. */
    private static Map<Long, String> view(AddressSpace space) {
        Map<Long, String> view = new TreeMap<>();
        for (MappedArea area : space.areas()) {
            for (long addr = area.start(); addr < area.end(); addr += Page.SIZE) {
                long objectPage = (area.offset() + addr - area.start()) / Page.SIZE;
                String shown =
                        area.object().isEmpty() ? "" : " " + area.object() + " " + objectPage;
                view.put(addr / Page.SIZE, area.permissions() + shown);
            }
        }
        return view;
    }
}
