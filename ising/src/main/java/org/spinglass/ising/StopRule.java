package org.spinglass.ising;

import java.time.Duration;

/**
 * Ends an anneal before its schedule does. Rules combine with {@link #or} and {@link #and}.
 *
 * <p>A rule is asked after every sweep of every group of reads that share a sweep; all but {@link #after(Duration)}
 * give the same answer for any number of threads.
 */
@FunctionalInterface
public interface StopRule {

    /** Whether to stop here. */
    boolean stopsAt(Progress progress);

    /** Runs the schedule to its end. */
    static StopRule never() {
        return progress -> false;
    }

    /** Stops after a number of sweeps. */
    static StopRule sweeps(int sweeps) {
        if (sweeps < 1) {
            throw new IllegalArgumentException("sweeps is " + sweeps + "; expected at least 1");
        }
        return progress -> progress.sweep() >= sweeps;
    }

    /** Stops once this much time has passed since the call began. What is found then depends on the machine. */
    static StopRule after(Duration duration) {
        return progress -> progress.elapsed().compareTo(duration) >= 0;
    }

    /** Stops once a read has reached this energy. */
    static StopRule energy(double target) {
        return progress -> progress.bestEnergy() <= target;
    }

    /** Stops after this many sweeps in which no read lowered its best energy. */
    static StopRule noImprovement(int sweeps) {
        if (sweeps < 1) {
            throw new IllegalArgumentException("sweeps is " + sweeps + "; expected at least 1");
        }
        return progress -> progress.sweepsSinceImprovement() >= sweeps;
    }

    /** Stops when either rule does. */
    default StopRule or(StopRule other) {
        return progress -> stopsAt(progress) || other.stopsAt(progress);
    }

    /** Stops when both rules do. */
    default StopRule and(StopRule other) {
        return progress -> stopsAt(progress) && other.stopsAt(progress);
    }
}
