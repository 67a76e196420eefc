// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.spinglass.ising.model.Interactions;
import org.spinglass.ising.model.PlainIsing;

/** How strongly the qubits of a chain are held together: the size of their ferromagnetic couplings. Immutable. */
public sealed interface ChainStrength {
    /** By the stiffest direction of the couplings; for random couplings as strong as {@link #UNIFORM_TORQUE}. */
    ChainStrength DEFAULT = new Spectral(0.7);

    /** Uniform torque compensation with the prefactor that D-Wave's programs take. */
    ChainStrength UNIFORM_TORQUE = new Torque(1.414);

    /** The strength for a model, above 0. */
    double of(PlainIsing model);

    /**
     * Uniform torque compensation: the root mean square of J times the root of the mean degree, which is the torque that
     * random neighbours have on a chain,
     *
     * <pre>  prefactor sqrt(sum J^2 / |E|) sqrt(2 |E| / |V|),</pre>
     *
     * over stored couplings E and all spins V; 1 where there are no couplings or all are zero.
     *
     * @param prefactor above 0
     */
    record Torque(double prefactor) implements ChainStrength {
        public Torque {
            requirePositive("prefactor", prefactor);
        }

        @Override
        public double of(PlainIsing model) {
            double[] sums = new double[2];
            Interactions.of(model, (i, j, value) -> {
                sums[0] += value * value;
                sums[1]++;
            });
            double torque = Math.sqrt(sums[0] / sums[1]) * Math.sqrt(2 * sums[1] / model.spins());
            return torque > 0 ? prefactor * torque : 1;
        }
    }

    /**
     * By the stiffest direction of the couplings: {@code prefactor lambda}, lambda the largest eigenvalue of the symmetric
     * matrix J with a zero diagonal; 1 where there are no couplings.
     *
     * <p>Where couplings are frustrated, {@code s' J s / 2} keeps the sum of the spins along that direction small, and the
     * parts of a chain that meet different neighbours gain {@code lambda / 2} and more by disagreeing. For random couplings
     * lambda is {@code 2 sqrt(N)} times their root mean square, and this is torque compensation with twice the prefactor; for
     * couplings of one sign above 0, as between the weights of one neuron behind a rectifier, it is {@code N}
     * times, and torque compensation is too weak. Spin-reversal transforms leave it as it is. Cost: {@value #ITERATIONS}
     * products with J.
     *
     * @param prefactor above 0
     */
    record Spectral(double prefactor) implements ChainStrength {
        private static final int ITERATIONS = 60;

        public Spectral {
            requirePositive("prefactor", prefactor);
        }

        @Override
        public double of(PlainIsing model) {
            int n = model.spins();
            double[] sums = new double[n];
            Interactions.of(model, (i, j, value) -> {
                sums[i] += Math.abs(value);
                sums[j] += Math.abs(value);
            });
            double bound = Arrays.stream(sums).max().orElse(0);
            if (!(bound > 0)) {
                return 1;
            }
            double largest = largestEigenvalue(model, bound);
            return prefactor * Math.max(largest, bound / n);
        }

        /** By power iteration of J + shift, from below, which converges to the largest as no eigenvalue is below -bound. */
        private static double largestEigenvalue(PlainIsing model, double bound) {
            int n = model.spins();
            double shift = bound / 2;
            SplittableRandom random = new SplittableRandom(n);
            double[] vector = random.doubles(n, -1, 1).toArray();
            double[] image = new double[n];
            double largest = 0;
            for (int k = 0; k < ITERATIONS; k++) {
                double[] from = vector;
                double[] to = image;
                Arrays.fill(to, 0);
                Interactions.of(model, (i, j, value) -> {
                    to[i] += value * from[j];
                    to[j] += value * from[i];
                });
                double square = 0;
                double product = 0;
                double next = 0;
                for (int i = 0; i < n; i++) {
                    square += from[i] * from[i];
                    product += from[i] * to[i];
                    to[i] += shift * from[i];
                    next += to[i] * to[i];
                }
                largest = Math.max(largest, product / square);
                double norm = Math.sqrt(next);
                for (int i = 0; i < n; i++) {
                    to[i] /= norm;
                }
                vector = to;
                image = from;
            }
            return largest;
        }
    }

    /**
     * A multiple of the largest coefficient: {@code prefactor max(|h|, |J|)}; 1 where all are zero.
     *
     * @param prefactor above 0
     */
    record Scaled(double prefactor) implements ChainStrength {
        public Scaled {
            requirePositive("prefactor", prefactor);
        }

        @Override
        public double of(PlainIsing model) {
            double[] most = new double[1];
            Interactions.of(model, (i, j, value) -> most[0] = Math.max(most[0], Math.abs(value)));
            for (int i = 0; i < model.spins(); i++) {
                most[0] = Math.max(most[0], Math.abs(model.field(i)));
            }
            return most[0] > 0 ? prefactor * most[0] : 1;
        }
    }

    /**
     * The same for every model.
     *
     * @param strength above 0
     */
    record Given(double strength) implements ChainStrength {
        public Given {
            requirePositive("chain strength", strength);
        }

        @Override
        public double of(PlainIsing model) {
            return strength;
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("the " + name + " is " + value + "; expected a number above 0");
        }
    }
}
