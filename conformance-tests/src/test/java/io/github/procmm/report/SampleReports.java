package io.github.procmm.report;

import io.github.procmm.backend.Backend;
import io.github.procmm.conform.Conformance;
import io.github.procmm.conform.Judgement;
import io.github.procmm.conform.KnownFailures;
import io.github.procmm.fixture.MistakenBackend;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Suite;
import io.github.procmm.testee.BackendTestee;
import io.github.procmm.testee.TesteeFailure;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Reports of whole runs. */
public final class SampleReports {

    /** What a testee wrote to its standard error, markup among it. */
    public static final String STDERR = "first line\n" + MistakenBackend.MARKUP + "\nlast line\n";

    private static final List<String> KNOWN =
            List.of(
                    "V1-UNMAP-1/aHoleInAnAreaLeavesBothSidesAsTheyWere # shows objects from 0",
                    "V1-UNMAP-2 # once it forgot to unmap");

    private SampleReports() {}

    /** Returns a report in which every rule that was tested holds. */
    public static Report reference() {
        return Made.REFERENCE;
    }

    /** Returns a report in which there is something of everything. */
    public static Report mistaken() {
        return Made.MISTAKEN;
    }

    /** Made once for all tests. */
    private static final class Made {
        private static final Report REFERENCE = report(ReferenceBackend::new, List.of());
        private static final Report MISTAKEN = makeMistaken();
    }

    private static Report makeMistaken() {
        Report report = report(MistakenBackend::new, KNOWN);
        return new Report(
                report.format(),
                report.version(),
                report.run(),
                report.testee(),
                report.rules(),
                report.cases().stream().map(SampleReports::withStderr).toList(),
                report.outlived());
    }

    private static CaseEntry withStderr(CaseEntry some) {
        FailureEntry failure = some.failure();
        if (failure == null || !failure.got().contains(MistakenBackend.MARKUP)) {
            return some;
        }
        return new CaseEntry(
                some.name(),
                some.host(),
                some.rules(),
                some.verdict(),
                some.micros(),
                some.why(),
                some.known(),
                new FailureEntry(
                        failure.step(),
                        failure.call(),
                        failure.expected(),
                        failure.got(),
                        STDERR,
                        failure.steps(),
                        failure.picture()));
    }

    private static Report report(Supplier<Backend> backends, List<String> known) {
        List<Case> cases = Suite.cases();
        Conformance conformance =
                new Conformance(
                        BackendTestee.source(backends, Duration.ofSeconds(10)),
                        cases,
                        KnownFailures.of(known, cases),
                        1);
        try {
            Judgement judgement = conformance.run(result -> {});
            RunEntry run =
                    new RunEntry("2026-07-01T12:00:00Z", 1234, List.of("--backend x"), false);
            return Reports.of(judgement, run);
        } catch (TesteeFailure impossible) {
            throw new AssertionError(impossible);
        }
    }
}
