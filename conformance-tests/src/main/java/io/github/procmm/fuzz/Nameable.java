package io.github.procmm.fuzz;

import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.proto.testee.Process;
import io.github.procmm.proto.testee.SwitchMm;

/** Which calls name only what there is in a world, as the testee protocol wants it. */
final class Nameable {

    private final World world;

    Nameable(World world) {
        this.world = world;
    }

    boolean allows(Call call) {
        return switch (call.getCallCase()) {
            case BOOT -> world.steps().isEmpty();
            case PROCESS -> isNew(call.getProcess());
            case OPEN -> isProcess(call.getOpen().getProcess(), call.getOpen().getFd());
            case MAKE_OBJECT -> !world.objects().containsKey(call.getMakeObject().getObject());
            case OPEN_OBJECT ->
                    isProcess(call.getOpenObject().getProcess(), call.getOpenObject().getFd())
                            && world.objects().containsKey(call.getOpenObject().getObject());
            case DUP ->
                    isProcess(call.getDup().getProcess(), call.getDup().getTo())
                            && world.at(call.getDup().getProcess(), call.getDup().getFd()) != null;
            case SEND ->
                    isProcess(call.getSend().getToProcess(), call.getSend().getTo())
                            && world.at(call.getSend().getProcess(), call.getSend().getFd())
                                    != null;
            case CLOSE -> isProcess(call.getClose().getProcess(), call.getClose().getFd());
            case WRITE -> takesRecords(call.getWrite().getProcess(), call.getWrite().getFd());
            case WRITEV -> takesRecords(call.getWritev().getProcess(), call.getWritev().getFd());
            case READ -> takesRecords(call.getRead().getProcess(), call.getRead().getFd());
            case MAPS -> isMm(call.getMaps().getMm());
            case ACCESS -> isLegal(call.getAccess());
            case RESIZE_OBJECT -> hasBytes(call.getResizeObject().getObject());
            case WRITE_OBJECT -> hasBytes(call.getWriteObject().getObject());
            case READ_OBJECT -> hasBytes(call.getReadObject().getObject());
            case NEW_TASK ->
                    world.processes().containsKey(call.getNewTask().getProcess())
                            && !world.hasBegun(call.getNewTask().getTask());
            case SWITCH_MM -> isLegal(call.getSwitchMm());
            case EXIT -> world.tasks().containsKey(call.getExit().getTask());
            case PTRACE -> world.tasks().containsKey(call.getPtrace().getTask());
            case COUNT_ADDRESS_SPACES -> true;
            case NEW_SESSION ->
                    world.processes().containsKey(call.getNewSession().getProcess())
                            && !world.clients().containsKey(call.getNewSession().getSession());
            case SEND_BYTES -> isOn(call.getSendBytes().getSession());
            case END_SESSION -> isOn(call.getEndSession().getSession());
            case CALL_NOT_SET -> false;
        };
    }

    private boolean isNew(Process process) {
        return process.getProcess() == 0
                ? world.isUnused()
                : !world.processes().containsKey(process.getProcess());
    }

    private boolean isProcess(int process, int fd) {
        return world.processes().containsKey(process) && fd >= 0 && fd < World.MAX_FD;
    }

    /** What a write to an object does is no matter of ours. */
    private boolean takesRecords(int process, int fd) {
        Opened there = world.at(process, fd);
        return isProcess(process, fd)
                && !world.openings().isInDoubt(process, fd)
                && (there == null || there.isMm());
    }

    private boolean isMm(Mm mm) {
        if (mm.hasTask()) {
            return world.tasks().containsKey(mm.getTask());
        }
        if (mm.hasHandle()) {
            return isOn(mm.getHandle().getSession());
        }
        Opened there = world.at(mm.getFile().getProcess(), mm.getFile().getFd());
        return mm.hasFile() && there != null && there.isMm();
    }

    private boolean isLegal(Access access) {
        return isMm(access.getMm()) && world.isFree(access.getAddr(), access.getSize());
    }

    private boolean hasBytes(int object) {
        ObjectKind kind = world.objects().get(object);
        return kind == ObjectKind.REGULAR || kind == ObjectKind.NOT_EXECUTABLE;
    }

    private boolean isLegal(SwitchMm to) {
        return world.tasks().containsKey(to.getTask())
                && (!to.hasHandle() || isOn(to.getHandle().getSession()));
    }

    private boolean isOn(int session) {
        Client client = world.clients().get(session);
        return client != null && !client.isOver();
    }
}
