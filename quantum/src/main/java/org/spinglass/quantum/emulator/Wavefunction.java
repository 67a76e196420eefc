// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import java.util.Arrays;

/**
 * The amplitudes of n qubits in the basis of their classical states, and the two factors of a time step. Bit q of an index
 * is 1 where qubit q is up. Used by one thread. Memory: {@code 24 * 2^n} bytes.
 */
final class Wavefunction {
    private final int qubits;
    private final double[] re;
    private final double[] im;
    private final double[] energies;

    /** The ground state of {@code -sum sigma^x}: all amplitudes equal. */
    Wavefunction(int qubits, double[] energies) {
        this.qubits = qubits;
        this.energies = energies;
        this.re = new double[energies.length];
        this.im = new double[energies.length];
        Arrays.fill(re, 1 / Math.sqrt(energies.length));
    }

    /** {@code exp(-i angle E)}, E the classical energy. */
    void turnPhases(double angle) {
        for (int x = 0; x < re.length; x++) {
            double phase = -angle * energies[x];
            double c = Math.cos(phase);
            double s = Math.sin(phase);
            double r = re[x];
            re[x] = c * r - s * im[x];
            im[x] = s * r + c * im[x];
        }
    }

    /** {@code exp(i angle sum_q sigma^x_q)}. */
    void flip(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        for (int q = 0; q < qubits; q++) {
            int bit = 1 << q;
            for (int block = 0; block < re.length; block += 2 * bit) {
                for (int x = block; x < block + bit; x++) {
                    int y = x + bit;
                    double r = re[x];
                    double i = im[x];
                    re[x] = c * r - s * im[y];
                    im[x] = c * i + s * re[y];
                    re[y] = c * re[y] - s * i;
                    im[y] = c * im[y] + s * r;
                }
            }
        }
    }

    /** The probability of every classical state. */
    double[] probabilities() {
        double[] all = new double[re.length];
        for (int x = 0; x < all.length; x++) {
            all[x] = re[x] * re[x] + im[x] * im[x];
        }
        return all;
    }
}
