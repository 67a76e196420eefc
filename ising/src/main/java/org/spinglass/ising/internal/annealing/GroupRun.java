// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.spinglass.compute.Halt;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.Progress;

/**
 * Takes one group of reads through a schedule, and keeps the best state that each read saw, or its last. One thread's.
 */
final class GroupRun {
    /** Nanoseconds between two looks at what is outside of the call. */
    private static final long LOOK = 10_000_000;

    /** A sweep that lasts so many nanoseconds is a long one, during which the rule and the listener are asked. */
    private static final long LONG = 50_000_000;

    private final Anneal anneal;
    private final ReadGroup group;
    private final IntToDoubleFunction ownEnergy;
    /** The lowest energy of each read, as followed; in the end that of the state kept. */
    private final double[] followed;

    private double bestOfAll = Double.POSITIVE_INFINITY;
    private Progress last;
    private long looked;
    private long told;
    private long accepted;
    private int sweeps;
    private boolean isStopped;

    /**
     * A run that has not begun.
     *
     * @param ownEnergy the model's own energy of the state kept of a read
     */
    GroupRun(Anneal anneal, ReadGroup group, IntToDoubleFunction ownEnergy) {
        this.anneal = anneal;
        this.group = group;
        this.ownEnergy = ownEnergy;
        this.followed = new double[group.reads()];
        Arrays.fill(followed, Double.POSITIVE_INFINITY);
        this.looked = System.nanoTime();
        this.told = looked;
        this.last = Progress.none(anneal.elapsed());
    }

    /** Sweeps until the schedule ends, a rule or the listener says so, or the call is to end. */
    void run() {
        Halt.during(this::isToEnd, () -> {
            note();
            int lastImprovement = 0;
            boolean goesOn = !anneal.isCancelled() && !Halt.wasCalled() && !Halt.isCalledAround();
            while (goesOn && sweeps < anneal.sweeps()) {
                double parameter = group.parameter(sweeps);
                long acceptedNow = group.sweep(sweeps++);
                accepted += acceptedNow;
                lastImprovement = note() ? sweeps : lastImprovement;
                last = new Progress(
                        sweeps,
                        anneal.sweeps(),
                        parameter,
                        bestOfAll,
                        (double) acceptedNow / group.movesPerSweep(),
                        sweeps - lastImprovement,
                        anneal.elapsed());
                goesOn = !anneal.isCancelled() && !isToEnd(last) && !isEndedFromOutside();
            }
            return true;
        });
        if (anneal.keepsLast()) {
            for (int c = 0; c < followed.length; c++) {
                followed[c] = group.energy(c);
                group.keep(c);
            }
        }
    }

    /** Keeps what is better than before; whether anything is. */
    private boolean note() {
        boolean isBetter = false;
        for (int c = 0; c < followed.length; c++) {
            double energy = group.energy(c);
            if (energy < followed[c]) {
                followed[c] = energy;
                group.keep(c);
                bestOfAll = Math.min(bestOfAll, anneal.isNear(energy) ? ownEnergy.applyAsDouble(c) : energy);
                isBetter = true;
            }
        }
        return isBetter;
    }

    private boolean isToEnd() {
        return isStopped
                || anneal.isCancelled()
                || System.nanoTime() - told >= LONG && isToEnd(last.at(anneal.elapsed()));
    }

    private boolean isToEnd(Progress now) {
        told = System.nanoTime();
        if (!anneal.listens(now)) {
            return true;
        }
        isStopped |= anneal.stopsAt(now);
        return isStopped || anneal.isCancelled();
    }

    private boolean isEndedFromOutside() {
        long now = System.nanoTime();
        if (now - looked >= LOOK) {
            looked = now;
            if (Halt.isInterrupted()) {
                anneal.cancel();
            }
            return Halt.wasCalled() || Halt.isCalledAround() || anneal.isCancelled();
        }
        return Halt.wasCalled();
    }

    /** Reads of the group. */
    int reads() {
        return followed.length;
    }

    /** The energy of the state kept of a read, as followed. */
    double followed(int read) {
        return followed[read];
    }

    /** The state kept of a read. */
    Spins kept(int read) {
        return group.kept(read);
    }

    int sweeps() {
        return sweeps;
    }

    /** Accepted moves. */
    long accepted() {
        return accepted;
    }

    /** Tried moves. */
    long tried() {
        return group.movesPerSweep() * sweeps;
    }
}
