package io.github.procmm.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** How far a command has come: a bar on standard error where a person is watching. */
final class Progress {

    /** A size that is not known: the bar runs to and fro. */
    private static final long INDEFINITE = -1;

    private static final long KIBI = 1024;
    private static final int MILLIS = 100;

    private Progress() {}

    /** Opens a file; a bar shows how much of it has been read, until it is closed. */
    static InputStream open(String task, Path file) throws IOException {
        InputStream in = Streams.open(file);
        if (!Ansi.AUTO.enabled()) {
            return in;
        }
        long size = Files.isRegularFile(file) ? Files.size(file) : INDEFINITE;
        return ProgressBar.wrap(in, bar(task, size).setUnit(" KiB", KIBI));
    }

    /** Opens a bar of steps, or none where nobody watches. Each step may be on another thread. */
    static Steps steps(String task, String unit, int count) {
        if (!Ansi.AUTO.enabled()) {
            return new Steps(null);
        }
        return new Steps(bar(task, count).setUnit(" " + unit, 1).build());
    }

    /** Opens a line that says how far something has come that has no known end. */
    static Line line(String task) {
        return new Line(Ansi.AUTO.enabled() ? bar(task, INDEFINITE).build() : null);
    }

    private static ProgressBarBuilder bar(String task, long size) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(size)
                .setUpdateIntervalMillis(MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .clearDisplayOnFinish()
                .setConsumer(new ConsoleProgressBarConsumer(System.err));
    }

    /** A bar that moves on by one. */
    static final class Steps implements AutoCloseable {

        private final @Nullable ProgressBar bar;

        private Steps(@Nullable ProgressBar bar) {
            this.bar = bar;
        }

        void step() {
            if (bar != null) {
                bar.step();
            }
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }

    /** A line that counts, and says something beside that. */
    static final class Line implements AutoCloseable {

        private final @Nullable ProgressBar bar;

        private Line(@Nullable ProgressBar bar) {
            this.bar = bar;
        }

        void show(long count, String message) {
            if (bar != null) {
                bar.stepTo(count);
                bar.setExtraMessage(message);
            }
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }
}
