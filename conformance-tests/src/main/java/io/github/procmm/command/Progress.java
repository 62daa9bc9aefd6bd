package io.github.procmm.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Help.Ansi;

/** How far a command has come: a bar on standard error where a person is watching. */
final class Progress {

    private static final long KIBI = 1024;
    private static final int MILLIS = 100;

    private Progress() {}

    /** Opens a file; a bar shows how much of it has been read, until it is closed. */
    static InputStream open(String task, Path file) throws IOException {
        ProgressBarBuilder bar =
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(Files.size(file))
                        .setUnit(" KiB", KIBI)
                        .setUpdateIntervalMillis(MILLIS)
                        .setStyle(ProgressBarStyle.ASCII)
                        .clearDisplayOnFinish()
                        .setConsumer(
                                Ansi.AUTO.enabled()
                                        ? new ConsoleProgressBarConsumer(System.err)
                                        : new DelegatingProgressBarConsumer(line -> {}));
        return ProgressBar.wrap(Files.newInputStream(file), bar);
    }
}
