package io.github.procmm.fuzz;

import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.conform.CaseResult;
import io.github.procmm.conform.Judge;
import io.github.procmm.conform.KnownFailures;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Needs;
import io.github.procmm.testee.Testee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Findings as files that show them again, and as cases that a testee fails. */
public final class Findings {

    /** What stands where a case of the suite has its rule. */
    private static final String RULE = "FUZZ";

    private Findings() {}

    /** Returns a word for a finding: the same for the same signature. */
    public static String name(Finding finding) {
        String words =
                finding.difference()
                        .signature()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        return words.isEmpty() ? "finding" : words;
    }

    /**
     * Writes a trace of each into a directory, that is made if need be; returns the files.
     *
     * @throws IOException when one cannot be written
     */
    public static List<Path> write(List<Finding> findings, Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Path> files = new ArrayList<>();
        for (Finding finding : findings) {
            Path file = directory.resolve(name(finding) + ".procmm");
            CallTrace.of(finding).write(file);
            files.add(file);
        }
        return files;
    }

    /** Plays each finding to a fresh testee once more, call by call: what comes tells its story. */
    public static List<CaseResult> judge(List<Finding> findings, Testee.Source source) {
        List<CaseResult> results = new ArrayList<>();
        for (Finding finding : findings) {
            try (Judge judge = new Judge(source)) {
                Case tried = asCase(finding, RULE + "-" + (results.size() + 1));
                results.add(judge.judge(tried, KnownFailures.none()));
            }
        }
        return results;
    }

    private static Case asCase(Finding finding, String rule) {
        HostKind host = CallTrace.of(finding).host();
        Set<Feature> needs = EnumSet.noneOf(Feature.class);
        finding.steps().forEach(step -> Needs.of(step, host, needs));
        String name = rule + "/" + name(finding);
        return new Case(name, List.of(rule), host, needs, finding.steps());
    }
}
