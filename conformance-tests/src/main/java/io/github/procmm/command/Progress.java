package io.github.procmm.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Help.Ansi;

/** How far a command has come: a bar on standard error where a person is watching. */
final class Progress {

    private static final long KIBI = 1024;
    private static final int MILLIS = 100;

    private Progress() {}

    /** A size that is not known: the bar runs to and fro. */
    private static final long INDEFINITE = -1;

    /** Opens a file; a bar shows how much of it has been read, until it is closed. */
    static InputStream open(String task, Path file) throws IOException {
        InputStream in = Streams.open(file);
        if (!Ansi.AUTO.enabled()) {
            return in;
        }
        ProgressBarBuilder bar =
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(Files.isRegularFile(file) ? Files.size(file) : INDEFINITE)
                        .setUnit(" KiB", KIBI)
                        .setUpdateIntervalMillis(MILLIS)
                        .setStyle(ProgressBarStyle.ASCII)
                        .clearDisplayOnFinish()
                        .setConsumer(new ConsoleProgressBarConsumer(System.err));
        return ProgressBar.wrap(in, bar);
    }
}
