package io.github.procmm.command;

import io.github.procmm.fuzz.RangeResult;
import io.github.procmm.fuzz.RangeTask;
import io.github.procmm.fuzz.Workers;
import io.github.procmm.suite.Step;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/** The executors of a Spark cluster. Each range is a job of one task, so that none waits for all. */
final class SparkWorkers implements Workers {

    /** For each core: the next range is there when one has ended. */
    private static final int RANGES_PER_CORE = 2;

    private final JavaSparkContext spark;
    private final List<String> arguments;
    private final @Nullable Integer jobs;
    private @Nullable Broadcast<List<List<Step>>> corpus;

    /**
     * Connects to the cluster that the properties of Spark name.
     *
     * @param arguments of the command, from which executors learn who is held against whom
     * @param jobs how many ranges run at a time; null for as many as there are cores
     */
    SparkWorkers(List<String> arguments, @Nullable Integer jobs) {
        this.arguments = arguments;
        this.jobs = jobs;
        this.spark = new JavaSparkContext(new SparkConf().setAppName("procmm fuzz"));
    }

    @Override
    public int atATime() {
        return jobs == null ? RANGES_PER_CORE * spark.defaultParallelism() : jobs;
    }

    @Override
    public Future<RangeResult> run(RangeTask task, List<List<Step>> known) {
        Broadcast<List<List<Step>>> sent = corpus;
        if (sent == null) {
            sent = spark.broadcast(known);
            corpus = sent;
        }
        return new OneResult<>(
                spark.parallelize(List.of(task), 1)
                        .map(new RangeFunction(arguments, sent))
                        .collectAsync());
    }

    @Override
    public void stop() {
        if (!spark.sc().isStopped()) {
            spark.sc().cancelAllJobs();
        }
    }

    @Override
    public void close() {
        spark.close();
    }
}
