package io.github.procmm.command;

import io.github.procmm.conform.CaseResult;
import io.github.procmm.conform.Failure;
import io.github.procmm.conform.Judgement;
import io.github.procmm.conform.Verdict;
import java.io.PrintWriter;

/** What came of a run of the suite, for a person. */
final class ConformText {

    private final PrintWriter out;

    ConformText(PrintWriter out) {
        this.out = out;
    }

    void print(Judgement judgement) {
        for (CaseResult result : judgement.results()) {
            Failure failure = result.failure();
            if (failure != null) {
                out.println(
                        result.tried().id() + " step " + failure.step() + ": " + failure.call());
                out.println("  expected " + failure.expected());
                out.println("  got      " + failure.got());
                if (!failure.stderr().isEmpty()) {
                    out.println("  stderr   " + failure.stderr());
                }
            }
        }
        for (Verdict verdict : Verdict.values()) {
            out.println(
                    verdict.words()
                            + ": "
                            + judgement.rulesWith(verdict)
                            + " rules, "
                            + judgement.casesWith(verdict)
                            + " cases");
        }
    }
}
