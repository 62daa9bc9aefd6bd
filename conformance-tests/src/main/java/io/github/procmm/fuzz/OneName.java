package io.github.procmm.fuzz;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Descriptor;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.suite.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A history in which a file has the number from the start that a copy of its descriptor has:
 * records may name that number, where nobody looks for it.
 */
final class OneName {

    private final List<Step> steps;
    private final Map<Integer, Integer> tracers = new HashMap<>();

    OneName(List<Step> steps) {
        this.steps = steps;
        for (Step step : steps) {
            if (step.call().hasNewTask()) {
                var task = step.call().getNewTask();
                tracers.put(task.getTask(), task.getProcess());
            }
        }
    }

    /** Returns it without a call that copies a descriptor; null where a call does not do that. */
    @Nullable List<Numbered> without(int number) {
        Call call = steps.get(number).call();
        boolean sent =
                call.hasSend() && call.getSend().getProcess() == call.getSend().getToProcess();
        if (!call.hasDup() && !sent) {
            return null;
        }
        int process = sent ? call.getSend().getProcess() : call.getDup().getProcess();
        int fd = sent ? call.getSend().getFd() : call.getDup().getFd();
        int copy = sent ? call.getSend().getTo() : call.getDup().getTo();
        List<Step> renamed = new ArrayList<>();
        for (Step step : steps) {
            Call other = renamed(step.call(), process, fd, copy);
            renamed.add(new Step(other, step.expected(), step.fills()));
        }
        List<Numbered> without = new ArrayList<>(Numbered.of(renamed));
        without.remove(number);
        return without;
    }

    private Call renamed(Call call, int process, int fd, int copy) {
        Call.Builder other = call.toBuilder();
        switch (call.getCallCase()) {
            case OPEN -> {
                if (call.getOpen().getProcess() == process && call.getOpen().getFd() == fd) {
                    other.getOpenBuilder().setFd(copy);
                }
            }
            case OPEN_OBJECT -> {
                var open = call.getOpenObject();
                if (open.getProcess() == process && open.getFd() == fd) {
                    other.getOpenObjectBuilder().setFd(copy);
                }
            }
            case WRITE -> {
                if (call.getWrite().getProcess() == process && call.getWrite().getFd() == fd) {
                    other.getWriteBuilder().setFd(copy);
                }
            }
            case SWITCH_MM -> {
                var to = call.getSwitchMm();
                Integer tracer = tracers.get(to.getTask());
                if (!to.hasHandle() && tracer != null && tracer == process && to.getFd() == fd) {
                    other.getSwitchMmBuilder().setFd(copy);
                }
            }
            case ACCESS -> other.getAccessBuilder().setMm(mm(call, process, fd, copy));
            case MAPS -> other.getMapsBuilder().setMm(mm(call, process, fd, copy));
            default -> {}
        }
        return other.build();
    }

    private static Mm mm(Call call, int process, int fd, int copy) {
        Mm mm = DirectAccess.mm(call);
        Descriptor file = Descriptor.newBuilder().setProcess(process).setFd(fd).build();
        return mm.hasFile() && mm.getFile().equals(file)
                ? Mm.newBuilder().setFile(file.toBuilder().setFd(copy)).build()
                : mm;
    }
}
