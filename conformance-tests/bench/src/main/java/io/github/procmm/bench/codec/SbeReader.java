package io.github.procmm.bench.codec;

import static io.github.procmm.bench.codec.Workload.MMAP;
import static io.github.procmm.bench.codec.Workload.MPROTECT;
import static io.github.procmm.bench.codec.Workload.MUNMAP;

import io.github.procmm.bench.sbe.MessageHeaderDecoder;
import io.github.procmm.bench.sbe.MmapMessageDecoder;
import io.github.procmm.bench.sbe.MprotectMessageDecoder;
import io.github.procmm.bench.sbe.MunmapMessageDecoder;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import org.agrona.DirectBuffer;

/**
 * Reads operations with the decoders that SBE generates, one message behind the other. Mutable:
 * remembers where the next message starts.
 */
final class SbeReader {

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MmapMessageDecoder mmap = new MmapMessageDecoder();
    private final MunmapMessageDecoder munmap = new MunmapMessageDecoder();
    private final MprotectMessageDecoder mprotect = new MprotectMessageDecoder();
    private final DirectBuffer in;
    private int next;

    SbeReader(DirectBuffer in) {
        this.in = in;
    }

    void rewind() {
        next = 0;
    }

    long nextSum() {
        return switch (nextOpcode()) {
            case MMAP ->
                    mmap.addr()
                            + mmap.length()
                            + mmap.prot()
                            + mmap.flags()
                            + mmap.fd()
                            + mmap.objectOffset();
            case MUNMAP -> munmap.addr() + munmap.length();
            default ->
                    mprotect.addr() + mprotect.length() + Integer.toUnsignedLong(mprotect.prot());
        };
    }

    Op nextOp() {
        return switch (nextOpcode()) {
            case MMAP ->
                    new Mmap(
                            mmap.addr(),
                            mmap.length(),
                            mmap.prot(),
                            mmap.flags(),
                            mmap.fd(),
                            mmap.objectOffset());
            case MUNMAP -> new Munmap(munmap.addr(), munmap.length());
            default -> new Mprotect(mprotect.addr(), mprotect.length(), mprotect.prot());
        };
    }

    /** Puts the fitting decoder on the next message. */
    private int nextOpcode() {
        header.wrap(in, next);
        int opcode = header.templateId();
        int body = next + MessageHeaderDecoder.ENCODED_LENGTH;
        int length = header.blockLength();
        switch (opcode) {
            case MMAP -> mmap.wrap(in, body, length, header.version());
            case MUNMAP -> munmap.wrap(in, body, length, header.version());
            case MPROTECT -> mprotect.wrap(in, body, length, header.version());
            default -> throw new IllegalStateException("template " + opcode);
        }
        next = body + length;
        return opcode;
    }
}
