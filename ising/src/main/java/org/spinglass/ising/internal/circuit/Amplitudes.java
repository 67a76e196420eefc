// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.circuit;

import java.util.Arrays;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Spins;

/**
 * All {@code 2^N} amplitudes, exactly. Bit i of an index is 1 where spin i is up. A gate costs two passes over them; memory
 * {@code 8 * 2^N} bytes, twice that to measure.
 */
final class Amplitudes implements CircuitState {
    private final int qubits;
    private final double[] amplitudes;
    private double[] sums = {};

    /** A product state: qubit i has the mean {@code z[i]} of Z, and an amplitude of 0 or more in both directions. */
    Amplitudes(double[] z) {
        this.qubits = z.length;
        this.amplitudes = new double[1 << qubits];
        amplitudes[0] = 1;
        for (int i = 0; i < qubits; i++) {
            double up = Math.sqrt((1 + z[i]) / 2);
            double down = Math.sqrt((1 - z[i]) / 2);
            int size = 1 << i;
            for (int x = 0; x < size; x++) {
                amplitudes[x + size] = amplitudes[x] * up;
                amplitudes[x] *= down;
            }
        }
    }

    @Override
    public PairMeans means(int i, int j) {
        double[] sum = new double[8];
        int first = 1 << i;
        int second = 1 << j;
        for (int x = 0; x < amplitudes.length; x++) {
            if ((x & (first | second)) == 0) {
                double uu = amplitudes[x | first | second];
                double ud = amplitudes[x | first];
                double du = amplitudes[x | second];
                double dd = amplitudes[x];
                double same = uu * uu + dd * dd;
                double other = ud * ud + du * du;
                sum[0] += uu * uu + ud * ud - du * du - dd * dd;
                sum[1] += uu * uu + du * du - ud * ud - dd * dd;
                sum[2] += 2 * (uu * du + ud * dd);
                sum[3] += 2 * (uu * ud + du * dd);
                sum[4] += same - other;
                sum[5] += 2 * (ud * du - uu * dd);
                sum[6] += 2 * (uu * du - ud * dd);
                sum[7] += 2 * (uu * ud - du * dd);
            }
        }
        return new PairMeans(sum[0], sum[1], sum[2], sum[3], sum[4], sum[5], sum[6], sum[7]);
    }

    @Override
    public void turn(int i, int j, PairAngles t) {
        double half0 = Math.atan2(t.s0(), t.c0()) / 2;
        double half1 = Math.atan2(t.s1(), t.c1()) / 2;
        double c0 = Math.cos(half0);
        double s0 = Math.sin(half0);
        double c1 = Math.cos(half1);
        double s1 = Math.sin(half1);
        int first = 1 << i;
        int second = 1 << j;
        for (int x = 0; x < amplitudes.length; x++) {
            if ((x & (first | second)) == 0) {
                double uu = amplitudes[x | first | second];
                double ud = amplitudes[x | first];
                double du = amplitudes[x | second];
                double dd = amplitudes[x];
                double auu = c1 * uu - s1 * ud;
                double aud = s1 * uu + c1 * ud;
                double adu = c1 * du + s1 * dd;
                double add = c1 * dd - s1 * du;
                amplitudes[x | first | second] = c0 * auu - s0 * adu;
                amplitudes[x | second] = s0 * auu + c0 * adu;
                amplitudes[x | first] = c0 * aud + s0 * add;
                amplitudes[x] = c0 * add - s0 * aud;
            }
        }
    }

    /** The probability of every state, {@code 2^N}. */
    double[] probabilities() {
        double[] all = new double[amplitudes.length];
        Arrays.setAll(all, x -> amplitudes[x] * amplitudes[x]);
        return all;
    }

    @Override
    public void measure() {
        sums = probabilities();
        for (int x = 1; x < sums.length; x++) {
            sums[x] += sums[x - 1];
        }
    }

    @Override
    public Spins draw(RandomStream random) {
        int at = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
        int x = Math.min(at >= 0 ? at + 1 : -at - 1, sums.length - 1);
        return Spins.ofWords(qubits, new long[] {x});
    }
}
