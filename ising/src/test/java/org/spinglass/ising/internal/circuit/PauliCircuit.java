// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.circuit;

import java.util.Arrays;

/**
 * A circuit by the book: complex amplitudes and rotations about strings of Pauli matrices, {@code exp(-i t/2 P) = cos(t/2) - i
 * sin(t/2) P}. Bit q of an index is 1 where qubit q is in its state 0, a spin up.
 */
public final class PauliCircuit {
    final int qubits;
    double[] re;
    double[] im;

    /** All qubits in {@code |+>}. */
    public PauliCircuit(int qubits) {
        this.qubits = qubits;
        re = new double[1 << qubits];
        im = new double[1 << qubits];
        Arrays.fill(re, 1 / Math.sqrt(re.length));
    }

    /** P applied to the state; {re, im}. {@code paulis} has one of the letters IXYZ a qubit. */
    private double[][] applied(String paulis) {
        double[][] out = new double[2][re.length];
        for (int x = 0; x < re.length; x++) {
            int y = x;
            double a = re[x];
            double b = im[x];
            for (int q = 0; q < qubits; q++) {
                boolean isZero = (x >> q & 1) == 1;
                switch (paulis.charAt(q)) {
                    case 'X' -> y ^= 1 << q;
                    case 'Y' -> {
                        y ^= 1 << q;
                        double sign = isZero ? 1 : -1; // Y|0> = i|1>, Y|1> = -i|0>
                        double old = a;
                        a = -sign * b;
                        b = sign * old;
                    }
                    case 'Z' -> {
                        if (!isZero) {
                            a = -a;
                            b = -b;
                        }
                    }
                    default -> {}
                }
            }
            out[0][y] += a;
            out[1][y] += b;
        }
        return out;
    }

    /** A string with two letters at two places. */
    String string(int i, char first, int j, char second) {
        StringBuilder text = new StringBuilder("I".repeat(qubits));
        text.setCharAt(i, first);
        text.setCharAt(j, second);
        return text.toString();
    }

    /** {@code exp(-i angle/2 P)}. */
    public void rotate(double angle, String paulis) {
        double[][] p = applied(paulis);
        double c = Math.cos(angle / 2);
        double s = Math.sin(angle / 2);
        for (int x = 0; x < re.length; x++) {
            re[x] = c * re[x] + s * p[1][x];
            im[x] = c * im[x] - s * p[0][x];
        }
    }

    /** {@code Ry(2 arctan tanh(tau h))} on each qubit. */
    public void start(double[] fields, double tau) {
        for (int q = 0; q < qubits; q++) {
            rotate(2 * Math.atan(Math.tanh(tau * fields[q])), string(q, 'Y', q, 'Y'));
        }
    }

    /** {@code exp(-i/2 (t1 Z_i Y_j + t0 Y_i Z_j))}. */
    public void gate(int i, int j, double t0, double t1) {
        rotate(t1, string(i, 'Z', j, 'Y'));
        rotate(t0, string(i, 'Y', j, 'Z'));
    }

    /** The gate after which {@code <J Z_i Z_j + a Z_i + b Z_j>} is least. */
    public void gateOfLeastEnergy(int i, int j, double coupling, double a, double b) {
        double[] best = bestAngles(means(i, j), coupling, a, b);
        gate(i, j, best[0], best[1]);
    }

    double mean(String paulis) {
        double[][] p = applied(paulis);
        double sum = 0;
        for (int x = 0; x < re.length; x++) {
            sum += re[x] * p[0][x] + im[x] * p[1][x];
        }
        return sum;
    }

    PairMeans means(int i, int j) {
        return new PairMeans(
                mean(string(i, 'Z', i, 'Z')),
                mean(string(j, 'Z', j, 'Z')),
                mean(string(i, 'X', i, 'X')),
                mean(string(j, 'X', j, 'X')),
                mean(string(i, 'Z', j, 'Z')),
                mean(string(i, 'Y', j, 'Y')),
                mean(string(i, 'X', j, 'Z')),
                mean(string(i, 'Z', j, 'X')));
    }

    /** The probability of every state. */
    public double[] probabilities() {
        double[] all = new double[re.length];
        for (int x = 0; x < all.length; x++) {
            all[x] = re[x] * re[x] + im[x] * im[x];
        }
        return all;
    }

    /** The angles of least pair energy, by looking at all of a grid and then around the best of it. */
    public static double[] bestAngles(PairMeans means, double coupling, double a, double b) {
        double[] best = new double[3];
        best[2] = Double.POSITIVE_INFINITY;
        double width = Math.PI;
        for (int level = 0; level < 12; level++) {
            double[] centre = best.clone();
            for (int k = -60; k <= 60; k++) {
                for (int m = -60; m <= 60; m++) {
                    double t0 = centre[0] + width * k / 60;
                    double t1 = centre[1] + width * m / 60;
                    double energy = means.energy(
                            coupling, a, b, new PairAngles(Math.cos(t0), Math.sin(t0), Math.cos(t1), Math.sin(t1)));
                    if (energy < best[2]) {
                        best = new double[] {t0, t1, energy};
                    }
                }
            }
            width /= 10;
        }
        return best;
    }
}
