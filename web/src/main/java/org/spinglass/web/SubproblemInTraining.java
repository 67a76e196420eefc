// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;

/**
 * The trainer's usual sampler, which hands one subproblem of a training to somebody before it is annealed: that with a
 * given number among all, in the order in which the trainer comes to them.
 *
 * @param sampler anneals them all
 * @param number of the subproblem, from 0
 * @param met counts those that were met
 * @param watcher is given the subproblem
 */
record SubproblemInTraining(Sampler sampler, int number, AtomicInteger met, Watcher watcher) implements Sampler {

    /** Is given a subproblem as it is about to be annealed. */
    @FunctionalInterface
    interface Watcher {
        /** The subproblem, good for this call, with the schedule of its sweeps and what is asked of the sampler. */
        void see(EncodedQuadratic subproblem, BetaSchedule schedule, SamplingRequest request);
    }

    /** Of a subproblem of that number. */
    static SubproblemInTraining of(int number, Watcher watcher) {
        return new SubproblemInTraining(SimulatedAnnealing.heatBath(), number, new AtomicInteger(), watcher);
    }

    @Override
    public String name() {
        return sampler.name();
    }

    @Override
    public Set<Trait> traits() {
        return sampler.traits();
    }

    @Override
    public Sampler withSchedule(BetaSchedule schedule) {
        return new SubproblemInTraining(sampler.withSchedule(schedule), number, met, watcher);
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        if (met.getAndIncrement() == number
                && model instanceof EncodedQuadratic subproblem
                && sampler instanceof SimulatedAnnealing annealing) {
            watcher.see(subproblem, annealing.schedule(), request);
        }
        return sampler.sample(model, request);
    }
}
