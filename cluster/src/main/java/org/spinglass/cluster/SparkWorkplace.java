// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.ProgramVersion;
import org.spinglass.lab.work.SharedBytes;
import org.spinglass.lab.work.WorkListener;
import org.spinglass.lab.work.WorkOutcome;
import org.spinglass.lab.work.WorkTask;
import org.spinglass.lab.work.Workplace;
import org.spinglass.lab.work.WorkplaceException;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** A cluster that Spark runs. Each call of {@link #run} is a job of Spark's, with a partition for each task. */
final class SparkWorkplace implements Workplace {
    /** A larger input is sent on its own, beside the message that begins a task. */
    private static final int LARGE = 1 << 19;

    private static final long SECOND = 1_000_000_000;
    private static final long FIRST_EXECUTOR_NANOS = 50 * SECOND;
    private static final long NO_EXECUTOR_NANOS = 60 * SECOND;
    private static final long TO_END_NANOS = 10 * SECOND;
    private static final int MOST_ENDED = 8;
    private static final long MORE_EXECUTORS_NANOS = 2 * SECOND;

    private final JavaSparkContext spark;
    private final String master;
    private final AtomicLong jobs = new AtomicLong();

    /** Executors that have ended since anything was heard of a task. */
    private final AtomicInteger ended = new AtomicInteger();

    SparkWorkplace(JavaSparkContext spark, String master) {
        this.spark = spark;
        this.master = master;
        spark.sc().addSparkListener(new SparkListener() {
            @Override
            public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
                ended.incrementAndGet();
            }
        });
    }

    /** Waits for the first executor, and for others as long as they come one after the other. */
    void awaitExecutors() {
        long began = System.nanoTime();
        long changed = began;
        int known = 0;
        while (!Configuration.isInProcess(master)) {
            int now = cores();
            if (now != known) {
                known = now;
                changed = System.nanoTime();
            }
            if (known > 0 && System.nanoTime() - changed >= MORE_EXECUTORS_NANOS) {
                return;
            }
            requireRunning();
            if (known == 0 && System.nanoTime() - began >= FIRST_EXECUTOR_NANOS) {
                throw new WorkplaceException(noExecutor());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WorkplaceException("stopped while waiting for executors of " + master, e);
            }
        }
    }

    private String noExecutor() {
        String memory = spark.getConf().get("spark.executor.memory", "1g");
        String reason = MissingExecutor.reason(spark.sc(), master)
                .orElse("it has no worker, or none with a free core and " + memory
                        + " of free memory; start one as docs/cluster.md tells, or ask for less memory by --spark"
                        + " spark.executor.memory=M");
        return "the cluster at " + master + " gives no executor: " + reason + "; expected a worker of Spark "
                + spark.version() + " on Java " + Runtime.version().feature()
                + " or newer, that can reach this machine";
    }

    /** That executors do not end one after the other, begun anew by the cluster each time. */
    private void requireRunning() {
        if (spark.sc().isStopped() || ended.get() >= MOST_ENDED) {
            throw new WorkplaceException("the cluster at " + master
                    + " does not do the work, as its executors end; their stderr in the workers' folders says why: often their Java"
                    + " is older than " + Runtime.version().feature() + ", which the program needs");
        }
    }

    /** Cores of all executors. */
    private int cores() {
        if (spark.sc().isStopped()) {
            return 0;
        }
        int cores = 0;
        for (var executor : CollectionConverters.asJava(spark.sc().statusStore().executorList(true))) {
            cores += executor.totalCores();
        }
        return cores;
    }

    @Override
    public int slots() {
        int each = Integer.parseInt(spark.getConf().get("spark.task.cpus", "1"));
        return Math.max(1, cores() / each);
    }

    @Override
    public String description() {
        return "spark " + master;
    }

    @Override
    public SharedBytes share(byte[] content) {
        return new Sent(spark.broadcast(content));
    }

    /** Bytes that Spark hands to each executor that asks for them. */
    private record Sent(Broadcast<byte[]> bytes) implements SharedBytes {
        @Override
        public void close() {
            bytes.destroy();
        }
    }

    @Override
    public void run(List<WorkTask> tasks, WorkListener listener) {
        if (tasks.isEmpty()) {
            return;
        }
        SparkJob job = new SparkJob(jobs.incrementAndGet(), listener);
        List<SharedBytes> inputs = new ArrayList<>();
        ContactPlugin.begin(job);
        try {
            requireRunning();
            watch(job, submit(job, tasks, inputs), listener);
        } finally {
            job.stop();
            ContactPlugin.end(job);
            inputs.forEach(SharedBytes::close);
        }
    }

    private SimpleFutureAction<Integer> submit(SparkJob job, List<WorkTask> tasks, List<SharedBytes> inputs) {
        List<TaskBytes> all = new ArrayList<>();
        List<Object> partitions = new ArrayList<>();
        for (WorkTask task : tasks) {
            List<Broadcast<byte[]>> shared = new ArrayList<>();
            for (SharedBytes one : task.shared()) {
                shared.add(((Sent) one).bytes());
            }
            boolean isLarge = task.input().length > LARGE;
            if (isLarge) {
                Sent input = new Sent(spark.broadcast(task.input()));
                inputs.add(input);
                shared.add(input.bytes());
            }
            partitions.add(all.size());
            all.add(new TaskBytes(
                    job.number(),
                    all.size(),
                    ProgramVersion.current(),
                    task.work().getName(),
                    isLarge ? new byte[0] : task.input(),
                    isLarge,
                    shared));
        }
        RDD<TaskBytes> rdd = spark.parallelize(all, all.size()).rdd();
        spark.sc().setInterruptOnCancel(true);
        return spark.sc()
                .submitJob(
                        rdd,
                        new TaskFunction(),
                        CollectionConverters.asScala(partitions).toSeq(),
                        new AbstractFunction2<Object, byte[], BoxedUnit>() {
                            @Override
                            public BoxedUnit apply(Object task, byte[] outcome) {
                                job.done((Integer) task, outcome);
                                return BoxedUnit.UNIT;
                            }
                        },
                        new AbstractFunction0<Integer>() {
                            @Override
                            public Integer apply() {
                                return 0;
                            }
                        });
    }

    /** Until all tasks have ended, and nothing is left to be told. */
    private void watch(SparkJob job, SimpleFutureAction<Integer> action, WorkListener listener) {
        boolean wasInterrupted = false;
        boolean isGivenUp = false;
        long stopped = 0;
        long served = System.nanoTime();
        try {
            while (true) {
                SparkJob.Heard heard = null;
                boolean isOver = action.isCompleted(); // before the look at what was heard
                try {
                    heard = job.next();
                } catch (InterruptedException e) {
                    wasInterrupted = true;
                }
                if (job.wasAsked()) {
                    ended.set(0);
                }
                if (heard != null) {
                    ended.set(0);
                    tell(heard, listener);
                } else if (isOver && !job.hasMore()) {
                    break;
                }
                long now = System.nanoTime();
                if (job.isWanted() && (wasInterrupted || !listener.goesOn())) {
                    job.stop();
                    stopped = now;
                }
                if (!job.isWanted() && !isGivenUp && now - stopped > TO_END_NANOS) {
                    isGivenUp = true;
                    action.cancel();
                }
                requireRunning();
                served = isServed() ? now : served;
                if (now - served > NO_EXECUTOR_NANOS) {
                    action.cancel();
                    throw new WorkplaceException("the cluster at " + master
                            + " has lost all its executors, and none came back within a minute");
                }
            }
        } catch (RuntimeException | Error e) {
            job.stop();
            action.cancel();
            wasInterrupted |= awaitEnd(action);
            throw e;
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
        @Nullable Throwable failure = failure(action);
        if (failure != null && job.isWanted()) {
            requireRunning();
            throw new WorkplaceException(
                    String.format(Locale.ROOT, "work on %s failed: %s", master, Faults.reason(failure)), failure);
        }
    }

    /**
     * Waits until Spark begins no task more of work that was given up: what such a task needs is taken back next.
     *
     * @return whether the wait was interrupted
     */
    private static boolean awaitEnd(SimpleFutureAction<Integer> action) {
        long began = System.nanoTime();
        boolean wasInterrupted = false;
        while (!action.isCompleted() && System.nanoTime() - began < TO_END_NANOS) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        return wasInterrupted;
    }

    private boolean isServed() {
        return Configuration.isInProcess(master) || cores() > 0;
    }

    private static void tell(SparkJob.Heard heard, WorkListener listener) {
        if (heard.isResult()) {
            listener.done(heard.task(), WorkOutcome.result(heard.bytes()));
        } else {
            listener.told(heard.task(), heard.bytes());
        }
    }

    private static @Nullable Throwable failure(SimpleFutureAction<Integer> action) {
        var value = action.value();
        return value.isDefined() && value.get().isFailure()
                ? value.get().failed().get()
                : null;
    }

    @Override
    public void close() {
        QuietEnd.of(spark, master);
    }
}
