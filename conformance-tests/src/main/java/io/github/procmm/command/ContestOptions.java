package io.github.procmm.command;

import com.google.protobuf.Message;
import io.github.procmm.fuzz.Contest;
import io.github.procmm.fuzz.KnownDifferences;
import io.github.procmm.fuzz.Part;
import io.github.procmm.fuzz.Proposal;
import io.github.procmm.proto.v1.ProcMmOp;
import io.github.procmm.testee.Testee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who is held against whom, and in which records. */
final class ContestOptions {

    @Mixin private TesteeOptions testee = new TesteeOptions();

    @Option(
            names = "--against",
            paramLabel = "'CMD ARGS'|NAME",
            description =
                    "The backend that is followed: one on the class path, or a program"
                            + " (default: reference).")
    private String against = "reference";

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description =
                    "Write the records that a .proto describes, with the options of"
                            + " procmm/wire.proto: a proposed interface, that the testee has.")
    private @Nullable Path schema;

    @Option(
            names = "--part",
            paramLabel = "v1|v2|both",
            defaultValue = "both",
            description = "What histories are made of (default: ${DEFAULT-VALUE}).")
    private String part = "both";

    @Option(
            names = "--known",
            paramLabel = "FILE",
            description =
                    "Differences that are no findings: lines of a signature, or of what it begins"
                            + " with, # and the reason.")
    private @Nullable Path differences;

    /** For picocli, which makes it itself. */
    ContestOptions() {}

    /** Returns who has to answer as the other one does. */
    Testee.Source testees() {
        return testee.beside(against);
    }

    /** Reads the files that are named. */
    Contest contest() throws IOException {
        Testee.Source leaders = testee.other(against);
        Proposal proposal = proposal();
        return proposal == null
                ? new Contest(leaders, testees(), part(), known())
                : proposal.contest(leaders, testees(), known());
    }

    /** Returns the message that describes the records that are written. */
    Message described() throws IOException {
        Proposal proposal = proposal();
        return proposal == null ? ProcMmOp.getDefaultInstance() : proposal.record();
    }

    private @Nullable Proposal proposal() throws IOException {
        if (schema == null) {
            return null;
        }
        if (part() != Part.BOTH) {
            throw new IllegalArgumentException("--part " + part + ", wanted none with --schema");
        }
        return Proposal.read(schema);
    }

    private Part part() {
        return switch (part) {
            case "both" -> Part.BOTH;
            case "v1" -> Part.V1;
            case "v2" -> Part.V2;
            default ->
                    throw new IllegalArgumentException(
                            "--part " + part + ", wanted v1, v2 or both");
        };
    }

    private KnownDifferences known() throws IOException {
        if (differences == null) {
            return KnownDifferences.none();
        }
        try {
            return KnownDifferences.of(Files.readAllLines(differences));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(differences + ", " + wrong.getMessage(), wrong);
        }
    }

    /** Returns the options as they are shown. */
    List<String> words() {
        List<String> words = new ArrayList<>(testee.words());
        words.add("--against " + against);
        if (schema != null) {
            words.add("--schema " + schema);
        }
        words.add("--part " + part);
        return words;
    }
}
