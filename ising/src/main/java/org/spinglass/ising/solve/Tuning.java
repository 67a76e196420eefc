// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.BetaRange;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;

/**
 * What a search tells its samplers of the model and the machine: the temperatures, which are measured once, as rounds
 * that are short would spend their time on measuring them, each for itself; the time that is left; and the vector
 * operations, as fast as they are by then. For one thread.
 */
final class Tuning {
    private final PlainIsing model;
    private @Nullable WarmUp warmUp;
    private @Nullable BetaRange range;

    Tuning(PlainIsing model) {
        this.model = model;
    }

    /** Has vector code prepared beside the samplers from here on; null where it is not. */
    void beside(@Nullable WarmUp preparing) {
        warmUp = preparing;
    }

    /** Whether vector code was prepared and is at its speed. */
    boolean hasVectors() {
        return warmUp != null && warmUp.hasVectors();
    }

    /** Whether what was prepared is at its speed. */
    boolean isWarm() {
        return warmUp != null && warmUp.isWarm();
    }

    /** Whether something is being prepared that is not at its speed yet. */
    boolean isWarmingUp() {
        return warmUp != null && !warmUp.isWarm();
    }

    /** A sampler that knows the time that is left, null for no limit, and the model's temperatures. */
    Sampler tuned(Sampler sampler, @Nullable Duration left) {
        Sampler timed = has(sampler, Trait.GROWS) ? sampler.withTime(Optional.ofNullable(left)) : sampler;
        return has(timed, Trait.MEASURES_TEMPERATURES)
                ? timed.withSchedule(BetaSchedule.geometric(range().first(), range().last()))
                : timed;
    }

    /** A sampler whose reads begin at given states, and are to stay near them. */
    Sampler lukewarm(Sampler sampler) {
        return has(sampler, Trait.MEASURES_TEMPERATURES) ? sampler.withSchedule(Beginnings.lukewarm(range())) : sampler;
    }

    /** Samples on the operations that are fastest now, where the sampler's sweeps are made of them. */
    SampleSet sampled(Sampler sampler, SamplingRequest request) {
        return has(sampler, Trait.VECTOR_SWEEPS) && warmUp != null
                ? VectorOps.during(warmUp.ops(), () -> sampler.sample(model, request))
                : sampler.sample(model, request);
    }

    private BetaRange range() {
        if (range == null) {
            range = warmUp == null
                    ? SimulatedAnnealing.measuredRange(model)
                    : VectorOps.during(warmUp.ops(), () -> SimulatedAnnealing.measuredRange(model));
        }
        return range;
    }

    private static boolean has(Sampler sampler, Trait trait) {
        return sampler.traits().contains(trait);
    }
}
