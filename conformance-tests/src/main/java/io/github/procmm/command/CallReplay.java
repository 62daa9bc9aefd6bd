package io.github.procmm.command;

import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer;
import io.github.procmm.conform.Autopsy;
import io.github.procmm.conform.CaseResult;
import io.github.procmm.conform.Judge;
import io.github.procmm.conform.KnownFailures;
import io.github.procmm.conform.Verdict;
import io.github.procmm.fuzz.CallTrace;
import io.github.procmm.fuzz.Contest;
import io.github.procmm.fuzz.Finding;
import io.github.procmm.fuzz.Findings;
import io.github.procmm.fuzz.KnownDifferences;
import io.github.procmm.fuzz.Proposal;
import io.github.procmm.report.Reports;
import io.github.procmm.report.RunEntry;
import io.github.procmm.report.StepEntry;
import io.github.procmm.suite.Case;
import io.github.procmm.testee.Testee;
import io.github.procmm.testee.TesteeFailure;
import java.nio.file.Path;
import java.util.List;

/** A trace of calls, asked once more: what each says and what comes of it. */
final class CallReplay {

    private static final String NAME = "CALLS-1";

    private final Terminal out;
    private final Testee.Source source;

    CallReplay(Terminal out, Testee.Source source) {
        this.out = out;
        this.source = source;
    }

    /**
     * Prints the story; returns whether every answer is as the trace has it.
     *
     * @throws TesteeFailure when the testee does not start
     */
    boolean play(Path file, CallTrace trace) throws TesteeFailure {
        Offer offer = offer();
        boolean lines = offer.features().contains(Feature.MAPS_FORMAT);
        Case plain = trace.asCase(NAME + "/" + file.getFileName(), lines);
        Case tried =
                new Case(plain.name(), List.of(NAME), plain.host(), plain.needs(), plain.steps());
        CaseResult result = judge(tried);
        if (result.verdict() == Verdict.BROKEN) {
            RunEntry run = new RunEntry("", 0, List.of(), false);
            new FailureText(out, Reports.of(offer, List.of(result), run)).print();
        } else {
            steps(tried);
        }
        if (!trace.source().isEmpty()) {
            out.wrapped("", trace.source());
        }
        if (!trace.instead().isEmpty()) {
            int last = trace.steps().size() - 1;
            out.wrapped("recorded at call " + last + ": ", trace.instead());
        }
        out.line(
                Counted.of(tried.steps().size(), "call")
                        + ": "
                        + switch (result.verdict()) {
                            case BROKEN -> "not as the trace has it";
                            case NOT_TESTED -> "not asked: " + result.why();
                            case HOLDS, KNOWN -> "every answer is as the trace has it";
                        });
        return result.verdict() != Verdict.BROKEN;
    }

    /**
     * Prints where a testee of a proposed interface parts from what its description says and from
     * the reference; returns whether it does not.
     *
     * @param leaders the reference, as far as the description names operations of ours
     * @throws TesteeFailure when the testee does not start
     */
    boolean play(CallTrace trace, Proposal proposal, Testee.Source leaders) throws TesteeFailure {
        Contest contest = proposal.contest(leaders, source, KnownDifferences.none());
        Finding finding = contest.play(trace);
        if (finding != null) {
            List<CaseResult> stories = Findings.judge(List.of(finding), source);
            RunEntry run = new RunEntry("", 0, List.of(), false);
            new FailureText(out, Reports.of(offer(), stories, run, proposal.record())).print();
        }
        String how = finding == null ? "every answer is" : "not";
        out.line(Counted.of(trace.steps().size(), "call") + ": " + how + " as described");
        return finding == null;
    }

    private CaseResult judge(Case tried) {
        try (Judge judge = new Judge(source)) {
            return judge.judge(tried, KnownFailures.none());
        }
    }

    private Offer offer() throws TesteeFailure {
        try (Testee testee = source.start()) {
            return testee.offer();
        }
    }

    private void steps(Case tried) {
        List<StepEntry> steps = Reports.steps(tried, new Autopsy(source, tried).moments());
        for (int i = 0; i < steps.size(); i++) {
            StepEntry step = steps.get(i);
            out.wrapped(String.format("%3d  ", i), step.inOneLine() + " -> " + step.answer());
        }
        out.line();
    }
}
