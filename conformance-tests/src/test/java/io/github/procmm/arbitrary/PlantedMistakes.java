package io.github.procmm.arbitrary;

import io.github.procmm.backend.SessionAnswer;
import io.github.procmm.fixture.ForwardingBackend;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordDecoder;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Properties that do not hold, for {@link ShrinkingTest} alone. */
class PlantedMistakes {

    @Property(shrinking = ShrinkingMode.FULL, seed = "1")
    void noProtectIsLongerThanTwoPages(@ForAll("ops") Op op) {
        fail(op instanceof Mprotect protect && protect.len() > 2 * 4096, op.toString());
    }

    @Provide
    Arbitrary<Op> ops() {
        return Operations.all();
    }

    @Property(shrinking = ShrinkingMode.FULL, seed = "1")
    void everyRecordIsWhole(@ForAll("records") byte[] record) {
        fail(record.length < Dialect.S390X.recordSize(), ByteBufUtil.hexDump(record));
    }

    @Provide
    Arbitrary<byte[]> records() {
        return Records.writtenTo(Dialect.S390X);
    }

    @Property(shrinking = ShrinkingMode.FULL, seed = "1")
    void noBatchDiscards(@ForAll("batches") Frame.Batch batch) {
        fail(
                batch.commands().stream().anyMatch(Command.Discard.class::isInstance),
                batch.toString());
    }

    @Provide
    Arbitrary<Frame.Batch> batches() {
        return Batches.all();
    }

    @Property(shrinking = ShrinkingMode.FULL, seed = "1")
    void aBackendUnmaps(@ForAll("histories") History history) {
        fail(Histories.difference(new Forgetful(), history) != null, history.toString());
    }

    @Provide
    Arbitrary<History> histories() {
        return Histories.ofRecords();
    }

    @Property(shrinking = ShrinkingMode.FULL, seed = "1")
    void aBackendTakesLongFrames(@ForAll("frames") History history) {
        fail(Histories.difference(new Impatient(), history) != null, history.toString());
    }

    @Provide
    Arbitrary<History> frames() {
        return Histories.ofBatches();
    }

    private static void fail(boolean wrong, String counterexample) {
        if (wrong) {
            throw new AssertionError(counterexample);
        }
    }

    /** Says that it has unmapped, and has done that where nothing is. */
    private static final class Forgetful extends ForwardingBackend {

        private static final Munmap ELSEWHERE = new Munmap(0x7000_0000L, 4096);

        private final RecordDecoder decoder = new RecordDecoder(Dialect.X86_64);

        Forgetful() {
            super(new ReferenceBackend());
        }

        @Override
        public long write(int process, int fd, ByteBuf record) {
            if (decoder.decode(record.duplicate()) instanceof Munmap unmap && isCarriedOut(unmap)) {
                ByteBuf other = Unpooled.buffer();
                new RecordEncoder(Dialect.X86_64).encode(ELSEWHERE, other);
                long result = super.write(process, fd, other);
                return result > 0 ? record.readableBytes() : result;
            }
            return super.write(process, fd, record);
        }

        /** What is refused it refuses as it should. */
        private static boolean isCarriedOut(Munmap unmap) {
            return unmap.addr() % 4096 == 0
                    && unmap.len() != 0
                    && ((unmap.addr() | unmap.len()) >>> Integer.SIZE) == 0;
        }
    }

    /** Ends a session behind a frame of more than so many bytes. */
    private static final class Impatient extends ForwardingBackend {

        private static final int LONGEST = 200;

        Impatient() {
            super(new ReferenceBackend());
        }

        @Override
        public SessionAnswer sendBytes(int session, ByteBuf bytes) {
            boolean over = bytes.readableBytes() > LONGEST;
            SessionAnswer answer = super.sendBytes(session, bytes);
            return new SessionAnswer(answer.data(), over || answer.over());
        }
    }
}
