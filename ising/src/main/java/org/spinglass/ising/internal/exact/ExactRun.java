// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.exact;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.spinglass.compute.Halt;
import org.spinglass.compute.Workers;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.ProgressListener;
import org.spinglass.ising.sampling.StopRule;

/** Takes the parts of an exact search to their ends, or to where a rule or the listener ends them. */
public final class ExactRun {
    private final StopRule stop;
    private final ProgressListener progress;
    private final long start = System.nanoTime();
    private final AtomicBoolean isCancelled = new AtomicBoolean();
    private final AtomicInteger sweeps = new AtomicInteger();
    private final AtomicLong visited = new AtomicLong();

    /** A run whose clock starts now. */
    public ExactRun(StopRule stop, ProgressListener progress) {
        this.stop = stop;
        this.progress = progress;
    }

    /** Runs all parts, each on one thread; every part advances at least once, unless the call has been ended. */
    public void run(List<? extends ExactPart> parts, Workers workers) {
        Halt.duringCall(() -> {
            workers.forEach(parts.size(), p -> {
                if (p == 0 || !isCancelled.get() && !Halt.isCalled()) {
                    run(parts.get(p));
                }
            });
            isCancelled.compareAndSet(false, Halt.isInterrupted());
            return true;
        });
    }

    private void run(ExactPart part) {
        int sweep = 0;
        int lastImprovement = 0;
        boolean goesOn = true;
        while (goesOn && !part.isDone()) {
            double before = part.bestEnergy();
            visited.addAndGet(part.advance());
            sweep++;
            lastImprovement = part.bestEnergy() < before ? sweep : lastImprovement;
            Progress now = new Progress(
                    sweep,
                    sweep,
                    Double.POSITIVE_INFINITY,
                    part.bestEnergy(),
                    0,
                    sweep - lastImprovement,
                    Duration.ofNanos(System.nanoTime() - start));
            if (!progress.goesOn(now)) {
                isCancelled.set(true);
            }
            goesOn = !isCancelled.get() && !Halt.isCalled() && !stop.stopsAt(now);
        }
        sweeps.accumulateAndGet(sweep, Math::max);
    }

    /** The most times that any part advanced. */
    public int sweeps() {
        return sweeps.get();
    }

    /** States or nodes gone through, over all parts. */
    public long visited() {
        return visited.get();
    }

    /** Whether the listener or an interrupt ended the run. */
    public boolean isCancelled() {
        return isCancelled.get();
    }
}
