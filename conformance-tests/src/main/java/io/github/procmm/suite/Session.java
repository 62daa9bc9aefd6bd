package io.github.procmm.suite;

import io.github.procmm.kernel.Page;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.EndSession;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.v2.Rights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A session of part v2 in a case. Frames count up from sequence 1. */
final class Session {

    /** The longest frame that the client takes, unless it says otherwise. */
    static final long MAX_FRAME = 0x1_0000;

    private static final int CREATE = 1;
    private static final int RELEASE = 4;
    private static final int DUPLICATE = 5;
    private static final int MEMORY = 6;
    private static final int IMPORT = 7;
    private static final int RIGHTS = 16;

    private final Scenario scenario;
    private final int number;
    private final int maxHandles;
    private long sequence;
    private int welcomed;

    Session(Scenario scenario, int number, int maxHandles) {
        this.scenario = scenario;
        this.number = number;
        this.maxHandles = maxHandles;
    }

    static Session begin(Scenario scenario, Writer client, long... features) {
        Session session = scenario.silentSession(client, 0);
        session.greet(features);
        return session;
    }

    int number() {
        return number;
    }

    /** Says HELLO for these features and is welcome. */
    void greet(long... features) {
        greetTaking(MAX_FRAME, features);
    }

    void greetTaking(long maxFrame, long... features) {
        long all = Arrays.stream(features).reduce(0, (one, other) -> one | other);
        welcomed = sends(hello(2, 2, maxFrame, all), welcome(0, all));
    }

    /** Returns a HELLO of sequence 0. */
    static FrameBytes hello(int lowest, int highest, long maxFrame, long features) {
        return Frame.header(0, 1, 0)
                .append(FrameBytes.zeros(24))
                .set(Frame.LENGTH, Integer.BYTES, 56)
                .set(32, Short.BYTES, lowest)
                .set(34, Short.BYTES, highest)
                .set(36, Integer.BYTES, maxFrame)
                .set(40, Long.BYTES, features);
    }

    /** Returns the WELCOME that such a HELLO has to get. */
    ExpectedFrame.Welcome welcome(long helloSequence, long features) {
        return new ExpectedFrame.Welcome(
                helloSequence, features, scenario.mapCountLimit(), maxHandles);
    }

    /** Returns what WELCOME has at an offset. */
    Num welcomed(int at, int size) {
        return Num.answered(welcomed, at, size);
    }

    /** Begins a frame of records. */
    Frame batch(int mode) {
        return Frame.batch(this, ++sequence, mode);
    }

    /** Begins a frame of v1 records. */
    Frame legacy(int mode) {
        return Frame.legacy(this, ++sequence, mode);
    }

    /** Sends frames at once; each is answered. */
    List<Frame.Sent> send(Frame... frames) {
        FrameBytes bytes = new FrameBytes();
        List<ExpectedFrame> replies = new ArrayList<>();
        for (Frame frame : frames) {
            bytes.append(frame.bytes());
            replies.add(frame.reply());
        }
        int step = add(bytes, new Expected.Frames(0, replies));
        List<Frame.Sent> sent = new ArrayList<>();
        int base = 0;
        for (Frame frame : frames) {
            sent.add(new Frame.Sent(this, step, frame.places(base)));
            base += frame.replyLength();
        }
        return sent;
    }

    /** Sends bytes and expects these frames; returns the step. */
    int sends(FrameBytes bytes, ExpectedFrame... frames) {
        return add(bytes, new Expected.Frames(0, List.of(frames)));
    }

    /** Sends bytes and expects these frames and that the session is over. */
    void ends(FrameBytes bytes, ExpectedFrame... frames) {
        add(bytes, new Expected.Frames(1, List.of(frames)));
    }

    /** Sends bytes and expects exactly those, two digits each. */
    void getsBack(FrameBytes bytes, String hex) {
        add(bytes, new Expected.Data(0, hex));
    }

    private int add(FrameBytes bytes, Expected expected) {
        SendBytes send = SendBytes.newBuilder().setSession(number).setBytes(bytes.bytes()).build();
        return scenario.add(Call.newBuilder().setSendBytes(send), expected, bytes.fills());
    }

    /** The stream ends. */
    void end() {
        EndSession end = EndSession.newBuilder().setSession(number).build();
        scenario.answers(Call.newBuilder().setEndSession(end), 0);
    }

    /** Makes a space with all rights and without limit. */
    Space space() {
        return on(create().done());
    }

    /** Returns the space of a handle, or of a reference. */
    Space on(Num handle) {
        return new Space(scenario, this, handle);
    }

    Rec create() {
        return create(Rights.OF_SPACE, 0);
    }

    Rec create(int rights, long maxBytes) {
        return new Rec(this, CREATE, 32, Num.of(0))
                .set(RIGHTS, Integer.BYTES, rights)
                .set(24, Long.BYTES, maxBytes)
                .usually(new ExpectedNumber.NewHandle());
    }

    /** Makes an object of whole pages with all rights. */
    Num object(long pages) {
        return memory(pages * Page.SIZE, Rights.OF_OBJECT, 0).done();
    }

    Rec memory(long bytes, int rights, long tag) {
        return new Rec(this, MEMORY, 40, Num.of(0))
                .set(16, Long.BYTES, bytes)
                .set(24, Integer.BYTES, rights)
                .set(32, Long.BYTES, tag)
                .usually(new ExpectedNumber.NewHandle());
    }

    Rec importing(int descriptor, int rights, long tag) {
        return new Rec(this, IMPORT, 32, Num.of(0))
                .set(16, Integer.BYTES, descriptor)
                .set(20, Integer.BYTES, rights)
                .set(24, Long.BYTES, tag)
                .usually(new ExpectedNumber.NewHandle());
    }

    /** Returns the space of an open v1 file, with all rights. */
    Space imported(Mm mm) {
        return on(importing(mm.fd(), Rights.OF_SPACE, 0).done());
    }

    Rec release(Num handle) {
        return new Rec(this, RELEASE, 16, handle);
    }

    Rec duplicate(Num handle, int rights) {
        return new Rec(this, DUPLICATE, 24, handle)
                .set(RIGHTS, Integer.BYTES, rights)
                .usually(new ExpectedNumber.NewHandle());
    }

    /** Any record. */
    Rec record(int opcode, int size, Num handle) {
        return new Rec(this, opcode, size, handle);
    }
}
