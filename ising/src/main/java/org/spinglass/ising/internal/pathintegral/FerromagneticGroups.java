// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The groups of two or more spins of a sparse model that ferromagnetic couplings hold together: those of at least a given
 * share of the strongest one among all spins that couplings of any kind join. Chains of an embedded problem are such
 * groups, also where several problems stand side by side at different scales.
 *
 * @param members spins of each group; groups do not overlap
 * @param strengths of each group: no coupling that holds it is weaker
 */
@SuppressWarnings("ArrayRecordComponent")
public record FerromagneticGroups(int[][] members, double[] strengths) {

    /** No groups. */
    public static FerromagneticGroups none() {
        return new FerromagneticGroups(new int[0][], new double[0]);
    }

    /**
     * The groups of a model. Cost: one step a coupling.
     *
     * @param share of the strongest ferromagnetic coupling, above 0 to 1
     */
    public static FerromagneticGroups of(Couplings.Sparse couplings, double share) {
        int n = couplings.starts().length - 1;
        int[] part = new int[n];
        List<int[]> parts = joined(couplings, part, i -> Float.POSITIVE_INFINITY);
        float[] bound = new float[parts.size()];
        for (int i = 0; i < n; i++) {
            for (int k = couplings.starts()[i]; k < couplings.starts()[i + 1]; k++) {
                bound[part[i]] =
                        (float) Math.min(bound[part[i]], share * couplings.values()[k]);
            }
        }
        int[][] groups =
                joined(couplings, new int[n], i -> bound[part[i]] < 0 ? bound[part[i]] : Float.NEGATIVE_INFINITY)
                        .stream()
                        .filter(members -> members.length > 1)
                        .toArray(int[][]::new);
        double[] strengths = Arrays.stream(groups)
                .mapToDouble(members -> -bound[part[members[0]]])
                .toArray();
        return new FerromagneticGroups(groups, strengths);
    }

    private interface Bound {
        float of(int i);
    }

    /** What hangs together by couplings J_ij that are not above the bound at i; writes each spin's part. */
    private static List<int[]> joined(Couplings.Sparse couplings, int[] part, Bound bound) {
        int n = part.length;
        Arrays.fill(part, -1);
        List<int[]> parts = new ArrayList<>();
        int[] queue = new int[n];
        for (int root = 0; root < n; root++) {
            if (part[root] >= 0) {
                continue;
            }
            int end = 0;
            queue[end++] = root;
            part[root] = parts.size();
            for (int at = 0; at < end; at++) {
                int i = queue[at];
                for (int k = couplings.starts()[i]; k < couplings.starts()[i + 1]; k++) {
                    int j = couplings.neighbours()[k];
                    if (part[j] < 0 && couplings.values()[k] <= bound.of(i)) {
                        part[j] = parts.size();
                        queue[end++] = j;
                    }
                }
            }
            parts.add(Arrays.copyOf(queue, end));
        }
        return parts;
    }
}
