package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Op;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.AccessKind;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Descriptor;
import io.github.procmm.proto.testee.Host;
import io.github.procmm.proto.testee.Maps;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.Open;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.suite.Step;
import io.github.procmm.wire.Dialect;

/** Calls of a history on an i386 host, about one address space. */
final class Writes {

    static final int FD = 3;

    private static final long FLAGS = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;

    private Writes() {}

    static Step boot() {
        Host host =
                Host.newBuilder()
                        .setDialect("i386")
                        .setGeneration("skas3-2.4")
                        .setManager("linux-6.18")
                        .build();
        return Sent.step(Call.newBuilder().setBoot(Boot.newBuilder().setHost(host)));
    }

    static Step open() {
        Open open = Open.newBuilder().setFd(FD).setFile("/proc/mm").build();
        return Sent.step(Call.newBuilder().setOpen(open));
    }

    static Step map(long addr, long len, long prot) {
        return write(new Mmap(addr, len, prot, FLAGS, 0, 0));
    }

    /** Maps an object. */
    static Step map(long addr, long len, long prot, long offset) {
        long flags = MapFlags.PRIVATE | MapFlags.FIXED;
        return write(new Mmap(addr, len, prot, flags, FD + 1, offset));
    }

    static Step protect(long addr, long len, int prot) {
        return write(new Mprotect(addr, len, prot));
    }

    private static Step write(Op op) {
        ByteString record = new WrittenRecord(op, Dialect.I386).with(op);
        return Sent.step(
                Call.newBuilder().setWrite(Write.newBuilder().setFd(FD).setRecord(record)));
    }

    private static Mm mm() {
        return Mm.newBuilder().setFile(Descriptor.newBuilder().setFd(FD)).build();
    }

    static Step maps() {
        return Sent.step(Call.newBuilder().setMaps(Maps.newBuilder().setMm(mm())));
    }

    static Step store(long addr) {
        Access access =
                Access.newBuilder()
                        .setMm(mm())
                        .setKind(AccessKind.STORE)
                        .setAddr(addr)
                        .setSize(1)
                        .setValue(1)
                        .build();
        return Sent.step(Call.newBuilder().setAccess(access));
    }
}
