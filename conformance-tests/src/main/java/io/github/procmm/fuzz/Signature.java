package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Opcode;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.TesteeFailure;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What differences have in common that are one mistake, as far as can be told from outside: what
 * was asked, and what kinds of answers came. Numbers that a history has chosen are left out.
 */
final class Signature {

    /** What differs in areas alone. */
    static final String SAME_PAGES = "the same pages in other areas";

    /** What stands before something that may excuse a difference. */
    private static final String BEHIND = ", behind ";

    private Signature() {}

    /**
     * @param step that was not answered
     */
    static String of(Language language, Step step, TesteeFailure failure) {
        String how = failure.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return asked(language, step.call()) + ": " + how;
    }

    /**
     * Names a difference.
     *
     * @param open whether nobody knows the answer, only what it cannot be
     */
    static String of(Language language, Step step, Answer wanted, Answer got, boolean open) {
        Call call = step.call();
        String asked = asked(language, call);
        if (open) {
            return asked + ": " + (call.hasMaps() ? "areas" : kind(got)) + ", not as described";
        }
        if (call.hasSendBytes()) {
            return asked + ": " + FrameParting.of(call.getSendBytes(), wanted, got);
        }
        if (call.hasMaps()) {
            boolean same = PageRuns.of(wanted.getText()).fits(PageRuns.of(got.getText()));
            return asked + (same ? ": " + SAME_PAGES : ": other pages");
        }
        return asked + ": " + kind(wanted) + ", not " + kind(got);
    }

    /**
     * Returns a signature that tells where areas differ alone behind something that section 12
     * leaves open: what an address-space limit has refused may leave cuts, and areas of a space
     * that is cloned, or a clone, may stay apart.
     *
     * @param steps up to the one that the backends part in
     * @param answers to them
     */
    static String behind(String signature, List<Step> steps, List<Answer> answers) {
        boolean limited = false;
        boolean cloned = false;
        Map<Integer, ByteString> streams = new HashMap<>();
        for (int i = 0; signature.endsWith(SAME_PAGES) && i < steps.size(); i++) {
            Call call = steps.get(i).call();
            if (call.hasSendBytes()) {
                // All that a session was sent: a frame may come in pieces.
                SendBytes send = call.getSendBytes();
                ByteString sent =
                        streams.merge(send.getSession(), send.getBytes(), ByteString::concat);
                cloned |= FrameParting.clones(sent);
                limited |= FrameParting.setsLimit(sent);
            }
            limited |= call.hasProcess() && call.getProcess().hasAddressSpaceLimit();
            if (limited && isShort(call, answers.get(i))) {
                return signature + BEHIND + "a limit";
            }
        }
        return cloned ? signature + BEHIND + "a clone" : signature;
    }

    /**
     * Returns whether a history that parts so shows what another one does: with the same signature,
     * or with what nothing excuses any more.
     */
    static boolean isSame(String smaller, String signature) {
        return smaller.equals(signature) || signature.startsWith(smaller + BEHIND);
    }

    private static boolean isShort(Call call, Answer answer) {
        if (call.hasSendBytes()) {
            return FrameParting.hasRefusal(answer, Errno.ENOMEM);
        }
        if (call.hasWritev() && answer.getResult() >= 0) {
            List<ByteString> segments = call.getWritev().getSegmentsList();
            // Nobody is told what the one was refused with at which it stopped (V1-WRITE-11).
            return answer.getResult() < segments.stream().mapToLong(ByteString::size).sum();
        }
        boolean writes = call.hasWrite() || call.hasWritev();
        return writes && answer.getResult() == Errno.ENOMEM.asResult();
    }

    private static String asked(Language language, Call call) {
        String word = language.word(call);
        return word == null ? asked(call) : word;
    }

    private static String asked(Call call) {
        if (!call.hasWrite() && !call.hasWritev()) {
            return call.getCallCase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return call.hasWrite()
                ? "write " + operation(call.getWrite().getRecord())
                : "writev " + operation(call.getWritev().getSegments(0));
    }

    /** Returns the name of a record's operation, in either byte order. */
    private static String operation(ByteString record) {
        if (record.size() < Integer.BYTES) {
            return "of too little";
        }
        int number = record.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        Opcode little = Opcode.of(number);
        Opcode opcode = little == null ? Opcode.of(Integer.reverseBytes(number)) : little;
        return opcode == null ? "of no operation" : "MM_" + opcode.name();
    }

    private static String kind(Answer answer) {
        if (answer.hasFault()) {
            return answer.getFault().getKind().name();
        }
        Errno errno = Errno.ofResult(answer.getResult());
        if (errno != null) {
            return errno.name();
        }
        return answer.getMoreCase() == Answer.MoreCase.MORE_NOT_SET
                ? answer.getResult() == 0 ? "0" : "a number"
                : answer.getMoreCase().name().toLowerCase(Locale.ROOT);
    }
}
