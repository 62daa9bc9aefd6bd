package io.github.procmm.command;

import io.github.procmm.backend.Backend;
import io.github.procmm.testee.Backends;
import io.github.procmm.testee.TesteeServer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code procmm serve}: a backend as a testee on standard input and output. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = ProjectVersion.class,
        description = "Serve a backend by the testee protocol, on standard input and output.",
        footer = {
            "",
            "Ends when its input does: 'procmm conform --testee \"procmm serve\"' judges it.",
            "",
            "Exit codes: 0 the judge has hung up, 2 misused or the judge sent no request."
        })
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = "reference",
            description = "A backend on the class path (default: ${DEFAULT-VALUE}).")
    private String backend = "";

    /** For picocli, which makes it itself. */
    ServeCommand() {}

    @Override
    public Integer call() throws IOException {
        try (Backend served = Backends.open(backend);
                BufferedInputStream in =
                        new BufferedInputStream(new FileInputStream(FileDescriptor.in));
                BufferedOutputStream out =
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
            new TesteeServer(served).serve(in, out);
        }
        return 0;
    }
}
