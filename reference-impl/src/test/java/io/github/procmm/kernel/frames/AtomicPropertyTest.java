package io.github.procmm.kernel.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Rights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Shrinkable;

/**
 * V2-BATCH-4: an ATOMIC frame with a record that fails, whatever and wherever it is, might as well
 * not have been sent. One host gets such frames, its twin does not, and both answer all others with
 * the same bytes: areas, pages, epochs, LDTs, handles and their numbers.
 */
class AtomicPropertyTest {

    @Property(tries = 200)
    void V2_BATCH_4_aFrameThatFailsLeavesNoTrace(@ForAll("steps") List<Long> steps) {
        Story story = new Story();
        steps.forEach(story::step);
    }

    /** A seed for each step: what it is depends on what there is by then. */
    @Provide
    Arbitrary<List<Long>> steps() {
        return Arbitraries.fromGenerator(random -> Shrinkable.unshrinkable(random.nextLong()))
                .list()
                .ofMaxSize(60)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static final class Story {

        private final Twin tried = new Twin();
        private final Twin spared = new Twin();
        private final List<Long> spaces = new ArrayList<>();
        private final List<Long> objects = new ArrayList<>();

        Story() {
            long pages = FrameMaker.PAGES - 2L;
            List<Command> commands =
                    List.of(
                            new Command.Import(0, Rights.OF_SPACE, 0),
                            new Command.Import(1, Rights.OF_SPACE, 0),
                            new Command.Create(Rights.OF_SPACE, 0),
                            new Command.Memory(6L * Page.SIZE, Rights.OF_OBJECT, 7),
                            FrameMaker.map(Handle.reference(0), pages, Handle.NONE),
                            FrameMaker.map(Handle.reference(2), pages, Handle.reference(3)));
            both(BatchMode.SEQUENTIAL, commands);
            tried.client.writeLdt(spaces.get(0), 1);
            spared.client.writeLdt(spaces.get(0), 1);
        }

        void step(long seed) {
            Random random = new Random(seed);
            FrameMaker maker = new FrameMaker(random, spaces, objects, List.of());
            if (random.nextInt(4) == 0) {
                failLegacy(random, maker);
            } else {
                fail(random, maker);
            }
            store(random);
            both(maker.mode(), maker.frame());
            spaces.forEach(space -> assertThat(tried.view(space)).isEqualTo(spared.view(space)));
            assertThat(tried.kernel.openAddressSpaces())
                    .isEqualTo(spared.kernel.openAddressSpaces());
        }

        /** Of the one host alone: a frame that cannot succeed. */
        private void fail(Random random, FrameMaker maker) {
            List<Command> frame = maker.frame();
            frame.add(random.nextInt(frame.size() + 1), maker.failing());
            List<Result> results =
                    tried.client.batch(BatchMode.ATOMIC, frame.toArray(new Command[0]));
            assertThat(results)
                    .filteredOn(result -> result.status() != Errno.ECANCELED.number())
                    .as("%s", frame)
                    .hasSizeLessThanOrEqualTo(1)
                    .allMatch(result -> result.status() != 0);
        }

        private void failLegacy(Random random, FrameMaker maker) {
            List<Op> ops = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                ops.add(maker.legacy().op());
            }
            ops.add(random.nextInt(ops.size() + 1), new CopySegments(random.nextInt(2)));
            ops.add(random.nextInt(ops.size() + 1), new Munmap(FrameMaker.BASE + 1, Page.SIZE));
            List<Result> results =
                    tried.client.legacy(BatchMode.ATOMIC, maker.space(), ops.toArray(new Op[0]));
            assertThat(results).noneMatch(result -> result.status() == 0);
        }

        private void store(Random random) {
            long space = spaces.isEmpty() ? 0 : spaces.get(random.nextInt(spaces.size()));
            long addr = FrameMaker.BASE + random.nextInt(FrameMaker.PAGES) * (long) Page.SIZE;
            long value = random.nextLong();
            AddressSpace one = tried.client.session.addressSpace(space);
            AddressSpace other = spared.client.session.addressSpace(space);
            if (one != null && other != null) {
                assertThat(one.store(addr, Long.BYTES, value))
                        .isEqualTo(other.store(addr, Long.BYTES, value));
            }
        }

        private void both(BatchMode mode, List<Command> commands) {
            List<Command> frame = new ArrayList<>(commands);
            long space = spaces.isEmpty() ? 0 : spaces.get(0);
            frame.add(new Command.Query(space, 0, Integer.MAX_VALUE));
            Frame batch = new Frame.Batch(0, mode, frame);
            String answer = tried.answer(batch);
            assertThat(answer).as("%s %s", mode, frame).isEqualTo(spared.answer(batch));
            note(frame, answer);
        }

        private void note(List<Command> frame, String answer) {
            List<Result> results = Twin.results(answer);
            for (int i = 0; i < frame.size(); i++) {
                Command command = frame.get(i);
                if (results.get(i).status() == 0 && command.operation().givesHandle()) {
                    long handle = results.get(i).value();
                    boolean space = tried.client.session.addressSpace(handle) != null;
                    (space ? spaces : objects).add(handle);
                }
            }
            spaces.removeIf(handle -> tried.client.session.addressSpace(handle) == null);
        }
    }
}
