package io.github.procmm.replay;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Decoded;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Malformed;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.Write;
import io.github.procmm.replay.Difference.Cause;
import io.github.procmm.trace.OpWords;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Plays one write after the other: codec, kernel, comparison. Reuses its buffer; for one thread.
 */
final class ReplayedWrite {

    private final ReplayReport report;
    private final IntPredicate reported;
    private final CodecCheck codec = new CodecCheck();
    private final ByteBuf bytes = Unpooled.buffer();
    private final ByteBuf again = Unpooled.buffer();

    ReplayedWrite(ReplayReport report, IntPredicate reported) {
        this.report = report;
        this.reported = reported;
    }

    /** Hands a record over to be carried out; {@link #judge} is to be told what came of it. */
    void play(ReplayedMm mm, TraceEvent event, String where, Way way) {
        Write write = event.getWrite();
        bytes.clear();
        bytes.writeBytes(write.getRecord().asReadOnlyByteBuffer());
        Decoded decoded = mm.decoder().decode(bytes, 0, bytes.writerIndex());
        if (decoded instanceof Op op) {
            play(mm, event, op, where, way);
        } else {
            String reason = ((Malformed) decoded).reason();
            way.carryOut(new Asked(mm, write, null, null, bytes, reason, where, event.getTimeUs()));
        }
    }

    private void play(ReplayedMm mm, TraceEvent event, Op recorded, String where, Way way) {
        Write write = event.getWrite();
        checkCodec(mm, recorded, write, where);
        Op op = recorded;
        if (isPlaced(write, recorded)) {
            // Only if it is free, as the host found it.
            long exactly = MapFlags.FIXED | MapFlags.FIXED_NOREPLACE;
            op = exactly((Mmap) recorded, write.getAddress(), exactly);
            if (!mm.encoder().fits(op)) {
                throw new IllegalArgumentException(
                        where + ": recorded" + place(write) + ", which its record cannot hold");
            }
            bytes.clear();
            mm.encoder().encode(op, bytes);
        }
        way.carryOut(new Asked(mm, write, recorded, op, bytes, "", where, event.getTimeUs()));
    }

    /**
     * Holds what came of a record against what the trace says.
     *
     * @param got what its write returned, or would have
     */
    void judge(Asked asked, long got, Way way) {
        Op op = asked.op();
        if (op == null) {
            judgeMalformed(asked, got);
        } else {
            judge(asked, op, got, way);
        }
    }

    private void judgeMalformed(Asked asked, long got) {
        ReplayedMm mm = asked.mm();
        count(mm, "malformed", got);
        if (got != asked.write().getResult()) {
            differ(mm, Cause.UNEXPLAINED, asked.where(), asked.reason(), asked.write(), got);
        }
    }

    private void judge(Asked asked, Op op, long first, Way way) {
        ReplayedMm mm = asked.mm();
        Write write = asked.write();
        long got = first;
        if (got != write.getResult()) {
            Cause cause = cause(mm, write, op, got);
            differ(mm, cause, asked.where(), asked.words(), write, got);
            got = cause == Cause.NOT_UNMAPPED ? replace(mm, (Mmap) op, way) : got;
        } else if (cameElsewhere(write, op)) {
            String place = "ok at 0x" + Long.toHexString(((Mmap) op).addr());
            differ(mm, Cause.UNEXPLAINED, asked.where(), asked.words(), write, place);
        }
        if (!Errno.isError(got)) {
            note(mm, op);
        }
        count(mm, op.opcode().name().toLowerCase(Locale.ROOT), got);
        if (asked.isPlaced() && counts(mm)) {
            report.addPlaced();
        }
    }

    /** Returns whether the host chose where a mapping went, and the trace says where that was. */
    private static boolean isPlaced(Write write, Op op) {
        return op instanceof Mmap map && write.hasAddress() && !isFixed(map);
    }

    private static boolean isFixed(Mmap map) {
        return (map.flags() & (MapFlags.FIXED | MapFlags.FIXED_NOREPLACE)) != 0;
    }

    private static Mmap exactly(Mmap map, long addr, long placement) {
        long flags = (map.flags() & ~MapFlags.FIXED_NOREPLACE) | placement;
        return new Mmap(addr, map.len(), map.prot(), flags, map.fd(), map.offset());
    }

    /** Follows the trace where its host had room and this kernel has not. */
    private long replace(ReplayedMm mm, Mmap map, Way way) {
        again.clear();
        mm.encoder().encode(exactly(map, map.addr(), MapFlags.FIXED), again);
        return way.insert(mm, again);
    }

    private static Cause cause(ReplayedMm mm, Write write, Op op, long got) {
        if (Errno.isError(write.getResult())) {
            return Cause.UNEXPLAINED;
        }
        if (op instanceof Mmap && got == Errno.EEXIST.asResult()) {
            return Cause.NOT_UNMAPPED;
        }
        if (op instanceof Mprotect protect && got == Errno.ENOMEM.asResult()) {
            long end = protect.addr() + protect.len();
            long hole = mm.firstHole(protect.addr(), end);
            boolean inRange = Long.compareUnsigned(hole, end) < 0; // else it wraps, or has none
            return inRange && !mm.known().knows(hole) ? Cause.NEVER_MAPPED : Cause.UNEXPLAINED;
        }
        return Cause.UNEXPLAINED;
    }

    /** Returns whether the trace's address is not where a successful mapping was asked to be. */
    private static boolean cameElsewhere(Write write, Op op) {
        return op instanceof Mmap map
                && write.hasAddress()
                && write.getResult() >= 0
                && map.addr() != write.getAddress();
    }

    private static void note(ReplayedMm mm, Op op) {
        if (op instanceof Mmap map && isFixed(map)) {
            mm.known().note(map.addr(), pageEnd(map.addr(), map.len()));
        } else if (op instanceof Munmap unmap) {
            mm.known().note(unmap.addr(), pageEnd(unmap.addr(), unmap.len()));
        }
    }

    private static long pageEnd(long addr, long len) {
        long last = Page.SIZE - 1L;
        return (addr + len + last) & ~last;
    }

    private void checkCodec(ReplayedMm mm, Op op, Write write, String where) {
        if (!counts(mm)) {
            return;
        }
        if (codec.encodesTo(bytes, op, mm.encoder())) {
            report.addSameBytes();
        }
        if (!mm.otherEncoder().fits(op)) {
            report.addTooWide();
        } else if (codec.survives(op, mm.otherEncoder(), mm.otherDecoder())) {
            report.addOtherWidth();
        } else {
            String changed = "another operation from the record of the other word size";
            differ(mm, Cause.UNEXPLAINED, where, OpWords.of(op), write, changed);
        }
    }

    private void count(ReplayedMm mm, String operation, long got) {
        if (counts(mm)) {
            report.addOperation(operation, Difference.name(got));
        }
    }

    private void differ(
            ReplayedMm mm, Cause cause, String where, String what, Write write, long got) {
        String recorded = Difference.name(write.getResult(), got) + place(write);
        String gotName = Difference.name(got, write.getResult());
        differ(mm, new Difference(cause, where, mm.number(), what, recorded, gotName));
    }

    private void differ(
            ReplayedMm mm, Cause cause, String where, String what, Write write, String got) {
        String recorded = Difference.name(write.getResult()) + place(write);
        differ(mm, new Difference(cause, where, mm.number(), what, recorded, got));
    }

    private void differ(ReplayedMm mm, Difference difference) {
        if (counts(mm)) {
            report.addDifference(difference);
        }
    }

    private static String place(Write write) {
        return write.hasAddress() ? " at 0x" + Long.toHexString(write.getAddress()) : "";
    }

    private boolean counts(ReplayedMm mm) {
        return reported.test(mm.number());
    }
}
