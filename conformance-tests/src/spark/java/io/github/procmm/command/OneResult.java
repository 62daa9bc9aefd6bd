package io.github.procmm.command;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The result of a job that has one. */
record OneResult<T>(Future<List<T>> job) implements Future<T> {

    @Override
    public boolean cancel(boolean mayInterrupt) {
        return job.cancel(mayInterrupt);
    }

    @Override
    public boolean isCancelled() {
        return job.isCancelled();
    }

    @Override
    public boolean isDone() {
        return job.isDone();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        return job.get().get(0);
    }

    @Override
    public T get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return job.get(timeout, unit).get(0);
    }
}
