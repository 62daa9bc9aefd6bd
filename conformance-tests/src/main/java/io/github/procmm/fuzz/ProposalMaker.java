package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.kernel.Limits;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Open;
import io.github.procmm.proto.testee.OpenMode;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.proto.wire.Role;
import io.github.procmm.schema.FieldLayout;
import io.github.procmm.schema.OperationLayout;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.OfferMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Thinks of a history of a proposal's records: an address space or two, some of the operations, and
 * a look at the areas after every few.
 */
final class ProposalMaker implements Script {

    private static final int LONGEST = 96;
    private static final int CHUNK = 8;

    /** Behind the descriptors that a {@link FileMaker} uses. */
    private static final int FIRST_FD = 16;

    private final Proposal proposal;
    private final World world;
    private final Random random;
    private final Traits traits;
    private final Numbers numbers;
    private final FileMaker files;
    private final TaskMaker tasks;
    private final FieldValues values;
    private final Mutation mutation;
    private final List<OperationLayout> some = new ArrayList<>();
    private int left;

    ProposalMaker(Proposal proposal, World world, Random random) {
        this.proposal = proposal;
        this.world = world;
        this.random = random;
        this.traits = new Traits(random, Part.BOTH);
        long taskSize = Limits.of(Proposal.HOST, Proposal.HOST).taskSize();
        this.numbers = new Numbers(random, traits, Proposal.HOST, taskSize);
        this.files = new FileMaker(world, traits, numbers);
        this.tasks = new TaskMaker(world, numbers, new PtraceMaker(world, numbers));
        this.values = new FieldValues(world, numbers);
        this.mutation = new Mutation(numbers);
        this.left = 4 + random.nextInt(LONGEST);
        List<OperationLayout> all = List.copyOf(proposal.schema().operations().values());
        for (OperationLayout operation : all) {
            if (!numbers.once(4)) {
                some.add(operation);
            }
        }
        if (some.isEmpty()) {
            some.addAll(all);
        }
    }

    /** Begins on the host of the proposal; where the backends are none, nothing comes of it. */
    static ProposalMaker begin(Proposal proposal, Ring ring, Random random) {
        HostKind usual = HostKind.of(HostProfile.DEFAULT);
        HostKind host =
                ring.hosts().contains(usual)
                        ? usual
                        : ring.hosts().stream()
                                .filter(kind -> kind.dialect() == Proposal.HOST)
                                .findFirst()
                                .orElseThrow(
                                        () ->
                                                new IllegalArgumentException(
                                                        "a proposal is tried on a host of "
                                                                + Proposal.HOST.readableName()
                                                                + ", which one of the two cannot"
                                                                + " be"));
        return new ProposalMaker(proposal, new World(host, ring), random);
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public List<Step> next() {
        int from = world.steps().size();
        if (from == 0) {
            beginning();
        } else if (left > 0) {
            for (int i = 0; i < CHUNK; i++) {
                add(call());
            }
            left -= CHUNK;
            for (Opened mm : world.mms()) {
                add(Looks.maps(mm));
            }
        }
        return since(from);
    }

    private void beginning() {
        Boot.Builder boot = Boot.newBuilder().setHost(OfferMessages.toMessage(world.host()));
        add(Call.newBuilder().setBoot(boot).build());
        int objects = random.nextInt(3);
        for (int i = 0; i < objects; i++) {
            add(files.makeObject());
            add(files.openObject());
        }
        int mms = 1 + random.nextInt(2);
        for (int i = 0; i < mms; i++) {
            add(open(FIRST_FD + i));
        }
    }

    private static Call open(int fd) {
        return Call.newBuilder()
                .setOpen(
                        Open.newBuilder()
                                .setFd(fd)
                                .setFile(MmFile.nativeTo(Proposal.HOST).path())
                                .setMode(OpenMode.WRITE_ONLY))
                .build();
    }

    private @Nullable Call call() {
        if (traits.has(Trait.ACCESS) && world.offers(Feature.MEMORY) && numbers.once(4)) {
            return tasks.access();
        }
        List<Opened> mms = world.mms();
        if (mms.isEmpty()) {
            return null;
        }
        Opened mm = numbers.oneOf(mms);
        ByteString record = record();
        boolean broken = traits.has(Trait.MUTATIONS) && numbers.once(8);
        return Call.newBuilder()
                .setWrite(
                        Write.newBuilder()
                                .setProcess(mm.process())
                                .setFd(mm.fd())
                                .setRecord(broken ? mutation.of(record) : record))
                .build();
    }

    private ByteString record() {
        OperationLayout operation = numbers.oneOf(some);
        OperationLayout ours = proposal.sameAsOurs(operation);
        Message.Builder body = proposal.body(operation);
        for (FieldLayout field : operation.body().fields()) {
            if (field.role() == Role.PLAIN) {
                body.setField(field.descriptor(), field.toProtobuf(values.of(field, ours)));
            }
        }
        return proposal.record(operation, body.build());
    }

    private void add(@Nullable Call call) {
        if (call != null) {
            Step step = new Step(call, new Expected.Noted());
            if (world.allows(step)) {
                world.add(step);
            }
        }
    }
}
