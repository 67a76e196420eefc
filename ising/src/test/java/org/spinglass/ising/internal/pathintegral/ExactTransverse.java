// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import org.spinglass.compute.Blas;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Models;

/**
 * {@code exp(-H)} of {@code H = beta E(sigma^z) - transverse sum_i sigma^x_i} in the basis of all classical states, by
 * Taylor's series and repeated squaring.
 *
 * <p>With a multiple of one subtracted from H that makes all elements of -H non-negative, every term is, and nothing
 * cancels: the elements are exact to some 1e-13.
 */
final class ExactTransverse {
    private static final int TERMS = 24;

    private final IsingModel model;
    private final int states;
    private final double[] exponential;

    ExactTransverse(IsingModel model, double transverse, double beta) {
        this.model = model;
        this.states = 1 << model.spins();
        double[] energies = new double[states];
        double highest = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < states; s++) {
            energies[s] = beta * model.energy(0, Models.state(model.spins(), s));
            highest = Math.max(highest, energies[s]);
        }
        double norm = model.spins() * transverse;
        for (double energy : energies) {
            norm = Math.max(norm, highest - energy + model.spins() * transverse);
        }
        int squarings = Math.max(0, 32 - Integer.numberOfLeadingZeros((int) (2 * norm)));
        double scale = Math.scalb(1, -squarings);
        double[] step = new double[states * states];
        for (int s = 0; s < states; s++) {
            step[s * states + s] = scale * (highest - energies[s]);
            for (int i = 0; i < model.spins(); i++) {
                step[s * states + (s ^ 1 << i)] = scale * transverse;
            }
        }
        double[] sum = one();
        // Horner: 1 + X (1 + X / 2 (1 + X / 3 (...)))
        for (int n = TERMS; n >= 1; n--) {
            double[] next = one();
            Blas.addProduct(states, states, states, 1.0 / n, step, sum, next);
            sum = next;
        }
        for (int k = 0; k < squarings; k++) {
            double[] square = new double[states * states];
            Blas.addProduct(states, states, states, 1, sum, sum, square);
            double trace = 0;
            for (int s = 0; s < states; s++) {
                trace += square[s * states + s];
            }
            for (int e = 0; e < square.length; e++) {
                square[e] /= trace;
            }
            sum = square;
        }
        exponential = sum;
    }

    private double[] one() {
        double[] one = new double[states * states];
        for (int s = 0; s < states; s++) {
            one[s * states + s] = 1;
        }
        return one;
    }

    /** The distribution of the states at one moment. */
    double[] diagonal() {
        double[] diagonal = new double[states];
        double trace = 0;
        for (int s = 0; s < states; s++) {
            diagonal[s] = exponential[s * states + s];
            trace += diagonal[s];
        }
        for (int s = 0; s < states; s++) {
            diagonal[s] /= trace;
        }
        return diagonal;
    }

    /** {@code <sigma^x_i>}. */
    double transverseMagnetisation(int i) {
        double sum = 0;
        double trace = 0;
        for (int s = 0; s < states; s++) {
            sum += exponential[s * states + (s ^ 1 << i)];
            trace += exponential[s * states + s];
        }
        return sum / trace;
    }

    /** {@code <sigma^z_i sigma^z_j>}; {@code <sigma^z_i>} for i = j. */
    double longitudinal(int i, int j) {
        double[] weights = diagonal();
        double sum = 0;
        for (int s = 0; s < states; s++) {
            int a = (s >> i & 1) == 1 ? 1 : -1;
            int b = i == j ? 1 : (s >> j & 1) == 1 ? 1 : -1;
            sum += weights[s] * a * b;
        }
        return sum;
    }

    /** {@code <E>}. */
    double energy() {
        double[] weights = diagonal();
        double sum = 0;
        for (int s = 0; s < states; s++) {
            sum += weights[s] * model.energy(0, Models.state(model.spins(), s));
        }
        return sum;
    }
}
