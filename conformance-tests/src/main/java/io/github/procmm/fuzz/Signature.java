package io.github.procmm.fuzz;

import io.github.procmm.model.Errno;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.TesteeFailure;
import java.util.Locale;

/**
 * What differences have in common that are one mistake, as far as can be told from outside: what
 * was asked, and what kinds of answers came. Numbers that a history has chosen are left out.
 */
final class Signature {

    private Signature() {}

    static String of(TesteeFailure failure) {
        return failure.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * @param open whether nobody knows the answer, only what it cannot be
     */
    static String of(Language language, Step step, Answer wanted, Answer got, boolean open) {
        String word = language.word(step.call());
        String asked = word == null ? asked(step.call()) : word;
        return open
                ? asked + ": " + kind(step, got) + ", not as described"
                : asked + ": " + kind(step, wanted) + ", not " + kind(step, got);
    }

    private static String asked(Call call) {
        if (!call.hasWrite() && !call.hasWritev()) {
            return call.getCallCase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return call.hasWrite() ? "write" : "writev";
    }

    private static String kind(Step step, Answer answer) {
        if (answer.hasFault()) {
            return answer.getFault().getKind().name();
        }
        if (step.call().hasMaps()) {
            return "areas";
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
