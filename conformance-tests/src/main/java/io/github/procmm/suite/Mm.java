package io.github.procmm.suite;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Descriptor;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.proto.testee.Writev;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;

/** An open address space of a case: takes records, shows its areas, can be touched. */
final class Mm extends Memory {

    private final Writer writer;
    private final int fd;
    private final MmFile file;

    Mm(Scenario scenario, Writer writer, int fd, MmFile file) {
        super(
                scenario,
                io.github.procmm.proto.testee.Mm.newBuilder()
                        .setFile(Descriptor.newBuilder().setProcess(writer.process()).setFd(fd))
                        .build());
        this.writer = writer;
        this.fd = fd;
        this.file = file;
    }

    /** Returns the process that writes. */
    Writer writer() {
        return writer;
    }

    int fd() {
        return fd;
    }

    MmFile file() {
        return file;
    }

    /** Returns the dialect of the file's records. */
    Dialect dialect() {
        return file.recordsOn(scenario().dialect());
    }

    /** Returns records in the file's dialect that the encoder has no part in. */
    HandMade byHand() {
        return HandMade.on(dialect());
    }

    /**
     * Begins a MM_MMAP of whole pages from {@code page(firstPage)} on: private, anonymous, fixed,
     * readable and writable, until it is told otherwise.
     */
    MapCall map(long firstPage, long pages) {
        return new MapCall(this, firstPage, pages);
    }

    /** MM_MUNMAP of whole pages. */
    Outcome unmap(long firstPage, long pages) {
        return unmapBytes(Scenario.page(firstPage), pages * PAGE);
    }

    /** MM_MUNMAP of any numbers that fit the record. */
    Outcome unmapBytes(long addr, long len) {
        return op(new Munmap(addr, len));
    }

    /** MM_MPROTECT of whole pages. */
    Outcome protect(long firstPage, long pages, int prot) {
        return protectBytes(Scenario.page(firstPage), pages * PAGE, prot);
    }

    /** MM_MPROTECT of any numbers that fit the record. */
    Outcome protectBytes(long addr, long len, int prot) {
        return op(new Mprotect(addr, len, prot));
    }

    /** MM_COPY_SEGMENTS from another file that the same process has open. */
    Outcome copySegments(int from) {
        return op(new CopySegments(from));
    }

    /** Writes the whole record of an operation. */
    Outcome op(Op op) {
        return write(record(op));
    }

    /** Returns the whole record of an operation, in the file's dialect, two digits a byte. */
    String record(Op op) {
        ByteBuf bytes = Unpooled.buffer();
        new RecordEncoder(dialect()).encode(op, bytes);
        return ByteBufUtil.hexDump(bytes);
    }

    /** Writes bytes, two digits each. */
    Outcome write(String hex) {
        return outcome(Call.newBuilder().setWrite(writeOf(hex)), hex.length() / 2);
    }

    /** Writes {@code count} bytes of which only those of {@code hex} can be read. */
    Outcome writeUnreadable(String hex, long count) {
        return outcome(Call.newBuilder().setWrite(writeOf(hex).setCount(count)), count);
    }

    /** Writes bytes, two digits each, at a position. */
    Outcome pwrite(String hex, long position) {
        return outcome(
                Call.newBuilder().setWrite(writeOf(hex).setPosition(position)), hex.length() / 2);
    }

    /** Writes several records by one writev. */
    Outcome writev(String... records) {
        List<ByteString> segments = Arrays.stream(records).map(ByteString::fromHex).toList();
        Writev call =
                Writev.newBuilder()
                        .setProcess(writer.process())
                        .setFd(fd)
                        .addAllSegments(segments)
                        .build();
        long count = segments.stream().mapToLong(ByteString::size).sum();
        return outcome(Call.newBuilder().setWritev(call), count);
    }

    private Write.Builder writeOf(String hex) {
        return Write.newBuilder()
                .setProcess(writer.process())
                .setFd(fd)
                .setRecord(ByteString.fromHex(hex));
    }

    private Outcome outcome(Call.Builder call, long count) {
        return new Outcome(this, call, count);
    }
}
