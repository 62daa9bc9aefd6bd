package io.github.procmm.conform;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.AddressRange;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Decoded;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Open;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Step;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordDecoder;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.Stream;

/** The records in a call: what is written, taken apart. */
public final class CallRecords {

    private CallRecords() {}

    /** Returns the ranges of the operations that a call writes. */
    static List<AddressRange> of(Call call, Case tried) {
        RecordDecoder decoder = new RecordDecoder(dialect(call, tried));
        return bytes(call).stream()
                .map(
                        record ->
                                decoder.decode(
                                        Unpooled.wrappedBuffer(record.asReadOnlyByteBuffer())))
                .flatMap(CallRecords::range)
                .toList();
    }

    /** Returns what a call writes, a record each; nothing where it is no write. */
    public static List<ByteString> bytes(Call call) {
        return call.hasWrite()
                ? List.of(call.getWrite().getRecord())
                : call.getWritev().getSegmentsList();
    }

    private static Stream<AddressRange> range(Decoded decoded) {
        return decoded instanceof Op op ? op.accept(new Range()) : Stream.of();
    }

    /**
     * Returns the dialect of the file that a call writes to: that of the case's host, unless what
     * was opened at the descriptor is the file of its 32-bit programs.
     */
    public static Dialect dialect(Call call, Case tried) {
        Dialect host = tried.host().dialect();
        int fd = call.hasWrite() ? call.getWrite().getFd() : call.getWritev().getFd();
        for (Step step : tried.steps()) {
            Open open = step.call().getOpen();
            MmFile file = MmFile.of(open.getFile());
            if (step.call().hasOpen() && open.getFd() == fd && file != null) {
                return file.recordsOn(host);
            }
        }
        List<MmFile> files = MmFile.of(host);
        return files.get(files.size() - 1).recordsOn(host);
    }

    private static final class Range implements Op.Visitor<Stream<AddressRange>> {

        @Override
        public Stream<AddressRange> mmap(Mmap op) {
            return range(op.addr(), op.len());
        }

        @Override
        public Stream<AddressRange> munmap(Munmap op) {
            return range(op.addr(), op.len());
        }

        @Override
        public Stream<AddressRange> mprotect(Mprotect op) {
            return range(op.addr(), op.len());
        }

        @Override
        public Stream<AddressRange> copySegments(CopySegments op) {
            return Stream.of();
        }

        /** Rounding does not matter: what a testee reserves is whole pages. */
        private static Stream<AddressRange> range(long addr, long len) {
            return Stream.of(new AddressRange(addr, addr + len));
        }
    }
}
