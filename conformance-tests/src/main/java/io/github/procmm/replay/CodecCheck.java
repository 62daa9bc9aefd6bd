package io.github.procmm.replay;

import io.github.procmm.model.Op;
import io.github.procmm.wire.RecordDecoder;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Sends an operation through a dialect's bytes and back. Reuses one buffer; for one thread. */
final class CodecCheck {

    private final ByteBuf first = Unpooled.buffer();
    private final ByteBuf second = Unpooled.buffer();

    /** Returns whether {@code op} encodes to exactly the bytes of {@code record}. */
    boolean encodesTo(ByteBuf record, Op op, RecordEncoder encoder) {
        first.clear();
        encoder.encode(op, first);
        return ByteBufUtil.equals(first, record);
    }

    /** Returns whether {@code op} comes back from bytes as it was, and they from it. */
    boolean survives(Op op, RecordEncoder encoder, RecordDecoder decoder) {
        first.clear();
        encoder.encode(op, first);
        if (!(decoder.decode(first, 0, first.writerIndex()) instanceof Op back)) {
            return false;
        }
        second.clear();
        encoder.encode(back, second);
        return back.equals(op) && ByteBufUtil.equals(first, second);
    }
}
