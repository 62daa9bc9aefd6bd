package io.github.procmm.model;

import io.github.procmm.proto.v1.MmCopySegments;
import io.github.procmm.proto.v1.MmMmap;
import io.github.procmm.proto.v1.MmMprotect;
import io.github.procmm.proto.v1.MmMunmap;
import io.github.procmm.proto.v1.ProcMmOp;

/**
 * Operations as the Protobuf messages of {@code v1.proto}, and back. Nothing is lost either way.
 */
public final class OpMessages {

    private OpMessages() {}

    /** Returns the message that says the same as {@code op}. */
    public static ProcMmOp toMessage(Op op) {
        return op.accept(ToMessage.INSTANCE);
    }

    /**
     * Returns the operation that {@code message} says.
     *
     * @throws IllegalArgumentException when no operation is set in it
     */
    public static Op fromMessage(ProcMmOp message) {
        return switch (message.getUCase()) {
            case MMAP -> mmap(message.getMmap());
            case MUNMAP -> munmap(message.getMunmap());
            case MPROTECT -> mprotect(message.getMprotect());
            case COPY_SEGMENTS -> new CopySegments(message.getCopySegments().getFrom());
            case U_NOT_SET ->
                    throw new IllegalArgumentException("procmm.v1.ProcMmOp has no operation set");
        };
    }

    private static Mmap mmap(MmMmap map) {
        return new Mmap(
                map.getAddr(),
                map.getLen(),
                map.getProt(),
                map.getFlags(),
                map.getFd(),
                map.getOffset());
    }

    private static Munmap munmap(MmMunmap unmap) {
        return new Munmap(unmap.getAddr(), unmap.getLen());
    }

    private static Mprotect mprotect(MmMprotect protect) {
        return new Mprotect(protect.getAddr(), protect.getLen(), protect.getProt());
    }

    private enum ToMessage implements Op.Visitor<ProcMmOp> {
        INSTANCE;

        @Override
        public ProcMmOp mmap(Mmap op) {
            return ProcMmOp.newBuilder()
                    .setMmap(
                            MmMmap.newBuilder()
                                    .setAddr(op.addr())
                                    .setLen(op.len())
                                    .setProt(op.prot())
                                    .setFlags(op.flags())
                                    .setFd(op.fd())
                                    .setOffset(op.offset()))
                    .build();
        }

        @Override
        public ProcMmOp munmap(Munmap op) {
            MmMunmap.Builder unmap = MmMunmap.newBuilder().setAddr(op.addr()).setLen(op.len());
            return ProcMmOp.newBuilder().setMunmap(unmap).build();
        }

        @Override
        public ProcMmOp mprotect(Mprotect op) {
            MmMprotect.Builder protect =
                    MmMprotect.newBuilder().setAddr(op.addr()).setLen(op.len()).setProt(op.prot());
            return ProcMmOp.newBuilder().setMprotect(protect).build();
        }

        @Override
        public ProcMmOp copySegments(CopySegments op) {
            MmCopySegments.Builder copy = MmCopySegments.newBuilder().setFrom(op.from());
            return ProcMmOp.newBuilder().setCopySegments(copy).build();
        }
    }
}
