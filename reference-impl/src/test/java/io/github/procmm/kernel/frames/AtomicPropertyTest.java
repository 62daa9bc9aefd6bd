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
 * V2-BATCH-4: an ATOMIC frame of which a record fails, whatever and wherever it is, might as well
 * not have been sent, and any other might as well have been SEQUENTIAL. One host gets ATOMIC
 * frames, its twin gets those that were done as SEQUENTIAL ones, and both answer everything else
 * with the same bytes: areas, pages, epochs, LDTs, handles and their numbers, in two sessions.
 */
class AtomicPropertyTest {

    private static final Result CANCELED = new Result(Errno.ECANCELED.number(), 0, 0, null);

    @Property(tries = 100)
    void V2_BATCH_4_aFrameIsDoneAsIfSequentialOrLeavesNoTrace(@ForAll("steps") List<Long> steps) {
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

        /** What the other session calls the two files. */
        private final List<Long> elsewhere = new ArrayList<>();

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
            importElsewhere();
        }

        void step(long seed) {
            Random random = new Random(seed);
            FrameMaker maker = new FrameMaker(random, spaces, objects, List.of());
            switch (random.nextInt(4)) {
                case 0 -> legacy(random, maker);
                case 1 -> fail(random, maker);
                case 2 -> replace(random, maker);
                default -> allOrNothing(maker.frame());
            }
            store(random);
            both(maker.mode(), maker.frame());
            askElsewhere();
            if (random.nextInt(8) == 0) {
                importElsewhere();
            }
            spaces.forEach(space -> assertThat(tried.view(space)).isEqualTo(spared.view(space)));
            assertThat(tried.kernel.openAddressSpaces())
                    .isEqualTo(spared.kernel.openAddressSpaces());
        }

        /** A record that fails stands anywhere in the frame. */
        private void fail(Random random, FrameMaker maker) {
            List<Command> frame = new ArrayList<>(maker.frame());
            frame.add(random.nextInt(frame.size() + 1), maker.failing());
            allOrNothing(frame);
        }

        /** The host has room for few spaces: a new one may need that of one that is given up. */
        private void replace(Random random, FrameMaker maker) {
            long old = maker.space();
            List<Command> frame = new ArrayList<>();
            frame.add(random.nextBoolean() ? new Command.Destroy(old) : new Command.Release(old));
            frame.add(
                    random.nextBoolean()
                            ? new Command.CloneSpace(maker.space(), Rights.OF_SPACE)
                            : new Command.Create(Rights.OF_SPACE, 0));
            frame.addAll(maker.frame().subList(0, 1));
            allOrNothing(frame);
        }

        /** Both hosts get a frame that failed once more, to stop where it failed. */
        private void allOrNothing(List<Command> frame) {
            Command[] commands = frame.toArray(new Command[0]);
            List<Result> results = tried.client.batch(BatchMode.ATOMIC, commands);
            if (isDone(results)) {
                assertThat(spared.client.batch(BatchMode.SEQUENTIAL, commands))
                        .as("%s", frame)
                        .isEqualTo(results);
                note(frame, results);
                return;
            }
            int failed = 0;
            while (results.get(failed).equals(CANCELED)) {
                failed++;
            }
            List<Result> again = both(BatchMode.SEQUENTIAL, frame);
            assertThat(again.get(failed)).as("%s", frame).isEqualTo(results.get(failed));
            assertThat(again.subList(0, failed)).allMatch(result -> result.status() == 0);
        }

        /** Returns whether all records were done; else one has failed, and all are cancelled. */
        private static boolean isDone(List<Result> results) {
            boolean done = results.stream().allMatch(result -> result.status() == 0);
            assertThat(results)
                    .filteredOn(result -> !result.equals(CANCELED))
                    .hasSize(done ? results.size() : 1);
            return done;
        }

        /** Of v1 records most fail at this address; copies of LDTs, if there is room. */
        private void legacy(Random random, FrameMaker maker) {
            List<Op> ops = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                ops.add(maker.legacy().op());
            }
            ops.add(random.nextInt(ops.size() + 1), new CopySegments(random.nextInt(2)));
            if (random.nextBoolean()) {
                ops.add(random.nextInt(ops.size() + 1), new Munmap(FrameMaker.BASE + 1, Page.SIZE));
            }
            long space = maker.space();
            Op[] records = ops.toArray(new Op[0]);
            List<Result> results = tried.client.legacy(BatchMode.ATOMIC, space, records);
            if (isDone(results)) {
                assertThat(spared.client.legacy(BatchMode.SEQUENTIAL, space, records))
                        .isEqualTo(results);
            }
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

        private List<Result> both(BatchMode mode, List<Command> commands) {
            List<Command> frame = new ArrayList<>(commands);
            long space = spaces.isEmpty() ? 0 : spaces.get(0);
            frame.add(new Command.Query(space, 0, Integer.MAX_VALUE));
            Frame batch = new Frame.Batch(0, mode, frame);
            String answer = tried.answer(batch);
            assertThat(answer).as("%s %s", mode, frame).isEqualTo(spared.answer(batch));
            List<Result> results = Twin.results(answer);
            note(frame, results);
            return results;
        }

        private void note(List<Command> frame, List<Result> results) {
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

        private void importElsewhere() {
            List<Command> imports =
                    List.of(
                            new Command.Import(0, Rights.OF_SPACE, 0),
                            new Command.Import(1, Rights.OF_SPACE, 0));
            elsewhere.clear();
            bothElsewhere(imports).forEach(result -> elsewhere.add(result.value()));
        }

        private void askElsewhere() {
            List<Command> queries = new ArrayList<>();
            elsewhere.forEach(space -> queries.add(new Command.Query(space, 0, 99)));
            bothElsewhere(queries);
        }

        private List<Result> bothElsewhere(List<Command> commands) {
            Frame batch = new Frame.Batch(0, BatchMode.INDEPENDENT, commands);
            String answer = tried.answerElsewhere(batch);
            assertThat(answer).isEqualTo(spared.answerElsewhere(batch));
            return Twin.results(answer);
        }
    }
}
