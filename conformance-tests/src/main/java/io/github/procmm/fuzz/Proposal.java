package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.model.Errno;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.v1.ProcMmOp;
import io.github.procmm.proto.wire.Role;
import io.github.procmm.proto.wire.Wire;
import io.github.procmm.schema.FieldLayout;
import io.github.procmm.schema.OperationLayout;
import io.github.procmm.schema.RecordSchema;
import io.github.procmm.schema.SchemaCodec;
import io.github.procmm.schema.SchemaDecoded;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.Testee;
import io.github.procmm.wire.Abi;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A proposed interface: its records, as its .proto describes them, on a host of x86_64.
 *
 * <p>An operation of procmm.v1, or one that is the same as one of these, is asked of the backend
 * that is followed. What comes of any other only the testee knows; from then on nobody compares
 * what that has changed, but no errno may come that the description does not name, and areas have
 * to be some. Immutable.
 */
public final class Proposal implements Language {

    /** In an answer of the backend that is followed: it does not know. */
    static final ByteString UNKNOWN = ByteString.copyFromUtf8("unknown");

    /** The host that histories boot. */
    static final Dialect HOST = Dialect.X86_64;

    private static final String OURS = ProcMmOp.getDescriptor().getFile().getPackage() + ".";

    private final SchemaCodec codec;
    private final SchemaCodec ours;
    private final Map<OperationLayout, OperationLayout> sameAs = new HashMap<>();
    private final Map<OperationLayout, List<Errno>> errnos = new HashMap<>();

    private Proposal(Descriptor record) {
        Abi abi = HOST.abi();
        this.codec = new SchemaCodec(DynamicMessage.getDefaultInstance(record), abi);
        this.ours = new SchemaCodec(ProcMmOp.getDefaultInstance(), abi);
        if (codec.schema().operations().isEmpty()) {
            throw new IllegalArgumentException(record.getFullName() + ": has no operations");
        }
        for (OperationLayout operation : codec.schema().operations().values()) {
            OperationLayout same = sameAs(operation);
            if (same != null) {
                sameAs.put(operation, same);
            }
            errnos.put(operation, errnosOf(operation));
        }
    }

    /**
     * Reads a proposal.
     *
     * @throws IllegalArgumentException when the file describes no records: in a line that names the
     *     file, the field and the rule
     */
    public static Proposal read(Path file) throws IOException {
        Descriptor record = ProposalFile.read(file);
        try {
            return new Proposal(record);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    /**
     * Returns a contest that holds a testee of this interface against a backend of ours.
     *
     * @param known differences that end a history and are no findings
     */
    public Contest contest(Testee.Source leaders, Testee.Source testees, KnownDifferences known) {
        Testee.Source asked = () -> new ProposedReference(leaders.start(), this);
        return new Contest(asked, testees, this, known);
    }

    private @Nullable OperationLayout sameAs(OperationLayout operation) {
        Descriptor message = operation.body().descriptor();
        String name = message.getOptions().getExtension(Wire.sameAs);
        if (name.isEmpty()) {
            return message.getFullName().startsWith(OURS) ? ourNamed(operation.cOpcode()) : null;
        }
        OperationLayout same = ourNamed(name);
        if (same == null) {
            throw new IllegalArgumentException(
                    message.getFullName() + ": is the same as " + name + ", which procmm.v1 lacks");
        }
        for (FieldLayout field : operation.body().fields()) {
            FieldDescriptor corresponding = same.body().descriptor().findFieldByName(field.name());
            if (corresponding == null && field.role() == Role.PLAIN) {
                throw new IllegalArgumentException(
                        field.descriptor().getFullName() + ": " + name + " has no such field");
            }
        }
        return same;
    }

    private @Nullable OperationLayout ourNamed(String cOpcode) {
        return ours.schema().operations().values().stream()
                .filter(operation -> operation.cOpcode().equals(cOpcode))
                .findFirst()
                .orElse(null);
    }

    private static List<Errno> errnosOf(OperationLayout operation) {
        Descriptor message = operation.body().descriptor();
        List<Errno> errnos = new ArrayList<>();
        for (String name : message.getOptions().getExtension(Wire.errno)) {
            try {
                errnos.add(Errno.valueOf(name));
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException(
                        message.getFullName() + ": has errno '" + name + "', which is none here",
                        unknown);
            }
        }
        return errnos;
    }

    /** Returns the message that describes the records, with nothing in it. */
    public Message record() {
        return codec.newMessageBuilder().build();
    }

    RecordSchema schema() {
        return codec.schema();
    }

    /** Returns the operation of ours that an operation is the same as; null where there is none. */
    @Nullable OperationLayout sameAsOurs(OperationLayout operation) {
        return sameAs.get(operation);
    }

    /** Returns the operation of a record; null where it is none. */
    @Nullable OperationLayout operation(ByteString record) {
        Message message = decoded(record);
        return message == null ? null : operation(message);
    }

    private OperationLayout operation(Message message) {
        return schema().operations().values().stream()
                .filter(operation -> message.hasField(operation.member()))
                .findFirst()
                .orElseThrow();
    }

    private @Nullable Message decoded(ByteString record) {
        ByteBuf bytes = Unpooled.wrappedBuffer(record.asReadOnlyByteBuffer());
        return codec.decode(bytes) instanceof SchemaDecoded.Accepted accepted
                ? accepted.message()
                : null;
    }

    /** Returns the whole record of an operation with these fields. */
    ByteString record(OperationLayout operation, Message body) {
        Message.Builder message = codec.newMessageBuilder();
        message.setField(operation.member(), body);
        return encoded(codec, message.build());
    }

    /** Returns an empty body of an operation. */
    Message.Builder body(OperationLayout operation) {
        return codec.newMessageBuilder().newBuilderForField(operation.member());
    }

    private static ByteString encoded(SchemaCodec codec, Message message) {
        ByteBuf bytes = Unpooled.buffer();
        codec.encode(message, bytes);
        return ByteString.copyFrom(bytes.nioBuffer());
    }

    /** Returns the record of v1 that means the same; empty where there is none. */
    ByteString inOurs(ByteString record) {
        Message message = decoded(record);
        OperationLayout same = message == null ? null : sameAs.get(operation(message));
        if (message == null || same == null) {
            return ByteString.EMPTY;
        }
        Message body = (Message) message.getField(operation(message).member());
        Message.Builder translated = ours.newMessageBuilder();
        Message.Builder fields = translated.newBuilderForField(same.member());
        for (FieldLayout field : same.body().fields()) {
            FieldDescriptor named = body.getDescriptorForType().findFieldByName(field.name());
            if (named != null) {
                Number value = (Number) body.getField(named);
                long number =
                        value instanceof Integer narrow
                                ? Integer.toUnsignedLong(narrow)
                                : value.longValue();
                fields.setField(field.descriptor(), field.toProtobuf(number));
            }
        }
        return encoded(ours, translated.setField(same.member(), fields.build()).build());
    }

    @Override
    public boolean suits(HostKind host, Set<Feature> features) {
        return true;
    }

    @Override
    public Script begin(Ring ring, Random random) {
        return ProposalMaker.begin(this, ring, random);
    }

    @Override
    public Script goOn(World world, Random random) {
        return new ProposalMaker(this, world, random);
    }

    @Override
    public Call inOurs(Call call) {
        return call.hasWrite() ? with(call, inOurs(call.getWrite().getRecord())) : call;
    }

    static Call with(Call write, ByteString record) {
        return Call.newBuilder().setWrite(write.getWrite().toBuilder().setRecord(record)).build();
    }

    @Override
    public @Nullable String word(Call call) {
        if (!call.hasWrite()) {
            return null;
        }
        OperationLayout operation = operation(call.getWrite().getRecord());
        return operation == null ? "no record" : operation.cOpcode();
    }

    @Override
    public @Nullable List<Call> simpler(Call call) {
        if (!call.hasWrite()) {
            return null;
        }
        Message message = decoded(call.getWrite().getRecord());
        if (message == null) {
            return List.of();
        }
        OperationLayout operation = operation(message);
        Message body = (Message) message.getField(operation.member());
        List<Call> simpler = new ArrayList<>();
        for (FieldLayout field : operation.body().fields()) {
            long now = ((Number) body.getField(field.descriptor())).longValue();
            for (long other : SimplerValues.of(now, field.size()).toArray()) {
                Message.Builder changed = message.toBuilder();
                changed.setField(
                        operation.member(),
                        body.toBuilder()
                                .setField(field.descriptor(), field.toProtobuf(other))
                                .build());
                simpler.add(with(call, encoded(codec, changed.build())));
            }
        }
        return simpler;
    }

    @Override
    public @Nullable Expected open(Step step, Answer answer) {
        if (!answer.getData().equals(UNKNOWN)) {
            return null;
        }
        Call call = step.call();
        if (call.hasMaps()) {
            return new Expected.SoundAreas();
        }
        if (!call.hasWrite()) {
            return new Expected.Noted();
        }
        OperationLayout operation = operation(call.getWrite().getRecord());
        List<Errno> named =
                operation == null ? List.of() : errnos.getOrDefault(operation, List.of());
        return new Expected.Ended(call.getWrite().getRecord().size(), named);
    }
}
