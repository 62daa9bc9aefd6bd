package io.github.procmm.command;

import io.github.procmm.fuzz.CallTrace;
import io.github.procmm.fuzz.Proposal;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.replay.Batches;
import io.github.procmm.replay.Replay;
import io.github.procmm.trace.EventSource;
import io.github.procmm.trace.TraceException;
import io.github.procmm.trace.TraceFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code procmm replay}: plays a trace to the reference kernel. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = ProjectVersion.class,
        description = "Play a trace to the reference kernel, through the codec, and compare.",
        footer = {
            "",
            "A trace of calls, as fuzz writes them, is asked of the testee that is chosen, and its"
                    + " story told.",
            "",
            "As v2 the trace is played three times: as writes, as frames of one operation, and in"
                    + " batches; all have to end alike. A record is translated where it succeeded,"
                    + " and else sent in a LEGACY frame. A batch has operations on one address"
                    + " space with nothing in between and no more time than --gap, as processes"
                    + " would need to run.",
            "",
            "A difference that the trace itself explains (it began late, or left out an exec)"
                    + " is shown with its cause and is no finding.",
            "",
            "Exit codes: 0 every result is as recorded (and as v2 as in v1), 1 some are not, 2 misused or the trace is"
                    + " damaged; what was read before the damage is reported."
        })
final class ReplayCommand implements Callable<Integer> {

    /**
     * Between what one run of a client's kernel asked for and what the next one did, processes ran:
     * two switches and a fault, which take longer. In the shipped trace nearly nothing is 30 to 40
     * microseconds apart.
     */
    private static final long GAP_MICROS = 30;

    private static final List<String> CALL_OPTIONS =
            List.of("--testee", "--backend", "--timeout", "--schema");

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "TRACE", description = "A .procmm or text trace, gzip or not.")
    private Path trace = Path.of("");

    @Mixin private TesteeOptions testee = new TesteeOptions();

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "Of a trace of calls: its records are those of this .proto.")
    private @Nullable Path schema;

    @Option(
            names = "--until",
            paramLabel = "N",
            description = "Stop after so many operations (of all address spaces).")
    private long until = Long.MAX_VALUE;

    @Option(
            names = "--mm",
            paramLabel = "K",
            description = "Report on this address space only; all are played.")
    private @Nullable Long mm;

    @Option(
            names = "--as",
            paramLabel = "PART",
            description = "Part of the protocol: v1, a write a record (default), or v2, frames.")
    private Part part = Part.v1;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description =
                    "As v2: up to so many operations in a frame (default: all that it takes).")
    private @Nullable Integer batch;

    @Option(
            names = "--gap",
            paramLabel = "US",
            description =
                    "As v2: what is more microseconds apart is not in one frame (default: "
                            + GAP_MICROS
                            + ").")
    private @Nullable Long gap;

    @Option(names = "--maps", description = "Print what is mapped in the end, as /proc/PID/maps.")
    private boolean maps;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** The parts of the protocol, as users write them. */
    enum Part {
        v1,
        v2
    }

    /** For picocli, which makes it itself. */
    ReplayCommand() {}

    @Override
    public Integer call() throws Exception {
        if (until < 0) {
            throw new IllegalArgumentException("--until " + until + ", wanted 0 or more");
        }
        if (part == Part.v1 && (batch != null || gap != null)) {
            String option = batch != null ? "--batch " + batch : "--gap " + gap;
            throw new IllegalArgumentException(option + ", which only --as v2 has");
        }
        CallTrace calls = calls();
        if (calls != null) {
            return replay(calls);
        }
        if (!testee.words().isEmpty()) {
            throw new IllegalArgumentException(
                    testee.words().get(0) + ": " + trace + " is no trace of calls");
        }
        if (schema != null) {
            throw new IllegalArgumentException(
                    "--schema " + schema + ": " + trace + " is no trace of calls");
        }
        Batches batches = batches();
        Played played = play(batches);
        Exception damage = played.damage();
        if (damage == null) {
            checkMmIsThere(played.replay());
        }
        if (damage == null || played.replay().report().addressSpaces() > 0) {
            print(played.replay());
        }
        if (damage != null) {
            throw Failures.in(trace, damage);
        }
        return played.replay().report().findings() == 0 ? 0 : 1;
    }

    /** Returns the trace if it is one of calls: of version 2. */
    private @Nullable CallTrace calls() throws Exception {
        try (InputStream bytes = Streams.open(trace);
                EventSource source = TraceFiles.read(bytes, trace.toString())) {
            return CallTrace.isOne(source) ? CallTrace.read(source) : null;
        } catch (IOException | IllegalArgumentException failure) {
            throw Failures.in(trace, failure);
        }
    }

    private int replay(CallTrace calls) throws Exception {
        for (OptionSpec given : Streams.matched(spec)) {
            if (!CALL_OPTIONS.contains(given.longestName())) {
                throw new IllegalArgumentException(
                        given.longestName() + ", which a trace of calls has no use for");
            }
        }
        PrintWriter out = Streams.out(spec);
        CallReplay replay = new CallReplay(Terminal.of(out, spec), testee.source());
        boolean alike =
                schema == null
                        ? replay.play(trace, calls)
                        : replay.play(calls, Proposal.read(schema), testee.other("reference"));
        out.flush();
        return alike ? 0 : 1;
    }

    /** A replay, and what ended it early: what was played before that is still worth a report. */
    private record Played(Replay replay, @Nullable Exception damage) {}

    private Batches batches() {
        long micros = gap == null ? GAP_MICROS : gap;
        return batch == null ? Batches.ofAnySize(micros) : new Batches(batch, micros);
    }

    private Played play(Batches batches) throws Exception {
        try (InputStream bytes = Progress.open("replay", trace);
                EventSource source = TraceFiles.read(bytes, trace.toString())) {
            Replay replay = replay(source, batches);
            try {
                replay.run(until);
            } catch (TraceException | IllegalArgumentException damage) {
                return new Played(replay, damage);
            }
            return new Played(replay, null);
        } catch (IOException | IllegalArgumentException failure) {
            throw Failures.in(trace, failure);
        }
    }

    private Replay replay(EventSource source, Batches batches) {
        return part == Part.v1
                ? new Replay(source, this::isShown)
                : Replay.inFrames(source, batches, this::isShown);
    }

    private boolean isShown(int number) {
        return mm == null || mm == Integer.toUnsignedLong(number);
    }

    private void checkMmIsThere(Replay replay) {
        if (mm != null && replay.report().addressSpaces() == 0) {
            throw new IllegalArgumentException(
                    "--mm " + mm + ": not opened in what was played of " + trace);
        }
    }

    private void print(Replay replay) throws IOException {
        PrintWriter out = Streams.out(spec);
        Map<Integer, AddressSpace> spaces = shown(replay);
        if (json) {
            out.println(Json.print(ReplayJson.of(trace, replay.report(), spaces)));
        } else {
            new ReplayText(out, mm).print(replay.report(), spaces);
        }
        out.flush();
    }

    private Map<Integer, AddressSpace> shown(Replay replay) {
        if (!maps) {
            return Map.of();
        }
        Map<Integer, AddressSpace> spaces = replay.addressSpaces();
        spaces.keySet().removeIf(number -> !isShown(number));
        return spaces;
    }
}
