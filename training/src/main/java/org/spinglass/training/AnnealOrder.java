// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import org.spinglass.compute.Workers;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.ProgressListener;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;

/**
 * How the subproblems of a layer are annealed in a visit, or in a part of it. Immutable.
 *
 * @param seed of the training
 * @param epoch from 0
 * @param step from 0
 * @param layer number among weight layers
 * @param from the first sweep of the part
 * @param to behind its last
 * @param sweeps of the visit
 * @param temperature of the visit's first sweep
 * @param boundSweeps sweeps for lower bounds; 0 for no bounds
 * @param isEvaluated whether energies are wanted, which cost something
 */
public record AnnealOrder(
        long seed,
        int epoch,
        int step,
        int layer,
        int from,
        int to,
        int sweeps,
        double temperature,
        int boundSweeps,
        boolean isEvaluated) {

    /** A sampler at the temperatures of the part. */
    Sampler cooled(Sampler sampler) {
        return sampler.withSchedule(BetaSchedule.cooling(temperature).part(from, sweeps));
    }

    /**
     * What is asked of it.
     *
     * @param subproblem number among those of the layer, which fixes the random numbers
     */
    SamplingRequest request(int subproblem, InitialState initial, ProgressListener progress, Workers workers) {
        long own = from == 0
                ? Seeds.of(seed, 2, epoch, step, layer, subproblem)
                : Seeds.of(seed, 3, epoch, step, layer, subproblem, from);
        return SamplingRequest.of(to - from, own)
                .withBoundSweeps(boundSweeps)
                .withProgress(progress)
                .withWorkers(workers)
                .withInitial(initial);
    }
}
