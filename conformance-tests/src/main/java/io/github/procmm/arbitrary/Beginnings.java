package io.github.procmm.arbitrary;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Page;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Host;
import io.github.procmm.proto.testee.MakeObject;
import io.github.procmm.proto.testee.NewSession;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.proto.testee.Open;
import io.github.procmm.proto.testee.OpenMode;
import io.github.procmm.proto.testee.OpenObject;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.Hello;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** What a history needs before anything can happen in it. */
final class Beginnings {

    /** In bytes: one whole, and one that ends within a page. */
    private static final long[] OBJECTS = {4L * Page.SIZE, Page.SIZE + Page.SIZE / 2};

    private static final int MAX_FRAME = 1 << 16;

    private Beginnings() {}

    /** Returns a host with {@code mms} address spaces open from a descriptor on, then objects. */
    static List<Call> ofRecords(int firstFd, int mms) {
        List<Call> calls = new ArrayList<>();
        calls.add(boot());
        for (int i = 0; i < mms; i++) {
            Open.Builder open = Open.newBuilder().setFd(firstFd + i);
            open.setFile(MmFile.PROC_MM64.path()).setMode(OpenMode.WRITE_ONLY);
            calls.add(Call.newBuilder().setOpen(open).build());
        }
        for (int i = 0; i < OBJECTS.length; i++) {
            calls.add(object(i));
            OpenObject.Builder open = OpenObject.newBuilder().setFd(firstFd + mms + i);
            open.setObject(i).setMode(OpenMode.READ_WRITE);
            calls.add(Call.newBuilder().setOpenObject(open).build());
        }
        return calls;
    }

    /** Returns a host with a session that has said its HELLO. */
    static List<Call> ofBatches() {
        Call session = Call.newBuilder().setNewSession(NewSession.getDefaultInstance()).build();
        Frame hello = new Frame.Greeting(0, Hello.ofThisVersion(MAX_FRAME));
        return List.of(boot(), session, sent(hello));
    }

    /** Returns the sending of a frame. */
    static Call sent(Frame frame) {
        ByteBuf bytes = Unpooled.buffer();
        new FrameCodec(MAX_FRAME).encode(frame, bytes);
        SendBytes.Builder sent = SendBytes.newBuilder();
        return Call.newBuilder()
                .setSendBytes(sent.setBytes(ByteString.copyFrom(bytes.nioBuffer())))
                .build();
    }

    private static Call object(int number) {
        MakeObject.Builder made = MakeObject.newBuilder().setObject(number);
        made.setKind(ObjectKind.REGULAR).setSize(OBJECTS[number]);
        return Call.newBuilder().setMakeObject(made).build();
    }

    private static Call boot() {
        HostProfile usual = HostProfile.DEFAULT;
        Host host =
                Host.newBuilder()
                        .setDialect(usual.dialect().readableName())
                        .setGeneration(usual.generation().readableName())
                        .setManager(usual.manager().readableName())
                        .build();
        return Call.newBuilder().setBoot(Boot.newBuilder().setHost(host)).build();
    }
}
