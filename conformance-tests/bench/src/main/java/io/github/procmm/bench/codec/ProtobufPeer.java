package io.github.procmm.bench.codec;

import static io.github.procmm.bench.codec.Workload.SIZE;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.ExtensionRegistryLite;
import io.github.procmm.model.Decoded;
import io.github.procmm.model.Op;
import io.github.procmm.model.OpMessages;
import io.github.procmm.proto.v1.MmMmap;
import io.github.procmm.proto.v1.MmMprotect;
import io.github.procmm.proto.v1.MmMunmap;
import io.github.procmm.proto.v1.ProcMmOp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * protobuf-java on the messages of v1, each behind its length as a varint, in one byte array: no
 * stream and no copy stands in its way.
 */
final class ProtobufPeer implements Peer {

    private final Op[] ops;
    private final ProcMmOp[] messages;
    private final byte[] bytes;

    ProtobufPeer(Workload workload) {
        this.ops = workload.ops();
        this.messages = messagesOf(ops);
        this.bytes =
                new byte
                        [Arrays.stream(messages)
                                .mapToInt(m -> CodedOutputStream.computeMessageSizeNoTag(m))
                                .sum()];
    }

    static ProcMmOp[] messagesOf(Op[] ops) {
        return Arrays.stream(ops).map(OpMessages::toMessage).toArray(ProcMmOp[]::new);
    }

    static long sumOf(ProcMmOp message) {
        return switch (message.getUCase()) {
            case MMAP -> sumOf(message.getMmap());
            case MUNMAP -> sumOf(message.getMunmap());
            case MPROTECT -> sumOf(message.getMprotect());
            case COPY_SEGMENTS -> message.getCopySegments().getFrom();
            case U_NOT_SET -> throw new IllegalStateException("no operation set");
        };
    }

    private static long sumOf(MmMmap map) {
        return map.getAddr()
                + map.getLen()
                + map.getProt()
                + map.getFlags()
                + map.getFd()
                + map.getOffset();
    }

    private static long sumOf(MmMunmap unmap) {
        return unmap.getAddr() + unmap.getLen();
    }

    private static long sumOf(MmMprotect protect) {
        return protect.getAddr() + protect.getLen() + Integer.toUnsignedLong(protect.getProt());
    }

    @Override
    public void encode() {
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (ProcMmOp message : messages) {
            write(message, out);
        }
    }

    @Override
    public void encodeRecords() {
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (Op op : ops) {
            write(OpMessages.toMessage(op), out);
        }
    }

    @Override
    public long decode() {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        long sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += sumOf(read(in));
        }
        return sum;
    }

    @Override
    public void decodeRecords(Consumer<? super Decoded> sink) {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        for (int i = 0; i < SIZE; i++) {
            sink.accept(OpMessages.fromMessage(read(in)));
        }
    }

    private static void write(ProcMmOp message, CodedOutputStream out) {
        try {
            out.writeMessageNoTag(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcMmOp read(CodedInputStream in) {
        try {
            return in.readMessage(ProcMmOp.parser(), ExtensionRegistryLite.getEmptyRegistry());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}
