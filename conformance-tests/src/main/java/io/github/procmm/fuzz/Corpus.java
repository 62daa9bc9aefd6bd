package io.github.procmm.fuzz;

import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.OfferMessages;
import io.github.procmm.testee.TesteeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A directory of histories that have met something which the others have not: what a campaign
 * begins with and leaves behind. A file each, a trace of version 2, named for what is in it.
 */
public final class Corpus {

    private static final String SUFFIX = ".procmm";

    private final Path directory;

    /** Names a directory, which need not be there. */
    public Corpus(Path directory) {
        this.directory = directory;
    }

    /**
     * Returns what is there, in the order of the names.
     *
     * @throws IOException when a file cannot be read, or is no trace of calls
     */
    public List<List<Step>> read() throws IOException {
        List<List<Step>> histories = new ArrayList<>();
        for (Path file : files()) {
            histories.add(CallTrace.read(file).steps());
        }
        return histories;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    /**
     * Keeps of all histories those that it takes to meet what they meet together, short ones first,
     * and deletes the files of the others.
     *
     * @param histories those that are there and those that came anew
     * @param duel where they are played; where its backends part is no matter here
     */
    void keep(List<List<Step>> histories, Duel duel) throws IOException, TesteeFailure {
        List<List<Step>> sorted = new ArrayList<>(histories);
        sorted.sort(Comparator.comparingInt(List::size));
        Coverage coverage = new Coverage();
        List<CallTrace> kept = new ArrayList<>();
        for (List<Step> history : sorted) {
            Call boot = history.get(0).call();
            var host = OfferMessages.fromMessage(boot.getBoot().getHost());
            if (host == null || !duel.ring().hosts().contains(host)) {
                continue;
            }
            Script script = new FixedScript(duel.ring(), FixedScript.Numbered.of(history));
            Played played = duel.play(script);
            if (coverage.add(played)) {
                kept.add(
                        new CallTrace(
                                Objects.requireNonNull(host),
                                "corpus of procmm fuzz",
                                played.steps(),
                                played.answers(),
                                ""));
            }
        }
        Files.createDirectories(directory);
        for (Path old : files()) {
            Files.delete(old);
        }
        for (CallTrace history : kept) {
            history.write(directory.resolve(name(history) + SUFFIX));
        }
    }

    private static String name(CallTrace history) {
        CRC32C sum = new CRC32C();
        history.steps().forEach(step -> sum.update(step.call().toByteArray()));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
