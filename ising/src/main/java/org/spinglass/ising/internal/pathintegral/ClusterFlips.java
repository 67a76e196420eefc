// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.random.RandomStream;

/**
 * Flips groups of spins as wholes, at all imaginary times: each group G of a fixed partition with probability
 *
 * <pre>  1 / (1 + exp(beta dE)),     dE = -2 sum_(i in G) integral_0^1 sigma_i (h_i + sum_(j not in G) J_ij sigma_j) dt.</pre>
 *
 * <p>As the groups do not depend on the state, the distribution of paths remains what it is. A chain that stands for one
 * variable, which single spins would have to turn over against its own couplings, turns in one step. While the transverse
 * field is stronger than the couplings that hold a group, its spins turn by themselves, and the group is left alone. Cost of
 * a sweep: one step for each coupling that leaves a group, and for each turn of the two paths. Belongs to one thread.
 */
final class ClusterFlips {
    private final int[][] groups;
    private final double[] strengths;
    private final Couplings.Sparse couplings;
    private final int[] groupOf;
    private final WorldLines lines;
    private final RandomStream random;

    /**
     * Flips of the given groups.
     *
     * @param held groups; spins in none stay as they are
     */
    ClusterFlips(FerromagneticGroups held, Couplings.Sparse couplings, WorldLines lines, RandomStream random) {
        this.groups = held.members();
        this.strengths = held.strengths();
        this.couplings = couplings;
        this.lines = lines;
        this.random = random;
        this.groupOf = new int[lines.spins()];
        Arrays.fill(groupOf, -1);
        for (int g = 0; g < groups.length; g++) {
            for (int i : groups[g]) {
                groupOf[i] = g;
            }
        }
    }

    /**
     * Flips each group or not.
     *
     * @param transverse field, times inverse temperature
     * @param beta inverse temperature of the classical energy
     * @param programmed strengths that differ from spin to spin, in place of the transverse field; null for none
     * @param slices classical states that are kept in step with the paths
     * @return flips of the state at time 0
     */
    long sweep(double transverse, double beta, @Nullable SweepCouplings programmed, LocalFields[] slices) {
        long moved = 0;
        for (int g = 0; g < groups.length; g++) {
            double field = programmed == null ? transverse : programmed.strongest(groups[g]);
            double share = programmed == null ? 1 : programmed.weakest(groups[g]);
            if (field > beta * share * strengths[g]) {
                continue;
            }
            if (SegmentHeatBath.isTaken(beta * change(g), random)) {
                for (int i : groups[g]) {
                    lines.turnOver(i);
                    for (LocalFields slice : slices) {
                        slice.flip(i);
                    }
                }
                moved += groups[g].length;
            }
        }
        return moved;
    }

    private double change(int g) {
        double held = 0;
        for (int i : groups[g]) {
            float field = couplings.external()[i];
            if (field != 0) {
                held += field * lines.mean(i);
            }
            for (int k = couplings.starts()[i]; k < couplings.starts()[i + 1]; k++) {
                int j = couplings.neighbours()[k];
                if (groupOf[j] != g) {
                    held += couplings.values()[k] * lines.overlap(i, j);
                }
            }
        }
        return -2 * held;
    }
}
