package org.spinglass.ising;

import java.time.Duration;

/**
 * How far one group of reads has come, after a sweep.
 *
 * @param sweep sweeps done, from 1
 * @param sweeps sweeps that the schedule has
 * @param beta inverse temperature of the sweep
 * @param bestEnergy lowest energy seen by any read of the group
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
        Duration elapsed) {}
