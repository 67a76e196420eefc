// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import org.spinglass.compute.VectorOps;

/**
 * The local field of one spin, integrated over pieces of imaginary time:
 *
 * <pre>  I_k = integral from cut k - 1 to cut k of F_i(t) dt,     F_i(t) = h_i + sum_j J_ij sigma_j(t),</pre>
 *
 * <p>with cuts {@code 0 = c_-1 <= c_0 <= ... <= c_m = 1}. Belongs to one thread.
 */
abstract sealed class SegmentFields permits SparseSegments, DenseSegments {

    /** The fields of the given paths. */
    static SegmentFields of(Couplings couplings, WorldLines lines, VectorOps ops) {
        return switch (couplings) {
            case Couplings.Dense dense -> new DenseSegments(dense.values(), dense.external(), lines, ops);
            case Couplings.Sparse sparse ->
                new SparseSegments(sparse.starts(), sparse.neighbours(), sparse.values(), lines);
        };
    }

    /** Makes ready for a sweep at a transverse field. */
    void beginSweep(double transverse) {}

    /**
     * Takes note that spin i will have another path, before the paths do.
     *
     * @param start its value at time 0
     * @param turns the times at which it turns over, of which the first {@code count} count
     */
    void replace(int i, int start, float[] turns, int count) {}

    /**
     * Integrates over all pieces.
     *
     * @param i the spin
     * @param level F_i at time 0
     * @param cuts the inner cuts, ascending, of which the first {@code m} count; element m is overwritten with 1
     * @param m number of inner cuts, 0 or more
     * @param into receives the integrals of the {@code m + 1} pieces
     */
    abstract void integrate(int i, float level, float[] cuts, int m, float[] into);
}
