// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import java.util.Arrays;
import org.spinglass.compute.Blas;
import org.spinglass.compute.VectorOps;

/**
 * Integrals of the fields of a model with couplings between all pairs. Imaginary time is cut into slices, and the integral
 * of every field over every slice is kept:
 *
 * <pre>  G_ki = integral over slice k of F_i(t) dt,     G_k += (change of the integral of sigma_j over slice k) J_j,</pre>
 *
 * <p>so that a path that changes costs N operations for each slice it changes in, and an integral over pieces needs single
 * turns only of the slices with cuts. There the level at the start of the slice follows from G_ki and the turns. Nothing
 * is approximated: slices only order the sum.
 *
 * <p>With K slices and M turns of all paths, integrating over pieces with m cuts takes {@code K + m M / K} steps. K follows
 * M from sweep to sweep: 1 to 128, a power of two; with paths that never turn it is 1, and the cost that of simulated
 * annealing. Memory: {@code 4 K N + 9 M} bytes.
 */
final class DenseSegments extends SegmentFields {
    private static final int MOST_SLICES = 128;

    /** Sweeps after which all integrals are computed anew, so that rounding does not build up. */
    private static final int REFRESH = 100;

    private final float[] couplings;
    private final float[] external;
    private final WorldLines lines;
    private final VectorOps ops;
    private KinkGrid grid;
    private float[] integrals;
    private float[] change;
    private float[] parts = new float[16];
    private int age;

    /**
     * Fields of the given paths.
     *
     * @param couplings J, N x N, row-major, symmetric with a zero diagonal
     * @param external h, length N
     */
    DenseSegments(float[] couplings, float[] external, WorldLines lines, VectorOps ops) {
        this.couplings = couplings;
        this.external = external;
        this.lines = lines;
        this.ops = ops;
        this.grid = new KinkGrid(1, lines);
        this.change = new float[1];
        this.integrals = new float[0];
        compute(1);
    }

    @Override
    void beginSweep(double transverse) {
        double n = lines.spins();
        double turns = lines.total() / n;
        double best = Math.sqrt(300 * (transverse + turns + 1) * turns * n / (n + 400));
        int slices = grid.slices();
        while (slices > 1 && best < 0.6 * slices) {
            slices /= 2;
        }
        while (slices < MOST_SLICES && best > 1.7 * slices) {
            slices *= 2;
        }
        if (slices != grid.slices() || ++age == REFRESH) {
            compute(slices);
        }
    }

    private void compute(int slices) {
        int n = lines.spins();
        age = 0;
        grid = new KinkGrid(slices, lines);
        change = new float[slices];
        integrals = new float[Math.multiplyExact(slices, n)];
        float[] averages = new float[integrals.length];
        float[] breaks = lines.breaks();
        for (int i = 0; i < n; i++) {
            int from = lines.first(i);
            addIntegrals(1, lines.start(i), breaks, from, from + lines.count(i));
            for (int k = 0; k < slices; k++) {
                averages[k * n + i] = change[k];
                integrals[k * n + i] = external[i] / slices;
            }
            Arrays.fill(change, 0);
        }
        Blas.gemm(Blas.Op.NONE, Blas.Op.NONE, slices, n, n, 1, averages, 0, n, couplings, 0, n, 1, integrals, 0, n);
    }

    /** Adds {@code factor} times a path's integral over each slice to {@link #change}. */
    private void addIntegrals(float factor, int start, float[] turns, int from, int to) {
        int slices = change.length;
        float width = 1f / slices;
        float value = factor * start;
        int e = from;
        for (int k = 0; k < slices; k++) {
            float sum = value * width;
            float end = (k + 1) * width;
            while (e < to && turns[e] < end) {
                sum -= 2 * value * (end - turns[e++]);
                value = -value;
            }
            change[k] += sum;
        }
    }

    @Override
    void replace(int i, int start, float[] turns, int count) {
        int from = lines.first(i);
        int to = from + lines.count(i);
        float[] breaks = lines.breaks();
        if (start == lines.start(i) && Arrays.equals(breaks, from, to, turns, 0, count)) {
            return;
        }
        Arrays.fill(change, 0);
        addIntegrals(-1, lines.start(i), breaks, from, to);
        addIntegrals(1, start, turns, 0, count);
        int n = lines.spins();
        for (int k = 0; k < change.length; k++) {
            if (change[k] != 0) {
                ops.add(change[k], couplings, i * n, integrals, k * n, n);
            }
        }
        grid.remove(i, breaks, from, to);
        grid.add(i, start, turns, 0, count);
    }

    @Override
    void integrate(int i, float level, float[] cuts, int m, float[] into) {
        int n = lines.spins();
        int slices = grid.slices();
        float width = 1f / slices;
        cuts[m] = 1;
        int piece = 0;
        float open = 0;
        for (int k = 0; k < slices; k++) {
            float all = integrals[k * n + i];
            int first = piece;
            while (piece < m && grid.slice(cuts[piece]) == k) {
                piece++;
            }
            if (first < piece) {
                open = cutSlice(i, k, all, width, cuts, first, piece, open, into);
            } else {
                open += all;
            }
        }
        into[m] = open;
    }

    /**
     * Closes the pieces whose cuts lie in a slice.
     *
     * @param all the integral over the slice
     * @param open the integral of the first piece up to the slice
     * @return the integral of the piece after the last cut up to the slice's end
     */
    private float cutSlice(
            int i, int k, float all, float width, float[] cuts, int first, int last, float open, float[] into) {
        int number = last - first;
        if (parts.length < number) {
            parts = new float[2 * number];
        }
        Arrays.fill(parts, 0, number, 0);
        int turns = grid.count(k);
        int[] spins = grid.spins(k);
        float[] times = grid.times(k);
        byte[] before = grid.before(k);
        int row = i * lines.spins();
        float end = (k + 1) * width;
        float ofTurns = 0;
        for (int e = 0; e < turns; e++) {
            float jump = -2 * before[e] * couplings[row + spins[e]];
            ofTurns += jump * (end - times[e]);
            for (int c = number - 1; c >= 0 && cuts[first + c] > times[e]; c--) {
                parts[c] += jump * (cuts[first + c] - times[e]);
            }
        }
        float level = (all - ofTurns) / width;
        float before0 = 0;
        float sum = open;
        for (int c = 0; c < number; c++) {
            float until = level * (cuts[first + c] - k * width) + parts[c];
            into[first + c] = sum + until - before0;
            before0 = until;
            sum = 0;
        }
        return all - before0;
    }
}
