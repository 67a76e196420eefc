// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.exact;

import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;

/**
 * The energy of one instance as a quadratic function of its levels, in double precision:
 *
 * <pre>  E(k) = sum_jl A_jl k_j k_l + sum_j b_j k_j + c,   A_jl = d_j J_jl d_l,   d the spacings, k_j from 0 to 2^n -
 * 1.</pre>
 *
 * <p>Immutable. 8 N^2 bytes.
 */
final class LevelEnergy {
    private final int n;
    private final int top;
    private final double[] matrix;
    private final double[] linear;
    private final double constant;
    private final double[] apart;

    LevelEnergy(EncodedQuadratic model, int instance) {
        n = model.weights();
        top = model.topLevel();
        matrix = matrix(model.coupling(), instance);
        linear = new double[n];
        double[] lowest = new double[n];
        for (int j = 0; j < n; j++) {
            lowest[j] = model.value(instance, j, 0);
        }
        constant = model.energy(instance, lowest);
        for (int j = 0; j < n; j++) {
            double gradient = model.field(instance, j);
            for (int l = 0; l < n; l++) {
                gradient += 2 * matrix[j * n + l] * lowest[l];
            }
            linear[j] = gradient * spacing(model, j);
        }
        for (int j = 0; j < n; j++) {
            for (int l = 0; l < n; l++) {
                matrix[j * n + l] *= spacing(model, j) * spacing(model, l);
            }
        }
        double share = share();
        apart = new double[n];
        for (int j = 0; j < n; j++) {
            apart[j] = share * matrix[j * n + j];
        }
    }

    private static double spacing(EncodedQuadratic model, int j) {
        return 2.0 * model.range(j) / model.topLevel();
    }

    private static double[] matrix(Coupling coupling, int instance) {
        int n = coupling.weights();
        double[] matrix = new double[n * n];
        switch (coupling) {
            case Coupling.Dense dense -> {
                float[] stored = dense.matrix(instance);
                for (int e = 0; e < matrix.length; e++) {
                    matrix[e] = stored[e];
                }
            }
            case Coupling.Gram gram -> {
                float[] factors = gram.factors();
                int q = gram.samples();
                for (int j = 0; j < n; j++) {
                    for (int l = 0; l <= j; l++) {
                        double sum = j == l ? gram.diagonal()[j] : 0;
                        for (int a = 0; a < q; a++) {
                            sum += (double) gram.sampleWeights()[gram.offset(instance) + a]
                                    * factors[j * q + a]
                                    * factors[l * q + a];
                        }
                        matrix[j * n + l] = sum;
                        matrix[l * n + j] = sum;
                    }
                }
            }
        }
        return matrix;
    }

    /**
     * The largest t, to 1%, for which {@code A - t diag(A)} has a Cholesky decomposition; below 0 where A has none
     * itself.
     */
    private double share() {
        double least = -1;
        double most = 1;
        double tiny = -1e-12;
        if (hasRoot(tiny)) {
            least = tiny;
        } else {
            // rounding of stored couplings: find how far below zero
            for (double t = 10 * tiny; t > -1; t *= 10) {
                if (hasRoot(t)) {
                    return t;
                }
            }
            return -n;
        }
        while (most - least > 0.01 * most && most > 1e-9) {
            double middle = least <= 0 ? most / 4 : (least + most) / 2;
            if (hasRoot(middle)) {
                least = middle;
            } else {
                most = middle;
            }
        }
        return least;
    }

    private boolean hasRoot(double share) {
        double[] root = matrix.clone();
        for (int j = 0; j < n; j++) {
            root[j * n + j] -= share * matrix[j * n + j];
        }
        for (int j = 0; j < n; j++) {
            double pivot = root[j * n + j];
            for (int k = 0; k < j; k++) {
                pivot -= root[j * n + k] * root[j * n + k];
            }
            if (matrix[j * n + j] == 0) {
                pivot = 0; // a weight without a range, or linear
            } else if (!(pivot > 0)) {
                return false;
            }
            double length = Math.sqrt(pivot);
            root[j * n + j] = length;
            for (int i = j + 1; i < n; i++) {
                double sum = root[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= root[i * n + k] * root[j * n + k];
                }
                root[i * n + j] = length == 0 ? 0 : sum / length;
            }
        }
        return true;
    }

    /** N. */
    int size() {
        return n;
    }

    /** The highest level, {@code 2^n - 1}. */
    int top() {
        return top;
    }

    /** A_jl. */
    double element(int j, int l) {
        return matrix[j * n + l];
    }

    /** D_j, with {@code A - D} positive semidefinite; none negative unless A is not quite convex itself. */
    double apart(int j) {
        return apart[j];
    }

    /** {@code g = 2 A k + b}. */
    void gradient(double[] k, double[] into) {
        for (int j = 0; j < n; j++) {
            double sum = linear[j];
            for (int l = 0; l < n; l++) {
                sum += 2 * matrix[j * n + l] * k[l];
            }
            into[j] = sum;
        }
    }

    /** Adds what a change of k_j does to a gradient. */
    void move(int j, double change, double[] gradient) {
        for (int l = 0; l < n; l++) {
            gradient[l] += 2 * change * matrix[j * n + l];
        }
    }

    /** E at levels whose gradient is known. */
    double energy(double[] k, double[] gradient) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += k[j] * (gradient[j] + linear[j]);
        }
        return constant + sum / 2;
    }
}
