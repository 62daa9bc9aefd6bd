package io.github.procmm.kernel.frames;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.kernel.Kernel;
import io.github.procmm.kernel.MemoryObject;
import io.github.procmm.kernel.Page;
import io.github.procmm.kernel.SessionClient;
import io.github.procmm.kernel.UserProcess;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.Hello;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;

/** A host with two sessions that another one, given the same frames, has to equal byte for byte. */
final class Twin {

    private static final HostProfile HOST =
            HostProfile.DEFAULT.withMaxAddressSpaces(9).withMaxMapCount(12).withLdtEntries(6 * 512);

    private static final int MOST_HANDLES = 16;

    final Kernel kernel = new Kernel(HOST);
    final SessionClient client;
    private final SessionClient bystander;
    private final UserProcess process = kernel.newProcess();
    private final FrameCodec codec = new FrameCodec(1 << 20);

    Twin() {
        for (int i = 0; i < ModelHost.FILES; i++) {
            process.open(MmFile.PROC_MM64);
        }
        for (int i = 0; i < 2; i++) {
            process.open(MemoryObject.regular("o" + i, 6L * Page.SIZE), AccessMode.READ_WRITE);
        }
        client = new SessionClient(process, kernel, Hello.ofThisVersion(1 << 20), MOST_HANDLES);
        bystander = new SessionClient(process, kernel, Hello.ofThisVersion(1 << 20));
    }

    /** Returns the bytes of the answer to a frame, as digits. */
    String answer(Frame frame) {
        return answer(client, frame);
    }

    /** Returns the answer that another session of the same process gets. */
    String answerElsewhere(Frame frame) {
        return answer(bystander, frame);
    }

    private String answer(SessionClient asking, Frame frame) {
        ByteBuf in = Unpooled.buffer();
        codec.encode(frame, in);
        ByteBuf out = Unpooled.buffer();
        asking.session.receive(in, out);
        return ByteBufUtil.hexDump(out);
    }

    static List<Result> results(String answer) {
        ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(answer));
        FrameCodec.Whole whole = (FrameCodec.Whole) new FrameCodec(1 << 20).decode(bytes);
        return ((Frame.Reply) whole.frame()).results();
    }

    /** Returns all that a program in a space could see; of what is no space, nothing. */
    String view(long handle) {
        AddressSpace memory = client.session.addressSpace(handle);
        if (memory == null) {
            return "none";
        }
        memory.checkInvariants();
        StringBuilder view = new StringBuilder(memory.maps());
        for (int i = 0; i < FrameMaker.PAGES + 8; i++) {
            long addr = FrameMaker.BASE + i * (long) Page.SIZE;
            view.append(memory.load(addr, Long.BYTES)).append('\n');
        }
        return view.append(client.ldt(handle)).toString();
    }
}
