package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.Offer;
import io.github.procmm.model.Errno;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.testee.Testee;
import io.github.procmm.testee.TesteeFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * A backend of ours, asked in the records of a proposal. What it does not know it says: what comes
 * of an operation that is none of ours, and, from then on, what there is in memory.
 */
final class ProposedReference implements Testee {

    private final Testee ours;
    private final Proposal proposal;
    private boolean lost;

    ProposedReference(Testee ours, Proposal proposal) {
        this.ours = ours;
        this.proposal = proposal;
    }

    @Override
    public Offer offer() {
        return ours.offer();
    }

    @Override
    public List<Answer> ask(List<Call> calls) throws TesteeFailure {
        List<Call> translated = new ArrayList<>(calls.size());
        for (Call call : calls) {
            translated.add(proposal.inOurs(call));
        }
        List<Answer> answers = new ArrayList<>(ours.ask(translated));
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            lost &= !call.hasBoot();
            if (call.hasWrite()) {
                answers.set(i, written(call, translated.get(i), answers.get(i)));
            } else if (lost && (call.hasMaps() || call.hasAccess())) {
                answers.set(i, unknown(0));
            }
        }
        return answers;
    }

    /** Where there is no record of ours an empty one is written: that shows whether it gets far. */
    private Answer written(Call call, Call translated, Answer answer) {
        ByteString record = call.getWrite().getRecord();
        boolean reaches = answer.getResult() != Errno.EBADF.asResult();
        if (translated.getWrite().getRecord().isEmpty()
                && proposal.operation(record) != null
                && reaches) {
            lost = true;
        } else if (!lost || !reaches || proposal.operation(record) == null) {
            return answer.getResult() < 0
                    ? answer
                    : Answer.newBuilder().setResult(record.size()).build();
        }
        return unknown(record.size());
    }

    private static Answer unknown(long result) {
        return Answer.newBuilder().setResult(result).setData(Proposal.UNKNOWN).build();
    }

    @Override
    public void close() {
        ours.close();
    }
}
