// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.spinglass.ising.model.IsingModel;

/**
 * Draws states of low energy of an Ising model.
 *
 * <p>The answer depends on the model, the sampler's own settings and the request's seed, and not on the number of
 * threads, unless a stop rule looks at the clock. Implementations are immutable and safe for use from several threads.
 */
public interface Sampler {

    /** The name under which results of this sampler are recorded. */
    String name();

    /**
     * The same sampler at other temperatures. One that has no temperature is itself, whatever the schedule: who wants a
     * range of temperatures says so without knowing which sampler it has.
     */
    default Sampler withSchedule(BetaSchedule schedule) {
        return this;
    }

    /** The same sampler with so much time for a call; itself unless it has the trait {@link Trait#GROWS}. */
    default Sampler withTime(Optional<Duration> time) {
        return this;
    }

    /**
     * How many reads of a model it sweeps side by side, at no more than some ten times the cost of one: a search that
     * has the time for one long read has it for all of them. 1 unless it says otherwise.
     */
    default int sideBySide(IsingModel model) {
        return 1;
    }

    /** What may be taken for granted of it; nothing unless it says so. */
    default Set<Trait> traits() {
        return Set.of();
    }

    /**
     * Draws {@code request.reads()} states of every instance of the model.
     *
     * @throws IllegalArgumentException when the model or an option of the request is not one this sampler can serve;
     *     nothing is ignored silently
     */
    SampleSet sample(IsingModel model, SamplingRequest request);
}
