package io.github.procmm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.AddressRange;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Op;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Descriptor;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.NewSession;
import io.github.procmm.proto.testee.Open;
import io.github.procmm.proto.testee.OpenMode;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.LegacyDialect;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnmodelledTest {

    private static final long PAGE = 0x1000;
    private static final long RESERVED = 0x7000_0000_0000L;

    private static final HostKind HOST = HostKind.of(HostProfile.DEFAULT);
    private static final long ANONYMOUS = MapFlags.PRIVATE | MapFlags.FIXED | MapFlags.ANONYMOUS;

    private final World world =
            new World(
                    HOST,
                    new Ring(
                            List.of(HOST),
                            EnumSet.allOf(Feature.class),
                            List.of(new AddressRange(RESERVED, RESERVED + PAGE))));

    @BeforeEach
    void openOneAddressSpaceAndASession() {
        Open open =
                Open.newBuilder()
                        .setFd(3)
                        .setFile("/proc/mm64")
                        .setMode(OpenMode.WRITE_ONLY)
                        .build();
        world.add(step(Call.newBuilder().setOpen(open).build()));
        world.take(Answer.newBuilder().setResult(3).build());
        world.add(step(Call.newBuilder().setNewSession(NewSession.newBuilder()).build()));
        world.take(Answer.getDefaultInstance());
    }

    private static Step step(Call call) {
        return new Step(call, new Expected.Noted());
    }

    private boolean allowsStore(long addr, int size) {
        Access access =
                Access.newBuilder()
                        .setMm(Mm.newBuilder().setFile(Descriptor.newBuilder().setFd(3)))
                        .setAddr(addr)
                        .setSize(size)
                        .build();
        return world.allows(step(Call.newBuilder().setAccess(access).build()));
    }

    private static ByteBuf record(Op op) {
        ByteBuf record = Unpooled.buffer();
        new RecordEncoder(Dialect.X86_64).encode(op, record);
        return record;
    }

    private boolean allowsWrite(Op op) {
        Write write =
                Write.newBuilder()
                        .setFd(3)
                        .setRecord(ByteString.copyFrom(record(op).nioBuffer()))
                        .build();
        return world.allows(step(Call.newBuilder().setWrite(write).build()));
    }

    private static ByteString bytes(Frame frame) {
        ByteBuf bytes = Unpooled.buffer();
        new FrameCodec(1 << 16).encode(frame, bytes);
        return ByteString.copyFrom(bytes.nioBuffer());
    }

    private static Step sent(ByteString bytes) {
        SendBytes send = SendBytes.newBuilder().setBytes(bytes).build();
        return step(Call.newBuilder().setSendBytes(send).build());
    }

    private static Frame unmap(long addr, long len) {
        return new Frame.Batch(1, BatchMode.SEQUENTIAL, List.of(new Command.Unmap(1, addr, len)));
    }

    private static Mmap map(long len, long prot, long flags) {
        return new Mmap(0x1000_0000, len, prot, flags, -1, 0);
    }

    @Test
    void betweenTheHalvesOfTheAddressSpaceNothingIsTouched() {
        assertThat(allowsStore(0x7fff_ffff_f000L, 8)).isTrue();
        assertThat(allowsStore(-8, 8)).isTrue();
        assertThat(allowsStore(0x8000_0000_0000L, 1)).isFalse();
        assertThat(allowsStore(0x7fff_ffff_fffcL, 8)).isFalse();
    }

    @Test
    void moreThanAHostMayHaveIsNotMadeWritable() {
        assertThat(allowsWrite(map(1L << 40, Prot.READ | Prot.WRITE, ANONYMOUS))).isFalse();
        assertThat(allowsWrite(map(1L << 40, Prot.READ, ANONYMOUS))).isTrue();
        assertThat(allowsWrite(map(1L << 20, Prot.READ | Prot.WRITE, ANONYMOUS))).isTrue();
    }

    @Test
    void aFrameKeepsAwayFromWhatIsReserved() {
        assertThat(world.allows(sent(bytes(unmap(RESERVED - PAGE, PAGE))))).isTrue();
        assertThat(world.allows(sent(bytes(unmap(RESERVED - PAGE, 2 * PAGE))))).isFalse();
    }

    @Test
    void theRestOfAFrameThatReachesItIsNotSent() {
        ByteString frame = bytes(unmap(RESERVED, PAGE));
        world.add(sent(frame.substring(0, 40)));

        assertThat(world.allows(sent(frame.substring(40, 44)))).isTrue();
        assertThat(world.allows(sent(frame.substring(40)))).isFalse();
    }

    @Test
    void aRecordInAFrameIsHeldAgainstTheSameAsOneThatIsWritten() {
        Mmap huge = map(PAGE, Prot.READ, ANONYMOUS | 0x4_0000);
        String hex = ByteBufUtil.hexDump(record(huge));
        Frame frame =
                new Frame.Legacy(
                        1,
                        BatchMode.SEQUENTIAL,
                        List.of(new Frame.LegacyRecord(LegacyDialect.of(Dialect.X86_64), 1, hex)));

        assertThat(allowsWrite(huge)).isFalse();
        assertThat(world.allows(sent(bytes(frame)))).isFalse();
    }

    @Test
    void nothingIsTouchedOnceAnAreaMayGrow() {
        Mmap down = map(PAGE, Prot.READ, ANONYMOUS | MapFlags.GROWSDOWN);

        assertThat(allowsWrite(down)).isFalse();
        assertThat(allowsStore(0x1000_0000, 8)).isTrue();
        world.letGrow(true);
        assertThat(allowsWrite(down)).isTrue();
        world.letGrow(false);
        assertThat(allowsStore(0x1000_0000, 8)).isFalse();
    }
}
