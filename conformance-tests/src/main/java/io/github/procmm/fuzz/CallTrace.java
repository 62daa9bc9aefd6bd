package io.github.procmm.fuzz;

import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.conform.Precedent;
import io.github.procmm.kernel.Page;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Host;
import io.github.procmm.proto.trace.Asked;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Needs;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.OfferMessages;
import io.github.procmm.trace.EventSource;
import io.github.procmm.trace.TraceException;
import io.github.procmm.trace.TraceFiles;
import io.github.procmm.trace.TraceWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A history in a file: a trace of version 2 (SPEC.md, section 13).
 *
 * @param host the kind of host that it boots
 * @param source where it came from, for people
 * @param steps the calls, with nothing expected of them
 * @param answers what has to be answered
 * @param instead what a backend answered last, in words; empty where none was wrong
 */
public record CallTrace(
        HostKind host, String source, List<Step> steps, List<Answer> answers, String instead) {

    private static final int VERSION = 2;

    /** Copies the lists. */
    public CallTrace {
        steps = List.copyOf(steps);
        answers = List.copyOf(answers);
    }

    /** Returns the trace of a finding. */
    static CallTrace of(Finding finding) {
        Host host = finding.steps().get(0).call().getBoot().getHost();
        return new CallTrace(
                kind(host),
                "found by procmm fuzz: " + finding.difference().signature(),
                finding.steps(),
                finding.answers(),
                finding.difference().got());
    }

    private static HostKind kind(Host host) {
        HostKind kind = OfferMessages.fromMessage(host);
        if (kind == null) {
            throw new IllegalArgumentException("no such host: " + host);
        }
        return kind;
    }

    /** Writes it to a file; the name says whether compressed. */
    void write(Path file) throws IOException {
        TraceHeader header =
                TraceHeader.newBuilder()
                        .setFormatVersion(VERSION)
                        .setDialect(host.dialect().readableName())
                        .setPageSize(Page.SIZE)
                        .setSource(source)
                        .build();
        try (TraceWriter writer = new TraceWriter(TraceFiles.create(file), header)) {
            for (int i = 0; i < steps.size(); i++) {
                writer.write(TraceEvent.newBuilder().setAsked(asked(i)).build());
            }
        }
    }

    private Asked asked(int number) {
        Step step = steps.get(number);
        Asked.Builder asked =
                Asked.newBuilder().setCall(step.call()).setAnswer(answers.get(number));
        for (Fill fill : step.fills()) {
            var message =
                    io.github.procmm.proto.trace.Fill.newBuilder()
                            .setSize(fill.size())
                            .setEvent(fill.step())
                            .setFrom(fill.from())
                            .setAdd(fill.add());
            if (fill.at() != Fill.HANDLE) {
                message.setAt(fill.at());
            }
            asked.addFills(message);
        }
        return asked.setInstead(number == steps.size() - 1 ? instead : "").build();
    }

    /** Returns whether a trace is one of calls. */
    public static boolean isOne(EventSource events) {
        return events.header().getFormatVersion() == VERSION;
    }

    /**
     * Reads a file.
     *
     * @throws TraceException when it is no trace of calls
     */
    public static CallTrace read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(TraceFiles.read(in, file.toString()));
        }
    }

    /**
     * Reads a trace of calls to its end.
     *
     * @throws TraceException when it has other events, none, or boots a host that there is not
     */
    public static CallTrace read(EventSource events) throws IOException {
        List<Step> steps = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        String instead = "";
        for (TraceEvent event = events.next(); event != null; event = events.next()) {
            if (!event.hasAsked()) {
                throw new TraceException(events.where(), "no call: the trace is not of version 2");
            }
            Asked asked = event.getAsked();
            steps.add(new Step(asked.getCall(), new Expected.Noted(), fills(asked)));
            answers.add(asked.getAnswer());
            instead = asked.getInstead();
        }
        if (steps.isEmpty()) {
            throw new TraceException(events.where(), "a trace without calls");
        }
        HostKind host = OfferMessages.fromMessage(steps.get(0).call().getBoot().getHost());
        if (host == null) {
            throw new TraceException(events.where(), "a Boot of a host that there is not");
        }
        return new CallTrace(host, events.header().getSource(), steps, answers, instead);
    }

    private static List<Fill> fills(Asked asked) {
        List<Fill> fills = new ArrayList<>();
        for (var fill : asked.getFillsList()) {
            int at = fill.hasAt() ? fill.getAt() : Fill.HANDLE;
            fills.add(new Fill(at, fill.getSize(), fill.getEvent(), fill.getFrom(), fill.getAdd()));
        }
        return fills;
    }

    /**
     * Returns the history as a case: what its answers say has to be answered, as far as nobody may
     * choose.
     *
     * @param name of the case
     * @param lines whether maps has to be alike to the letter
     * @throws IllegalArgumentException when the calls name what there is not
     */
    public Case asCase(String name, boolean lines) {
        Precedent precedent = new Precedent(lines);
        Ring everything = new Ring(List.of(host), EnumSet.allOf(Feature.class), List.of());
        World world = new World(host, everything);
        world.letGrow(true);
        List<Step> judged = new ArrayList<>();
        Set<Feature> needs = EnumSet.noneOf(Feature.class);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (!world.allows(step)) {
                throw new IllegalArgumentException("call " + i + " names what there is not");
            }
            world.add(step);
            world.take(answers.get(i));
            Expected expected = precedent.expect(step, answers.get(i), world.handedAt(i));
            Step judgedStep = new Step(step.call(), expected, step.fills());
            Needs.of(judgedStep, host, needs);
            judged.add(judgedStep);
        }
        return new Case(name, List.of(), host, needs, judged);
    }
}
