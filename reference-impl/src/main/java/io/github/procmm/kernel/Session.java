package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EMSGSIZE;

import io.github.procmm.backend.MemoryManager;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Generation;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.FrameCheck;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.Refused;
import io.github.procmm.v2.Rights;
import io.github.procmm.v2.Welcome;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A session of part v2, seen from the backend: bytes come in, answers go out (SPEC.md, sections 15
 * to 22). For one thread; several sessions may share address spaces.
 */
public final class Session implements AutoCloseable {

    private static final int VERSION = 2;
    private static final int FIRST_MAX_FRAME = 4096;
    private static final int MAX_FRAME = 1 << 20;
    private static final int MAX_COUNT = 1 << 14;
    static final int MAX_HANDLES = 1 << 16;

    private final Kernel kernel;
    private final UserProcess client;
    private final int maxHandles;
    private final HandleTable handles;
    private final FrameView frame = new FrameView();
    private final FrameCheck check = new FrameCheck();
    private @Nullable FrameRun run;
    private boolean over;

    Session(Kernel kernel, UserProcess client, int maxHandles) {
        boolean host =
                kernel.profile().generation() == Generation.SKAS3_V9
                        && kernel.profile().manager() == MemoryManager.LINUX_6_18;
        if (!host) {
            throw new IllegalStateException("part v2 is for hosts of skas3-v9 and linux-6.18");
        }
        this.kernel = kernel;
        this.client = client;
        this.maxHandles = maxHandles;
        this.handles = new HandleTable(maxHandles);
    }

    /**
     * Carries out the frames that have wholly come, and appends an answer to each. What is left of
     * the readable bytes is the beginning of a frame: the next call has to begin with it.
     */
    public void receive(ByteBuf in, ByteBuf out) {
        while (!over && in.readableBytes() >= FrameView.MEASURABLE) {
            int limit = run == null ? FIRST_MAX_FRAME : MAX_FRAME; // V2-FRAME-8
            int index = in.readerIndex();
            int length = FrameView.measure(in, index, in.readableBytes(), limit);
            if (length < 0) {
                end(length, in, index, out);
                return;
            }
            if (length > in.readableBytes()) {
                return; // V2-FRAME-2
            }
            frame.wrap(in, index);
            receive(frame, out);
            in.skipBytes(length);
        }
    }

    /** Nobody knows where the next frame would begin (V2-FRAME-3). */
    private void end(int result, ByteBuf in, int index, ByteBuf out) {
        boolean tooLong = result == EMSGSIZE.asResult();
        int position = tooLong ? FrameView.LENGTH_FIELD : FrameView.wrongBefore(in, index);
        new Refused(-result, position, VERSION, VERSION).write(out, 0);
        in.skipBytes(in.readableBytes());
        close();
    }

    private void receive(FrameView whole, ByteBuf out) {
        FrameRun current = run;
        Errno refusal =
                current == null ? check.refusalOfHello(whole) : current.refusal(whole, check);
        if (refusal != null) {
            Refused refused = new Refused(refusal.number(), check.position(), VERSION, VERSION);
            refused.write(out, whole.sequence()); // V2-FRAME-6
        } else if (current == null) {
            Hello hello = Hello.read(whole);
            Welcome welcome = welcome(hello);
            welcome.write(out, whole.sequence());
            run = new FrameRun(kernel, client, handles, hello, welcome);
        } else {
            current.carryOut(whole, out);
        }
    }

    private Welcome welcome(Hello hello) {
        return new Welcome(
                VERSION,
                MAX_FRAME,
                hello.features() & Features.ALL, // V2-HELLO-4
                MAX_COUNT,
                Page.SIZE,
                0,
                client.limits().taskSize(),
                kernel.profile().maxMapCount(),
                maxHandles,
                Long.MAX_VALUE - (Page.SIZE - 1));
    }

    /** Returns whether the stream cannot be followed any more, or has been closed. */
    public boolean isOver() {
        return over;
    }

    /**
     * Returns the address space behind a handle, to look at and to access, from any thread.
     *
     * @return null when it is no handle of an address space
     */
    public @Nullable AddressSpace addressSpace(long handle) {
        return handles.get(handle) instanceof Held.Space space ? space.mm().memory() : null;
    }

    /** Lets a task run in the address space behind a handle: 0 or a negative errno. */
    public int switchMm(Task task, long handle) {
        if (!(handles.get(handle) instanceof Held.Space space)) {
            return EBADF.asResult(); // V2-REC-7
        }
        if ((space.rights() & Rights.RUN) == 0) {
            return EACCES.asResult(); // V2-REC-8
        }
        long held = space.mm().alone(() -> hold(handle, space));
        if (held == 0) {
            task.runHeld(space.mm());
        }
        return (int) held;
    }

    @SuppressWarnings("ReferenceEquality") // The very entry that was found before.
    private long hold(long handle, Held.Space space) {
        if (handles.get(handle) != space) {
            return EBADF.asResult(); // somebody has destroyed it meanwhile
        }
        space.mm().hold();
        return 0;
    }

    /** Ends the session and its handles (V2-HELLO-6). */
    @Override
    public void close() {
        over = true;
        handles.close();
    }
}
