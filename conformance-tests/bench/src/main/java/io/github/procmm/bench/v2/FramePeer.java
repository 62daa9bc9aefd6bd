package io.github.procmm.bench.v2;

import static io.github.procmm.bench.v2.FrameWorkload.MAP;
import static io.github.procmm.bench.v2.FrameWorkload.NUMBERS;
import static io.github.procmm.bench.v2.FrameWorkload.RECORDS_PER_FRAME;
import static io.github.procmm.bench.v2.FrameWorkload.UNMAP;

import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.FrameCheck;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.FrameWriter;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.OpCheck;
import io.github.procmm.v2.OpView;
import io.github.procmm.v2.Welcome;
import io.netty.buffer.ByteBuf;

/** Frames through our classes, as a backend and a client use them. */
final class FramePeer {

    private static final int MAX_FRAME = 1 << 20;
    private static final Hello CLIENT = Hello.ofThisVersion(MAX_FRAME);
    private static final Welcome SESSION =
            new Welcome(
                    2, MAX_FRAME, Features.ALL, 1024, 4096, 0, 0x7fff_ffff_f000L, 65_530, 1024, 1);

    private final long[] numbers;
    private final ByteBuf buf;
    private final FrameWriter writer = new FrameWriter();
    private final FrameView frame = new FrameView();
    private final OpView op = new OpView();
    private final FrameCheck frameCheck = new FrameCheck();
    private final OpCheck opCheck = new OpCheck(SESSION);

    /** Takes the buffer over. */
    FramePeer(FrameWorkload workload, ByteBuf buf) {
        this.numbers = workload.numbers();
        this.buf = buf;
    }

    /** Writes all frames. */
    void write() {
        long[] n = numbers;
        buf.clear();
        for (int first = 0; first < n.length; first += RECORDS_PER_FRAME * NUMBERS) {
            writer.begin(buf, first, BatchMode.SEQUENTIAL);
            for (int i = first; i < first + RECORDS_PER_FRAME * NUMBERS; i += NUMBERS) {
                put(n, i);
            }
            writer.end();
        }
    }

    private void put(long[] n, int i) {
        switch ((int) n[i]) {
            case MAP ->
                    writer.map(
                            n[i + 2],
                            (int) n[i + 1],
                            n[i + 3],
                            n[i + 4],
                            n[i + 5],
                            n[i + 6],
                            (int) n[i + 7],
                            0,
                            0,
                            0);
            case UNMAP -> writer.unmap(n[i + 2], n[i + 3], n[i + 4]);
            default -> writer.protect(n[i + 2], n[i + 3], n[i + 4], (int) n[i + 7]);
        }
    }

    /** Reads and adds up every field of every record, of frames that are well-framed. */
    long walk() {
        long sum = 0;
        int end = buf.writerIndex();
        for (int at = 0; at < end; at += frame.length()) {
            wrap(at, end);
            if (frame.misfit() >= 0) {
                throw new IllegalStateException("misfit at " + frame.misfit());
            }
            while (frame.next()) {
                op.wrap(frame);
                sum += sumOfRecord();
            }
        }
        return sum;
    }

    private void wrap(int at, int end) {
        int length = FrameView.measure(buf, at, end - at, MAX_FRAME);
        if (length < 0 || length > end - at) {
            throw new IllegalStateException("no frame at " + at);
        }
        frame.wrap(buf, at);
    }

    private long sumOfRecord() {
        long sum = op.flags() + op.handle() + op.addr() + op.len();
        int opcode = op.opcode();
        if (opcode == MAP) {
            return sum
                    + op.object()
                    + op.offset()
                    + op.prot()
                    + op.maxProt()
                    + op.end()
                    + op.align();
        }
        return opcode == UNMAP ? sum : sum + op.prot();
    }

    /** Does what a backend does before it looks at a handle: every rule that needs none. */
    int check() {
        int passed = 0;
        int end = buf.writerIndex();
        for (int at = 0; at < end; at += frame.length()) {
            wrap(at, end);
            if (frameCheck.refusal(frame, CLIENT, SESSION) != null) {
                throw new IllegalStateException("refused at " + frameCheck.position());
            }
            while (frame.next()) {
                op.wrap(frame);
                passed += opCheck.refusal(op) == null ? 1 : 0;
            }
        }
        return passed;
    }
}
