package io.github.procmm.command;

import java.util.List;

/**
 * {@code procmm fuzz} on a cluster: a program for {@code spark-submit}, with the same options, whose
 * ranges are tasks of Apache Spark. A range whose executor is lost is run again; what is found is
 * what one machine finds.
 */
public final class ProcmmSpark {

    private ProcmmSpark() {}

    /** Runs it and exits the JVM with its code. */
    public static void main(String[] args) {
        FuzzCommand command =
                new FuzzCommand((contest, jobs) -> new SparkWorkers(List.of(args), jobs));
        System.exit(Procmm.commandLine(command).setCommandName("procmm-spark").execute(args));
    }
}
