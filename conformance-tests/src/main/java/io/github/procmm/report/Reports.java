package io.github.procmm.report;

import com.google.protobuf.Message;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer;
import io.github.procmm.conform.CallWords;
import io.github.procmm.conform.CaseResult;
import io.github.procmm.conform.Failure;
import io.github.procmm.conform.Judgement;
import io.github.procmm.conform.Moment;
import io.github.procmm.conform.RuleResult;
import io.github.procmm.proto.v1.ProcMmOp;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes reports of judgements. */
public final class Reports {

    private final Records records;

    private Reports(Message described) {
        this.records = new Records(described);
    }

    /** Returns everything that is shown of a judgement. */
    public static Report of(Judgement judgement, RunEntry run) {
        Reports reports = new Reports(ProcMmOp.getDefaultInstance());
        return new Report(
                Report.FORMAT,
                Report.VERSION,
                run,
                testee(judgement.offer()),
                judgement.rules().stream().map(Reports::rule).toList(),
                judgement.results().stream().map(reports::entry).toList(),
                judgement.outlived());
    }

    /** Returns cases that are no rule's: each stands for a rule of its own, and has its story. */
    public static Report of(Offer testee, List<CaseResult> results, RunEntry run) {
        return of(testee, results, run, ProcMmOp.getDefaultInstance());
    }

    /**
     * Returns cases that are no rule's.
     *
     * @param described of the message that describes the records that they write
     */
    public static Report of(
            Offer testee, List<CaseResult> results, RunEntry run, Message described) {
        Reports reports = new Reports(described);
        return new Report(
                Report.FINDINGS,
                Report.VERSION,
                run,
                testee(testee),
                results.stream().map(Reports::ownRule).toList(),
                results.stream().map(reports::entry).toList(),
                List.of());
    }

    private static RuleEntry ownRule(CaseResult result) {
        Case tried = result.tried();
        String id = tried.rules().get(0);
        String group = id.substring(0, id.lastIndexOf('-'));
        String text = tried.name().substring(tried.name().indexOf('/') + 1).replace('-', ' ');
        return new RuleEntry(id, group, "", text, "Findings", result.verdict(), "");
    }

    /** Returns what is shown of the steps of a case. */
    public static List<StepEntry> steps(Case tried, List<Moment> moments) {
        Reports reports = new Reports(ProcMmOp.getDefaultInstance());
        return moments.stream().map(moment -> reports.entry(moment, tried)).toList();
    }

    private static TesteeEntry testee(@Nullable Offer offer) {
        if (offer == null) {
            return new TesteeEntry("", "", List.of(), List.of(), List.of(), List.of());
        }
        Set<Feature> missing = EnumSet.allOf(Feature.class);
        missing.removeAll(offer.features());
        return new TesteeEntry(
                offer.name(),
                offer.details(),
                offer.hosts().stream().map(Offer.HostKind::toString).toList(),
                names(offer.features()::contains),
                names(missing::contains),
                offer.reserved().stream().map(RangeEntry::of).toList());
    }

    private static List<String> names(Predicate<Feature> wanted) {
        return Arrays.stream(Feature.values()).filter(wanted).map(Feature::name).toList();
    }

    private static RuleEntry rule(RuleResult result) {
        return new RuleEntry(
                result.rule().id(),
                result.rule().group(),
                result.rule().level(),
                result.rule().text(),
                result.rule().section(),
                result.verdict(),
                result.why());
    }

    private CaseEntry entry(CaseResult result) {
        Case tried = result.tried();
        Failure failure = result.failure();
        return new CaseEntry(
                tried.name(),
                tried.host().toString(),
                tried.rules(),
                result.verdict(),
                TimeUnit.NANOSECONDS.toMicros(result.nanos()),
                Objects.requireNonNullElse(result.why(), ""),
                Objects.requireNonNullElse(result.known(), ""),
                failure == null ? null : entry(failure, tried));
    }

    private FailureEntry entry(Failure failure, Case tried) {
        List<StepEntry> steps = new ArrayList<>();
        failure.history().forEach(moment -> steps.add(entry(moment, tried)));
        Step failed = tried.steps().get(failure.step());
        boolean isItsCall = failure.call().equals(CallWords.of(failed.call()));
        Moment last = null;
        if (failure.history().size() > failure.step()) {
            last = failure.history().get(failure.step());
        } else if (isItsCall) {
            Moment unanswered = new Moment(failed, failure.got(), null, null, null, null);
            steps.add(entry(unanswered, tried));
        }
        return new FailureEntry(
                failure.step(),
                isItsCall ? CallWords.withoutRecords(failed.call()) : failure.call(),
                failure.expected(),
                failure.got(),
                failure.stderr(),
                steps,
                steps.isEmpty() ? List.of() : Pictures.of(steps, last, failed.call()));
    }

    private StepEntry entry(Moment moment, Case tried) {
        List<RecordEntry> written = records.of(moment.step().call(), tried);
        return new StepEntry(
                CallWords.withoutRecords(moment.step().call()),
                moment.answer(),
                written,
                Pictures.of(moment, written));
    }
}
