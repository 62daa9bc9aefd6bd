package io.github.procmm.fuzz;

import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Descriptor;
import io.github.procmm.proto.testee.Dup;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.Send;
import io.github.procmm.suite.Step;
import java.util.List;

/** What calls would be that name the descriptor of which theirs is a copy. */
final class Originals {

    private final List<Step> steps;

    Originals(List<Step> steps) {
        this.steps = steps;
    }

    /** Returns a call of the history with the original instead; the same where there is none. */
    Call of(int index) {
        Call call = steps.get(index).call();
        Call.Builder other = call.toBuilder();
        switch (call.getCallCase()) {
            case WRITE -> {
                Descriptor file =
                        file(call.getWrite().getProcess(), call.getWrite().getFd(), index);
                other.getWriteBuilder().setProcess(file.getProcess()).setFd(file.getFd());
            }
            case WRITEV -> {
                Descriptor file =
                        file(call.getWritev().getProcess(), call.getWritev().getFd(), index);
                other.getWritevBuilder().setProcess(file.getProcess()).setFd(file.getFd());
            }
            case DUP -> {
                Descriptor file = file(call.getDup().getProcess(), call.getDup().getFd(), index);
                if (file.getProcess() == call.getDup().getProcess()) {
                    other.getDupBuilder().setFd(file.getFd());
                }
            }
            case ACCESS, MAPS -> {
                Mm mm = DirectAccess.mm(call);
                Descriptor file = file(mm.getFile().getProcess(), mm.getFile().getFd(), index);
                Mm original = Mm.newBuilder().setFile(file).build();
                return mm.hasFile()
                        ? DirectAccess.with(steps.get(index), original, List.of()).call()
                        : call;
            }
            default -> {}
        }
        return other.build();
    }

    private Descriptor file(int process, int fd, int index) {
        for (int i = index - 1; i > 0; i--) {
            Call call = steps.get(i).call();
            Dup dup = call.getDup();
            if (call.hasDup() && dup.getProcess() == process && dup.getTo() == fd) {
                return Descriptor.newBuilder().setProcess(process).setFd(dup.getFd()).build();
            }
            Send send = call.getSend();
            if (call.hasSend() && send.getToProcess() == process && send.getTo() == fd) {
                return Descriptor.newBuilder()
                        .setProcess(send.getProcess())
                        .setFd(send.getFd())
                        .build();
            }
        }
        return Descriptor.newBuilder().setProcess(process).setFd(fd).build();
    }
}
