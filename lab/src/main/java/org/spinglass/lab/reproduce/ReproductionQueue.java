// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The runs of a reproduction that wait, how many there are and how many are done. Safe for several threads. */
final class ReproductionQueue {
    private final BooleanSupplier isStopRequested;
    private final TimeToGo time;
    private final List<ReproductionJob> pending = new ArrayList<>();
    private int jobs;
    private int done;
    private boolean isAloneAtWork;
    private boolean isStopped;

    /**
     * An empty queue.
     *
     * @param threads that work it off
     * @param isStopRequested asked before each run; once true, no more begin
     */
    ReproductionQueue(int threads, BooleanSupplier isStopRequested) {
        this.isStopRequested = isStopRequested;
        this.time = new TimeToGo(threads);
    }

    synchronized void add(CurveWork work, long seed) {
        pending.add(
                new ReproductionJob(work, seed, time.add(work, work.experiment().epochs(), work.isAlone())));
        jobs++;
    }

    /** The next run that may begin now; waits while there is one that may not; null at the end. */
    synchronized @Nullable ReproductionJob next() {
        while (true) {
            isStopped |= isStopRequested.getAsBoolean();
            if (isStopped || pending.isEmpty()) {
                return null;
            }
            for (int i = 0; i < pending.size(); i++) {
                ReproductionJob job = pending.get(i);
                if (!job.work().isAlone() || !isAloneAtWork) {
                    pending.remove(i);
                    isAloneAtWork |= job.work().isAlone();
                    return job;
                }
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    /** Ends a run, whatever came of it. */
    synchronized void end(ReproductionJob job) {
        if (job.work().isAlone()) {
            isAloneAtWork = false;
        }
        time.end(job.time());
        notifyAll();
    }

    /** Counts a run as done. */
    synchronized void done(ReproductionJob job, SeedRecord record) {
        done++;
        time.end(job.time());
        time.epochsTook(job.time(), record.seconds(), record.accuracies().size());
    }

    /** Takes a run that failed and all others of its curve out. */
    synchronized void drop(ReproductionJob failed) {
        List<ReproductionJob> others =
                pending.stream().filter(other -> other.work() == failed.work()).toList();
        others.forEach(other -> time.end(other.time()));
        jobs -= 1 + others.size();
        pending.removeAll(others);
    }

    /** Begins no more runs. */
    synchronized void stop() {
        isStopped = true;
        notifyAll();
    }

    synchronized boolean isStopped() {
        return isStopped;
    }

    /** Takes note of how far a run is. */
    synchronized void at(ReproductionJob job, double epochsDone) {
        time.at(job.time(), epochsDone);
    }

    /** Takes note of how long a run's epochs take. */
    synchronized void epochsTook(ReproductionJob job, double seconds, int epochs) {
        time.epochsTook(job.time(), seconds, epochs);
    }

    synchronized ReproductionObserver.Progress progress(String run, int epoch, int epochs) {
        return new ReproductionObserver.Progress(done, jobs, time.share(), time.seconds(), run, epoch, epochs);
    }

    /** Runs that are done. */
    synchronized int runsDone() {
        return done;
    }

    /** Runs of all curves that did not fail. */
    synchronized int runs() {
        return jobs;
    }
}
