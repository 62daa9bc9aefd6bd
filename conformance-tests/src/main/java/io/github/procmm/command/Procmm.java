package io.github.procmm.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command itself: what holds the subcommands together. */
@Command(
        name = "procmm",
        description = "Control of another process's address space: records, traces, a kernel.",
        mixinStandardHelpOptions = true,
        versionProvider = ProjectVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 all well, 1 findings, 2 misused.",
            "Shell completion: source <(procmm generate-completion)"
        },
        subcommands = {
            ConformCommand.class,
            FuzzCommand.class,
            ServeCommand.class,
            ReplayCommand.class,
            DecodeCommand.class,
            EncodeCommand.class,
            ConvertCommand.class,
            GenerateCompletion.class,
            HelpCommand.class
        })
public final class Procmm implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    /** For picocli, which makes commands itself. */
    Procmm() {}

    /** Runs the command and exits the JVM with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** Without a subcommand there is nothing to do but to say which there are. */
    @Override
    public Integer call() {
        PrintWriter err = Streams.err(spec);
        err.print(Streams.usage(spec));
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    /** Returns the command, ready to execute; its output and error streams can be set. */
    static CommandLine commandLine() {
        return commandLine(new Procmm());
    }

    /** Returns a command that fails as this one does. */
    static CommandLine commandLine(Object command) {
        return new CommandLine(command)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(Procmm::report)
                .setParameterExceptionHandler(Procmm::misused);
    }

    private static int report(
            Exception failure, CommandLine command, CommandLine.ParseResult ignored) {
        PrintWriter err = command.getErr();
        err.println("procmm: " + Failures.line(failure));
        return CommandLine.ExitCode.USAGE;
    }

    private static int misused(CommandLine.ParameterException failure, String[] ignored) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("procmm: " + failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }
}
