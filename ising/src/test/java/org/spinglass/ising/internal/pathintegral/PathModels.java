// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import java.util.Arrays;
import org.spinglass.ising.model.SparseIsing;

/** Small models on which paths are compared with the exact quantum model. */
final class PathModels {
    private PathModels() {}

    /** Couplings +1 on a ring of odd length, with one field. */
    static SparseIsing ring(int n) {
        int[] from = new int[n];
        int[] to = new int[n];
        float[] couplings = new float[n];
        float[] fields = new float[n];
        fields[2] = 0.3f;
        for (int i = 0; i < n; i++) {
            from[i] = i;
            to[i] = (i + 1) % n;
            couplings[i] = 1;
        }
        return SparseIsing.of(from, to, couplings, fields, 0.25);
    }

    /** Two rows of four with couplings of both signs; spin 8 stands alone. */
    static SparseIsing ladder() {
        int[] from = {0, 1, 2, 4, 5, 6, 0, 1, 2, 3};
        int[] to = {1, 2, 3, 5, 6, 7, 4, 5, 6, 7};
        float[] couplings = {1, -0.5f, 1.5f, -1, 0.7f, 1, -1, 0.4f, 1, -1.2f};
        return SparseIsing.of(from, to, couplings, new float[] {0.2f, 0, -0.4f, 0, 0, 0.5f, 0, 0, 0.3f}, 0);
    }

    /** Chains of three and two spins, held together by couplings far above the others. */
    static SparseIsing chains() {
        int[] from = {0, 1, 3, 0, 2};
        int[] to = {1, 2, 4, 3, 4};
        return SparseIsing.of(
                from, to, new float[] {-3, -3, -3, 0.8f, -0.3f}, new float[] {0.2f, 0, 0.2f, -0.3f, 0.1f}, 0);
    }

    /** Groups that are flipped whatever the transverse field. */
    static FerromagneticGroups groups(int[][] members) {
        double[] strengths = new double[members.length];
        Arrays.fill(strengths, Double.POSITIVE_INFINITY);
        return new FerromagneticGroups(members, strengths);
    }
}
