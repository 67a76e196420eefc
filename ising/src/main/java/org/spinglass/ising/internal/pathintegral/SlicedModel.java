// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import java.util.Arrays;
import org.spinglass.compute.PathRows;

/**
 * A model as {@link SlicedGroup} works on it. The external fields also stand as couplings to one spin more, number N, which
 * is always -1: {@code h_i sigma_i = -h_i sigma_i sigma_N}. Immutable; groups of reads on any thread share it.
 *
 * @param rows the couplings spin by spin
 * @param all every coupling once, and the fields
 * @param groups spins that are also flipped as wholes
 * @param leaving the couplings of each group to spins outside of it, and its fields
 */
@SuppressWarnings("ArrayRecordComponent")
public record SlicedModel(PathRows rows, Pairs all, FerromagneticGroups groups, Pairs[] leaving) {

    /**
     * Couplings one by one.
     *
     * @param ends two spins each
     * @param weights J of each
     * @param sum of all J
     */
    record Pairs(int[] ends, double[] weights, double sum) {}

    /**
     * A model and its groups.
     *
     * @param groups spins that are flipped as wholes; may be none
     */
    public static SlicedModel of(Couplings.Sparse couplings, FerromagneticGroups groups) {
        int n = couplings.external().length;
        int[] everything = new int[n];
        Arrays.setAll(everything, i -> i);
        int[] groupOf = new int[n];
        Arrays.fill(groupOf, -1);
        int[][] members = groups.members();
        for (int g = 0; g < members.length; g++) {
            for (int i : members[g]) {
                groupOf[i] = g;
            }
        }
        Pairs[] leaving = new Pairs[members.length];
        for (int g = 0; g < members.length; g++) {
            int own = g;
            leaving[g] = pairs(couplings, members[g], (i, j) -> groupOf[j] != own);
        }
        return new SlicedModel(
                PathRows.of(couplings.starts(), couplings.neighbours(), couplings.values(), couplings.external()),
                pairs(couplings, everything, (i, j) -> i < j),
                groups,
                leaving);
    }

    private interface Choice {
        boolean takes(int i, int j);
    }

    /** The chosen couplings of some spins, and their fields that are not 0. */
    private static Pairs pairs(Couplings.Sparse couplings, int[] spins, Choice choice) {
        int n = couplings.external().length;
        int most = 0;
        for (int i : spins) {
            most += 1 + couplings.starts()[i + 1] - couplings.starts()[i];
        }
        int[] ends = new int[2 * most];
        double[] weights = new double[most];
        double sum = 0;
        int count = 0;
        for (int i : spins) {
            for (int k = couplings.starts()[i]; k <= couplings.starts()[i + 1]; k++) {
                boolean isField = k == couplings.starts()[i + 1];
                int j = isField ? n : couplings.neighbours()[k];
                double weight = isField ? -couplings.external()[i] : couplings.values()[k];
                if (weight != 0 && (isField || choice.takes(i, j))) {
                    ends[2 * count] = i;
                    ends[2 * count + 1] = j;
                    weights[count++] = weight;
                    sum += weight;
                }
            }
        }
        return new Pairs(Arrays.copyOf(ends, 2 * count), Arrays.copyOf(weights, count), sum);
    }
}
