// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import java.time.Duration;

/**
 * How far one group of reads has come: after a sweep, or in the middle of a long one.
 *
 * @param sweep sweeps done; 0 while the first one, or what has to be done before it, takes long
 * @param sweeps sweeps that the schedule has
 * @param beta inverse temperature of the sweep
 * @param bestEnergy lowest energy seen by any read of the group, as the sampler follows it; the model's own near the {@link
 *     StopRule#targetEnergy target} of the request's rule; infinite where none is known
 * @param acceptance accepted moves over tried ones in the sweep, 0 to 1
 * @param sweepsSinceImprovement sweeps since a read of the group last lowered its best energy
 * @param elapsed since the call began
 */
public record Progress(
        int sweep,
        int sweeps,
        double beta,
        double bestEnergy,
        double acceptance,
        int sweepsSinceImprovement,
        Duration elapsed) {

    /** Of a call that has not come to a sweep. */
    public static Progress none(Duration elapsed) {
        return new Progress(0, 1, 0, Double.POSITIVE_INFINITY, 0, 0, elapsed);
    }

    /** The same at a later time. */
    public Progress at(Duration time) {
        return lowered(bestEnergy, time);
    }

    /** The same at a later time, with another energy. */
    public Progress lowered(double energy, Duration time) {
        return new Progress(sweep, sweeps, beta, energy, acceptance, sweepsSinceImprovement, time);
    }
}
