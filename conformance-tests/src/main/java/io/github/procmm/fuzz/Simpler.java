package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.MakeObject;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.proto.testee.Writev;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Simpler calls than one of a history: each with one thing less to think about. */
final class Simpler {

    private static final long PAGE = 0x1000;
    private static final int HEADER = 32;
    private static final int RECORD = 16;
    private static final int LENGTH = 8;
    private static final int COUNT = 12;

    private final Deque<Step> ways = new ArrayDeque<>();
    private final List<Step> steps;
    private final Step step;

    Simpler(List<Step> steps, int index, Language language) {
        this.steps = steps;
        this.step = steps.get(index);
        Call call = step.call();
        List<Call> simpler = language.simpler(call);
        if (simpler != null) {
            simpler.forEach(way -> add(way.toBuilder()));
            return;
        }
        switch (call.getCallCase()) {
            case BOOT -> boot(call.getBoot());
            case WRITE -> write(call.getWrite());
            case WRITEV -> writev(call.getWritev());
            case ACCESS -> access(call.getAccess());
            case MAKE_OBJECT -> object(call.getMakeObject());
            case SEND_BYTES -> frame(call.getSendBytes());
            default -> {}
        }
    }

    /** Returns the next way to say it more simply; null when there is none left. */
    @Nullable Step next() {
        return ways.poll();
    }

    private void add(Call.Builder call) {
        Call simpler = call.build();
        if (!simpler.equals(step.call())) {
            ways.add(new Step(simpler, step.expected(), step.fills()));
        }
    }

    private void boot(Boot boot) {
        add(Call.newBuilder().setBoot(boot.toBuilder().clearMaxMapCount()));
        add(Call.newBuilder().setBoot(boot.toBuilder().clearMaxAddressSpaces()));
        add(Call.newBuilder().setBoot(boot.toBuilder().clearLdtEntries()));
    }

    private void object(MakeObject object) {
        for (long size : new long[] {0, PAGE}) {
            if (Long.compareUnsigned(size, object.getSize()) < 0) {
                add(Call.newBuilder().setMakeObject(object.toBuilder().setSize(size)));
            }
        }
    }

    private void access(Access access) {
        if (access.getSize() > 1) {
            add(Call.newBuilder().setAccess(access.toBuilder().setSize(1).setValue(1)));
        }
        if (access.getAddr() % PAGE != 0) {
            add(Call.newBuilder().setAccess(access.toBuilder().setAddr(access.getAddr() & -PAGE)));
        }
        if (access.getValue() > 1) {
            add(Call.newBuilder().setAccess(access.toBuilder().setValue(1)));
        }
    }

    private void write(Write write) {
        add(Call.newBuilder().setWrite(write.toBuilder().clearPosition()));
        add(Call.newBuilder().setWrite(write.toBuilder().clearCount()));
        for (ByteString record : records(write.getProcess(), write.getFd(), write.getRecord())) {
            add(Call.newBuilder().setWrite(write.toBuilder().setRecord(record)));
        }
    }

    private void writev(Writev writev) {
        for (int i = 0; i < writev.getSegmentsCount(); i++) {
            List<ByteString> fewer = new ArrayList<>(writev.getSegmentsList());
            fewer.remove(i);
            add(Call.newBuilder().setWritev(with(writev, fewer)));
            for (ByteString record :
                    records(writev.getProcess(), writev.getFd(), writev.getSegments(i))) {
                List<ByteString> other = new ArrayList<>(writev.getSegmentsList());
                other.set(i, record);
                add(Call.newBuilder().setWritev(with(writev, other)));
            }
        }
    }

    private static Writev with(Writev writev, List<ByteString> segments) {
        return writev.toBuilder().clearSegments().addAllSegments(segments).build();
    }

    private List<ByteString> records(int process, int fd, ByteString record) {
        WrittenRecord written = WrittenRecord.of(steps, process, fd, record);
        if (written == null) {
            return List.of();
        }
        return simpler(written.op()).stream().map(written::with).toList();
    }

    private static List<Op> simpler(Op op) {
        List<Op> simpler = new ArrayList<>();
        if (op instanceof Mmap map) {
            simpler(map, simpler);
        } else if (op instanceof Munmap unmap) {
            if (unmap.len() != PAGE) {
                simpler.add(new Munmap(unmap.addr(), PAGE));
            }
        } else if (op instanceof Mprotect protect) {
            if (protect.len() != PAGE) {
                simpler.add(new Mprotect(protect.addr(), PAGE, protect.prot()));
            }
            if (protect.prot() != (protect.prot() & 1)) {
                simpler.add(new Mprotect(protect.addr(), protect.len(), 1));
            }
        }
        return simpler;
    }

    private static void simpler(Mmap map, List<Op> simpler) {
        long kept = MapFlags.TYPE_MASK | MapFlags.FIXED | MapFlags.ANONYMOUS;
        if (map.len() != PAGE) {
            simpler.add(
                    new Mmap(map.addr(), PAGE, map.prot(), map.flags(), map.fd(), map.offset()));
        }
        if (map.offset() != 0) {
            simpler.add(new Mmap(map.addr(), map.len(), map.prot(), map.flags(), map.fd(), 0));
        }
        if (map.prot() != 1 && map.prot() != 3) {
            simpler.add(new Mmap(map.addr(), map.len(), 3, map.flags(), map.fd(), map.offset()));
        }
        if ((map.flags() & ~kept) != 0) {
            simpler.add(
                    new Mmap(
                            map.addr(),
                            map.len(),
                            map.prot(),
                            map.flags() & kept,
                            map.fd(),
                            map.offset()));
        }
        long plain = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;
        if (map.flags() != plain) {
            simpler.add(new Mmap(map.addr(), map.len(), map.prot(), plain, map.fd(), 0));
        }
    }

    /** A frame with one record less; references to those behind it count one less too. */
    private void frame(SendBytes send) {
        byte[] bytes = send.getBytes().toByteArray();
        if (bytes.length < HEADER || int32(bytes, LENGTH) != bytes.length) {
            return;
        }
        int at = HEADER;
        int before = 0;
        int number = 0;
        while (at + RECORD <= bytes.length) {
            int size = (bytes[at + 2] & 0xff) | ((bytes[at + 3] & 0xff) << Byte.SIZE);
            if (size < RECORD || at + size > bytes.length) {
                return;
            }
            ways.add(without(send, bytes, at, size, number));
            if (number > 0) {
                ways.add(swallowed(send, bytes, before, at, size, number));
            }
            before = at;
            at += size;
            number++;
        }
    }

    private Step without(SendBytes send, byte[] bytes, int at, int size, int number) {
        byte[] fewer = new byte[bytes.length - size];
        System.arraycopy(bytes, 0, fewer, 0, at);
        System.arraycopy(bytes, at + size, fewer, at, bytes.length - at - size);
        setInt32(fewer, LENGTH, fewer.length);
        setInt32(fewer, COUNT, int32(bytes, COUNT) - 1);
        renumber(fewer, number);
        List<Fill> fills = new ArrayList<>();
        for (Fill fill : step.fills()) {
            if (fill.at() < at) {
                fills.add(fill);
            } else if (fill.at() >= at + size) {
                fills.add(fill.to(fill.at() - size));
            }
        }
        SendBytes sent = send.toBuilder().setBytes(ByteString.copyFrom(fewer)).build();
        return new Step(Call.newBuilder().setSendBytes(sent).build(), step.expected(), fills);
    }

    /**
     * A record that has become zeros at the end of the one before it: a frame as long as it was.
     */
    private Step swallowed(SendBytes send, byte[] bytes, int before, int at, int size, int number) {
        byte[] same = bytes.clone();
        Arrays.fill(same, at, at + size, (byte) 0);
        int grown = at + size - before;
        same[before + 2] = (byte) grown;
        same[before + 3] = (byte) (grown >>> Byte.SIZE);
        setInt32(same, COUNT, int32(bytes, COUNT) - 1);
        renumber(same, number);
        List<Fill> fills = new ArrayList<>(step.fills());
        fills.removeIf(fill -> fill.at() >= at && fill.at() < at + size);
        SendBytes sent = send.toBuilder().setBytes(ByteString.copyFrom(same)).build();
        return new Step(Call.newBuilder().setSendBytes(sent).build(), step.expected(), fills);
    }

    private static void renumber(byte[] frame, int gone) {
        int at = HEADER;
        while (at + RECORD <= frame.length) {
            int size = (frame[at + 2] & 0xff) | ((frame[at + 3] & 0xff) << Byte.SIZE);
            for (int place : new int[] {at + 8, at + 32}) {
                boolean field = place == at + 8 || (frame[at] == 8 && size >= 40);
                if (field && place + 8 <= frame.length && (frame[place + 7] & 0x80) != 0) {
                    int referred = int32(frame, place);
                    setInt32(frame, place, referred > gone ? referred - 1 : referred);
                }
            }
            if (size < RECORD) {
                return;
            }
            at += size;
        }
    }

    private static int int32(byte[] bytes, int at) {
        int number = 0;
        for (int i = Integer.BYTES - 1; i >= 0; i--) {
            number = (number << Byte.SIZE) | (bytes[at + i] & 0xff);
        }
        return number;
    }

    private static void setInt32(byte[] bytes, int at, int number) {
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[at + i] = (byte) (number >>> (Byte.SIZE * i));
        }
    }
}
