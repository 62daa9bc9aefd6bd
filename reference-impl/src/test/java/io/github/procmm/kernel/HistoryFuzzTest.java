package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Generation;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.FieldRangeException;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A history of part v1 that the bytes of an input choose, played to the kernel. */
class HistoryFuzzTest {

    private static final int MOST_TASKS = 4;
    private static final int DESCRIPTORS = 8;

    @FuzzTest(maxDuration = "10m")
    void noHistoryBreaksTheKernel(byte[] data) {
        History history = new History(new Chooser(data));
        while (!history.chooser.isOver()) {
            history.step();
            history.check();
        }
    }

    /** One host, two processes, and what they have made. */
    private static final class History {

        final Chooser chooser;
        private final List<UserProcess> processes = new ArrayList<>();
        private final List<Task> tasks = new ArrayList<>();
        private final List<MemoryObject> objects = new ArrayList<>();

        History(Chooser chooser) {
            this.chooser = chooser;
            Generation generation = chooser.oneOf(Generation.values());
            MemoryManager manager = chooser.oneOf(MemoryManager.values());
            HostProfile host =
                    HostProfile.of(Dialect.X86_64, generation, manager)
                            .withMaxAddressSpaces(5)
                            .withMaxMapCount(7);
            Kernel kernel = new Kernel(host);
            processes.add(kernel.newProcess());
            processes.add(kernel.newProcess(Dialect.I386));
            objects.add(MemoryObject.regular("a", 3L * Page.SIZE));
            objects.add(MemoryObject.regular("b", Page.SIZE / 2));
            processes.get(0).open(MmFile.PROC_MM64);
        }

        private UserProcess process() {
            return processes.get(chooser.below(8) == 7 ? 1 : 0);
        }

        private int fd() {
            return chooser.below(DESCRIPTORS);
        }

        private MemoryObject object() {
            return objects.get(chooser.below(objects.size()));
        }

        void step() {
            UserProcess process = process();
            switch (chooser.below(16)) {
                case 0 -> process.open(chooser.oneOf(MmFile.values()));
                case 1 -> process.open(object(), chooser.oneOf(AccessMode.values()));
                case 2 -> process.dup2(fd(), fd());
                case 3 -> process.close(fd());
                case 4 -> process.sendTo(processes.get(chooser.below(2)), fd());
                case 5 -> object().resize(chooser.below(5) * (long) Page.SIZE + chooser.below(3));
                case 6 -> object().write(chooser.below(4) * 1000L, chooser.some());
                case 7 -> task(process);
                case 8 -> process.write(fd(), Unpooled.wrappedBuffer(chooser.some()));
                case 9 -> process.mmap(chooser.addr(), chooser.len(), 3, 0x12, fd(), 0);
                case 10, 11 -> access(process.addressSpace(fd()));
                default -> process.write(fd(), record());
            }
        }

        private void task(UserProcess process) {
            if (tasks.size() < MOST_TASKS) {
                tasks.add(process.newTask());
            }
            Task task = tasks.get(chooser.below(tasks.size()));
            switch (chooser.below(4)) {
                case 0 -> {
                    task.exit();
                    tasks.remove(task);
                }
                case 1 -> access(task.addressSpace());
                default -> task.switchMm(fd());
            }
        }

        private void access(@Nullable AddressSpace space) {
            if (space == null) {
                return;
            }
            long addr = chooser.addr();
            int size = 1 << chooser.below(4);
            switch (chooser.below(3)) {
                case 0 -> assertThat(space.load(addr, size)).isNotNull();
                case 1 -> assertThat(space.fetch(addr, size)).isNotNull();
                default -> space.store(addr, size, chooser.any());
            }
        }

        private ByteBuf record() {
            Dialect dialect = chooser.below(4) == 0 ? Dialect.I386 : Dialect.X86_64;
            ByteBuf record = Unpooled.buffer();
            try {
                new RecordEncoder(dialect).encode(op(), record);
            } catch (FieldRangeException tooWide) {
                return record; // an empty write
            }
            return record;
        }

        private Op op() {
            return switch (chooser.below(7)) {
                case 0 -> new CopySegments(fd());
                case 1 -> new Munmap(chooser.addr(), chooser.len());
                case 2, 3 -> new Mprotect(chooser.addr(), chooser.len(), chooser.below(9));
                default ->
                        new Mmap(
                                chooser.addr(),
                                chooser.len(),
                                chooser.below(9),
                                flags(),
                                fd(),
                                chooser.len());
            };
        }

        /** Mostly MAP_SHARED or MAP_PRIVATE, MAP_FIXED, MAP_ANONYMOUS or not; or any byte. */
        private long flags() {
            int choice = chooser.below(256);
            return choice < 128 ? 0x10 | ((choice & 1) + 1) | ((choice & 2) << 4) : choice;
        }

        void check() {
            for (UserProcess process : processes) {
                process.ownAddressSpace().checkInvariants();
                for (int fd = 0; fd < DESCRIPTORS; fd++) {
                    check(process.addressSpace(fd));
                }
            }
            tasks.forEach(task -> check(task.addressSpace()));
        }

        private static void check(@Nullable AddressSpace space) {
            if (space != null) {
                space.checkInvariants();
                assertThat(space.areas()).hasSize(space.areaCount());
            }
        }
    }
}
