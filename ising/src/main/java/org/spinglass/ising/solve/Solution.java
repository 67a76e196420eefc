// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.util.List;
import java.util.OptionalDouble;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;

/**
 * What {@link Solver} found, and an account of how.
 *
 * @param choice the sampler, and why it was taken
 * @param samples the different states found, the best first, at most {@link Solver#KEPT}; of the last round's provenance
 * @param reads done, those cut short included
 * @param hits reads that ended with the best energy
 * @param readEnergies the energy that each read found, in the order of rounds and, within one, of energies
 * @param secondsToBest from the start until the best energy was first seen
 * @param seconds of the whole search
 * @param moves spins, or weights, that were tried
 * @param ended why the search ended
 * @param rounds how each round came to be
 */
public record Solution(
        SamplerChoice choice,
        SampleSet samples,
        int reads,
        int hits,
        List<Double> readEnergies,
        double secondsToBest,
        double seconds,
        long moves,
        End ended,
        List<Provenance> rounds) {
    /** Keeps copies. */
    public Solution {
        readEnergies = List.copyOf(readEnergies);
        rounds = List.copyOf(rounds);
    }

    /** Why a search ended. */
    public enum End {
        /** All reads were done. */
        DONE,
        /** A state reached the target energy. */
        TARGET,
        /** The time was over. */
        TIME_LIMIT,
        /** The best state was proved to be a ground state. */
        OPTIMAL,
        /** The listener, or an interrupt of the calling thread, ended it. */
        CANCELLED
    }

    /** The best state. */
    public Sample best() {
        return samples.best();
    }

    /** An energy that no state can go below, where one is known. */
    public OptionalDouble lowerBound() {
        return samples.lowerBound(0);
    }

    /** Tried moves a second of the sampler's time, over all threads. */
    public double movesPerSecond() {
        double busy = rounds.stream().mapToDouble(Provenance::seconds).sum();
        return busy > 0 ? moves / busy : 0;
    }

    /** Sweeps of the longest read. */
    public int sweeps() {
        return rounds.stream().mapToInt(Provenance::sweeps).max().orElse(0);
    }

    /**
     * The time to solution: how long one thread takes, repeating reads as these were, until a read has reached an energy
     * with a probability of 99%.
     *
     * @param energy that counts as solved, and all below
     * @param threads that the reads were done on
     */
    public TimeToSolution timeTo(double energy, int threads) {
        int solved = (int) readEnergies.stream()
                .filter(found -> Solver.isReached(found, energy))
                .count();
        double busy = rounds.stream().mapToDouble(Provenance::seconds).sum();
        return TimeToSolution.of(solved, reads, busy * Math.min(threads, Math.max(1, reads)) / Math.max(1, reads));
    }
}
