package org.spinglass.ising.annealing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.spinglass.compute.Workers;
import org.spinglass.ising.Progress;
import org.spinglass.ising.ProgressListener;
import org.spinglass.ising.Spins;
import org.spinglass.ising.StopRule;

/** Runs groups of reads through a schedule and keeps the best state that each read saw. */
public final class Anneal {
    private final double[] betas;
    private final StopRule stop;
    private final ProgressListener progress;
    private final long start = System.nanoTime();
    private final AtomicBoolean isCancelled = new AtomicBoolean();

    /** An anneal whose clock starts now. */
    public Anneal(double[] betas, StopRule stop, ProgressListener progress) {
        this.betas = betas;
        this.stop = stop;
        this.progress = progress;
    }

    /**
     * What came of all groups.
     *
     * @param states the best state of each column, over all groups in turn
     * @param sweeps the most sweeps that any group did
     * @param accepted accepted moves
     * @param tried tried moves
     * @param isCancelled whether the listener ended it
     */
    public record Result(List<Spins> states, int sweeps, long accepted, long tried, boolean isCancelled) {}

    /** Runs all groups, each on one thread. */
    public Result run(List<Supplier<ReadGroup>> groups, Workers workers) {
        Result[] results = new Result[groups.size()];
        workers.forEach(groups.size(), g -> results[g] = run(groups.get(g).get()));
        List<Spins> states = new ArrayList<>();
        int sweeps = 0;
        long accepted = 0;
        long tried = 0;
        for (Result result : results) {
            states.addAll(result.states());
            sweeps = Math.max(sweeps, result.sweeps());
            accepted += result.accepted();
            tried += result.tried();
        }
        return new Result(states, sweeps, accepted, tried, isCancelled.get());
    }

    private Result run(ReadGroup group) {
        int columns = group.columns();
        double[] best = new double[columns];
        double bestOfAll = Double.POSITIVE_INFINITY;
        for (int c = 0; c < columns; c++) {
            best[c] = group.energy(c);
            bestOfAll = Math.min(bestOfAll, best[c]);
            group.keep(c);
        }
        long accepted = 0;
        int sweep = 0;
        int lastImprovement = 0;
        boolean goesOn = !isCancelled.get();
        while (goesOn && sweep < betas.length) {
            double beta = betas[sweep++];
            long acceptedNow = group.sweep(beta);
            accepted += acceptedNow;
            for (int c = 0; c < columns; c++) {
                double energy = group.energy(c);
                if (energy < best[c]) {
                    best[c] = energy;
                    group.keep(c);
                    lastImprovement = sweep;
                    bestOfAll = Math.min(bestOfAll, energy);
                }
            }
            Progress now = new Progress(
                    sweep,
                    betas.length,
                    beta,
                    bestOfAll,
                    (double) acceptedNow / group.movesPerSweep(),
                    sweep - lastImprovement,
                    Duration.ofNanos(System.nanoTime() - start));
            if (!progress.goOn(now)) {
                isCancelled.set(true);
            }
            goesOn = !isCancelled.get() && !stop.stopsAt(now);
        }
        List<Spins> states = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            states.add(group.kept(c));
        }
        return new Result(states, sweep, accepted, group.movesPerSweep() * sweep, false);
    }
}
