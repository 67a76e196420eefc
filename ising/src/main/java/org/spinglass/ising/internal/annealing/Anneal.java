// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Halt;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.ProgressListener;
import org.spinglass.ising.sampling.StopRule;

/**
 * Runs groups of reads through a schedule and keeps the best state that each read saw, or its last.
 *
 * <p>What was asked to end, by a rule that stops at no sweep at all, such as a time limit, by the listener or by an
 * interrupt, begins no more groups where the model has one instance; and of many reads of a large model it returns
 * those of the least energies, as many as can be evaluated in a tenth of a second.
 */
public final class Anneal {
    private static final long EVALUATION = 100_000_000;

    private final IsingModel model;
    private final int sweeps;
    private final StopRule stop;
    private final ProgressListener progress;
    private final TargetCheck target;
    private final boolean keepsLast;
    private final long start = System.nanoTime();
    private final AtomicBoolean isCancelled = new AtomicBoolean();

    /** An anneal whose clock starts now. */
    public Anneal(IsingModel model, int sweeps, StopRule stop, ProgressListener progress) {
        this(model, sweeps, stop, progress, false);
    }

    /**
     * An anneal whose clock starts now.
     *
     * @param keepsLast whether the last state of a read is kept, and not its best
     */
    public Anneal(IsingModel model, int sweeps, StopRule stop, ProgressListener progress, boolean keepsLast) {
        this.model = model;
        this.sweeps = sweeps;
        this.stop = stop;
        this.progress = progress;
        this.target = new TargetCheck(model, stop);
        this.keepsLast = keepsLast;
    }

    /** Which instance a read of a group belongs to. */
    @FunctionalInterface
    public interface Instance {
        /** Of the group's number and the group. */
        int of(int number, ReadGroup group, int read);
    }

    /**
     * What came of all groups.
     *
     * @param states the state kept of each read, over all groups in turn; of a model of one instance that was ended
     *     early there may be fewer, but there is one
     * @param sweeps the most sweeps that any group did
     * @param accepted accepted moves
     * @param tried tried moves
     * @param isCancelled whether the listener or an interrupt ended it
     */
    public record Result(List<Spins> states, int sweeps, long accepted, long tried, boolean isCancelled) {}

    /** A state and its energy as followed. */
    private record Kept(Spins state, double energy) {}

    /** Runs all groups, each on one thread. */
    public Result run(List<Supplier<ReadGroup>> groups, Instance instance, Workers workers) {
        @Nullable GroupRun[] runs = new GroupRun[groups.size()];
        boolean isEnded = Halt.duringCall(() -> {
            workers.forEach(runs.length, g -> {
                if (g == 0 || model.instances() > 1 || !isOver()) {
                    ReadGroup group = groups.get(g).get();
                    GroupRun run = new GroupRun(
                            this, group, read -> model.energy(instance.of(g, group, read), group.kept(read)));
                    run.run();
                    runs[g] = run;
                }
            });
            isCancelled.compareAndSet(false, Halt.isInterrupted());
            return isOver();
        });
        List<Kept> kept = new ArrayList<>();
        int sweeps = 0;
        long accepted = 0;
        long tried = 0;
        for (GroupRun run : runs) {
            if (run != null) {
                for (int c = 0; c < run.reads(); c++) {
                    kept.add(new Kept(run.kept(c), run.followed(c)));
                }
                sweeps = Math.max(sweeps, run.sweeps());
                accepted += run.accepted();
                tried += run.tried();
            }
        }
        List<Kept> told = isEnded && model.instances() == 1 ? evaluable(kept) : kept;
        return new Result(told.stream().map(Kept::state).toList(), sweeps, accepted, tried, isCancelled.get());
    }

    /** Those of the least energies, in their order, that take no longer than there is time for. */
    private List<Kept> evaluable(List<Kept> kept) {
        long began = System.nanoTime();
        if (kept.isEmpty()) {
            return kept;
        }
        model.energy(0, kept.getFirst().state());
        long most = Math.max(1, EVALUATION / Math.max(1, System.nanoTime() - began));
        if (kept.size() <= most) {
            return kept;
        }
        double limit = kept.stream()
                .mapToDouble(Kept::energy)
                .sorted()
                .skip(most - 1)
                .findFirst()
                .orElseThrow();
        return kept.stream().filter(one -> one.energy() <= limit).limit(most).toList();
    }

    private boolean isOver() {
        return isCancelled() || Halt.isCalled() || stopsAt(Progress.none(elapsed()));
    }

    boolean isCancelled() {
        return isCancelled.get();
    }

    void cancel() {
        isCancelled.set(true);
    }

    boolean isNear(double followed) {
        return target.isNear(followed);
    }

    boolean stopsAt(Progress now) {
        return stop.stopsAt(now);
    }

    /** Tells the listener; whether to go on. */
    boolean listens(Progress now) {
        if (!progress.goesOn(now)) {
            cancel();
        }
        return !isCancelled();
    }

    boolean keepsLast() {
        return keepsLast;
    }

    int sweeps() {
        return sweeps;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
