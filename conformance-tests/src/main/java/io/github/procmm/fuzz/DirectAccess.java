package io.github.procmm.fuzz;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Descriptor;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.SwitchMm;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A history in which no task runs in an address space for what can be done by its handle or file:
 * memory accessed, areas looked at.
 */
final class DirectAccess {

    private final List<Step> steps;

    DirectAccess(List<Step> steps) {
        this.steps = steps;
    }

    /** Returns the history without a call, if that is a switch; null where it is none. */
    @Nullable List<Numbered> without(int number) {
        Step step = steps.get(number);
        if (!step.call().hasSwitchMm()) {
            return null;
        }
        List<Numbered> direct = new ArrayList<>();
        boolean inside = false;
        for (int i = 0; i < steps.size(); i++) {
            Step other = steps.get(i);
            inside = i == number || (inside && !isSwitch(other, step.call().getSwitchMm()));
            if (i != number) {
                direct.add(new Numbered(i, inside ? direct(other, step) : other));
            }
        }
        return direct;
    }

    private static boolean isSwitch(Step step, SwitchMm before) {
        return step.call().hasSwitchMm() && step.call().getSwitchMm().getTask() == before.getTask();
    }

    private Step direct(Step step, Step switched) {
        int task = switched.call().getSwitchMm().getTask();
        Mm mm = mm(step.call());
        return mm.hasTask() && mm.getTask() == task
                ? with(step, mm(switched), switched.fills())
                : step;
    }

    /** Returns what a call that only looks or accesses memory does that to. */
    static Mm mm(Call call) {
        return call.hasMaps() ? call.getMaps().getMm() : call.getAccess().getMm();
    }

    /** Returns such a call that does it to another address space. */
    static Step with(Step step, Mm mm, List<Fill> fills) {
        Call call = step.call();
        Call.Builder other =
                call.hasMaps()
                        ? Call.newBuilder().setMaps(call.getMaps().toBuilder().setMm(mm))
                        : Call.newBuilder().setAccess(call.getAccess().toBuilder().setMm(mm));
        return new Step(other.build(), step.expected(), fills);
    }

    private Mm mm(Step switched) {
        SwitchMm to = switched.call().getSwitchMm();
        if (to.hasHandle()) {
            return Mm.newBuilder().setHandle(to.getHandle()).build();
        }
        int process = 0;
        for (Step step : steps) {
            boolean same = step.call().getNewTask().getTask() == to.getTask();
            if (step.call().hasNewTask() && same) {
                process = step.call().getNewTask().getProcess();
            }
        }
        Descriptor file = Descriptor.newBuilder().setProcess(process).setFd(to.getFd()).build();
        return Mm.newBuilder().setFile(file).build();
    }
}
