package io.github.procmm.arbitrary;

import io.github.procmm.model.Op;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Draws the bytes of records of part v1. */
public final class Records {

    private static final int MOST_MORE = 9;

    private Records() {}

    /** Returns whole records of a dialect. */
    public static Arbitrary<byte[]> of(Dialect dialect) {
        return Operations.all().map(op -> encoded(op, dialect));
    }

    /** Returns records with one mistake: cut short, too long, or with a bit turned. */
    public static Arbitrary<byte[]> mutatedOf(Dialect dialect) {
        Arbitrary<byte[]> records = of(dialect);
        int size = dialect.recordSize();
        return Arbitraries.oneOf(
                Combinators.combine(records, Arbitraries.integers().between(0, size - 1))
                        .as(Arrays::copyOf),
                Combinators.combine(records, Arbitraries.integers().between(1, MOST_MORE))
                        .as((record, more) -> Arrays.copyOf(record, size + more)),
                Combinators.combine(
                                records, Arbitraries.integers().between(0, size * Byte.SIZE - 1))
                        .as(Records::turned));
    }

    /** Returns what is written to a file of a dialect: one record in ten has a mistake. */
    public static Arbitrary<byte[]> writtenTo(Dialect dialect) {
        return Arbitraries.frequencyOf(Tuple.of(9, of(dialect)), Tuple.of(1, mutatedOf(dialect)));
    }

    private static byte[] encoded(Op op, Dialect dialect) {
        ByteBuf record = Unpooled.buffer(dialect.recordSize());
        new RecordEncoder(dialect).encode(op, record);
        return ByteBufUtil.getBytes(record);
    }

    private static byte[] turned(byte[] record, int bit) {
        byte[] turned = record.clone();
        turned[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
        return turned;
    }
}
