package io.github.procmm.command;

import io.github.procmm.fuzz.RangeResult;
import io.github.procmm.fuzz.RangeTask;
import io.github.procmm.suite.Step;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import picocli.CommandLine;

/**
 * What an executor does with a task: it reads the arguments as the driver did.
 *
 * @param arguments of the command
 * @param corpus histories that each range begins with
 */
record RangeFunction(List<String> arguments, Broadcast<List<List<Step>>> corpus)
        implements Function<RangeTask, RangeResult> {

    @Override
    public RangeResult call(RangeTask task) throws Exception {
        FuzzCommand command = new FuzzCommand();
        new CommandLine(command).parseArgs(arguments.toArray(new String[0]));
        TaskContext context = TaskContext.get();
        return command.contest().run(task, corpus.value(), context::isInterrupted);
    }
}
