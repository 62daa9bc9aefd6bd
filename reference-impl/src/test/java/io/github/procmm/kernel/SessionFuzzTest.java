package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.Handle;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Streams of part v2, from anybody, to the kernel. The first byte of an input cuts the rest. */
class SessionFuzzTest {

    private static final int MAX_FRAME = 1 << 20;

    @FuzzTest(maxDuration = "10m")
    void anyStreamIsAnsweredWithFramesHoweverItIsCut(byte[] data) {
        if (data.length == 0) {
            return;
        }
        ByteBuf stream = Unpooled.wrappedBuffer(data, 1, data.length - 1);
        ByteBuf answers = answers(stream.duplicate(), stream.readableBytes());
        ByteBuf again = answers(stream.duplicate(), (data[0] & 0xff) + 1);
        assertThat(ByteBufUtil.hexDump(again)).isEqualTo(ByteBufUtil.hexDump(answers));
        FrameCodec codec = new FrameCodec(MAX_FRAME);
        while (answers.isReadable()) {
            assertThat(codec.decode(answers)).isInstanceOf(FrameCodec.Whole.class);
        }
    }

    /** Sends a stream to a new session, at most {@code piece} bytes at a time. */
    private static ByteBuf answers(ByteBuf stream, int piece) {
        UserProcess client = new Kernel(host()).newProcess();
        client.open(MmFile.PROC_MM64);
        client.open(MemoryObject.regular("a", 3L * Page.SIZE), AccessMode.READ_WRITE);
        ByteBuf in = Unpooled.buffer();
        ByteBuf out = Unpooled.buffer();
        try (Session session = client.newSession(6)) {
            while (stream.isReadable() && !session.isOver()) {
                in.writeBytes(stream, Math.min(piece, stream.readableBytes()));
                session.receive(in, out);
                in.discardReadBytes();
                check(session);
            }
        }
        return out;
    }

    private static HostProfile host() {
        return HostProfile.DEFAULT.withMaxAddressSpaces(5).withMaxMapCount(7);
    }

    private static void check(Session session) {
        for (int index = 0; index < 6; index++) {
            AddressSpace space = session.addressSpace(Handle.of(index, 1));
            if (space != null) {
                space.checkInvariants();
            }
        }
    }
}
