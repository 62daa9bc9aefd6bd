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
import io.github.procmm.proto.testee.SwitchMm;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.proto.testee.Writev;
import io.github.procmm.suite.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Simpler calls than one of a history: each with one thing less to think about. */
final class Simpler {

    private static final long PAGE = 0x1000;

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
        add(new Originals(steps).of(index).toBuilder());
        switch (call.getCallCase()) {
            case BOOT -> boot(call.getBoot());
            case WRITE -> write(call.getWrite());
            case WRITEV -> writev(call.getWritev());
            case ACCESS -> access(call.getAccess());
            case SWITCH_MM -> switched(call.getSwitchMm());
            case MAKE_OBJECT -> object(call.getMakeObject());
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
            Access.Builder one = access.toBuilder().setSize(1).setValue(1);
            add(Call.newBuilder().setAccess(one));
            add(Call.newBuilder().setAccess(one.setAddr(access.getAddr() + access.getSize() - 1)));
        }
        if (access.getAddr() % PAGE != 0) {
            add(Call.newBuilder().setAccess(access.toBuilder().setAddr(access.getAddr() & -PAGE)));
        }
        if (access.getValue() > 1) {
            add(Call.newBuilder().setAccess(access.toBuilder().setValue(1)));
        }
    }

    /** Lets a task that is there already be the one that goes on in another address space. */
    private void switched(SwitchMm to) {
        for (int task = 0; task < to.getTask(); task++) {
            add(Call.newBuilder().setSwitchMm(to.toBuilder().setTask(task)));
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
}
