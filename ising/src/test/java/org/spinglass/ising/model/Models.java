// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import java.util.SplittableRandom;

/** Small random models, and energies computed from their parts by the plainest formula. */
public final class Models {
    private Models() {}

    /** Normal couplings and fields of standard deviations 1 and {@code field}. */
    public static DenseIsing dense(int spins, double field, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] couplings = new float[spins * spins];
        float[] fields = new float[spins];
        for (int i = 0; i < spins; i++) {
            fields[i] = (float) (field * random.nextGaussian());
            for (int j = 0; j < i; j++) {
                float value = (float) random.nextGaussian();
                couplings[i * spins + j] = value;
                couplings[j * spins + i] = value;
            }
        }
        return DenseIsing.of(couplings, fields, random.nextGaussian());
    }

    /** The random parts of an encoded model; A is N x Q. */
    public record Parts(
            int instances,
            int weights,
            int bits,
            int samples,
            boolean isShared,
            float[] factors,
            float[] sampleWeights,
            float[] diagonal,
            float[] fields,
            float[] centres,
            float[] ranges,
            double[] constants) {

        /** {@code J_jl = sum_a c_a A_ja A_la + D_j delta_jl}, as it is, never formed. */
        public EncodedQuadratic gram() {
            return model(new Coupling.Gram(weights, samples, factors, sampleWeights, diagonal, isShared));
        }

        /** The same J, formed. */
        public EncodedQuadratic dense() {
            int matrices = isShared ? 1 : instances;
            float[] all = new float[matrices * weights * weights];
            for (int instance = 0; instance < matrices; instance++) {
                for (int j = 0; j < weights; j++) {
                    for (int l = 0; l < weights; l++) {
                        all[(instance * weights + j) * weights + l] = (float) element(instance, j, l);
                    }
                }
            }
            return model(new Coupling.Dense(weights, all, isShared, true));
        }

        private EncodedQuadratic model(Coupling coupling) {
            return new EncodedQuadratic(bits, coupling, fields, centres, ranges, constants);
        }

        private double element(int instance, int j, int l) {
            double sum = j == l ? diagonal[j] : 0;
            int own = isShared ? 0 : instance * samples;
            for (int a = 0; a < samples; a++) {
                sum += (double) sampleWeights[own + a] * factors[j * samples + a] * factors[l * samples + a];
            }
            return sum;
        }

        /** The weights of a state, straight from equation (6): {@code S0_j + (L_j / Nb) sum_b 2^b sigma_jb}. */
        public double[] decode(int instance, Spins spins) {
            double[] s = new double[weights];
            for (int j = 0; j < weights; j++) {
                double sum = 0;
                for (int b = 0; b < bits; b++) {
                    sum += Math.pow(2, b) * spins.get(j * bits + b);
                }
                s[j] = centres[instance * weights + j] + ranges[j] / (Math.pow(2, bits) - 1) * sum;
            }
            return s;
        }

        /** {@code sum_jl J_jl S_j S_l + sum_j h_j S_j + E0}. */
        public double energy(int instance, double[] s) {
            double energy = constants[instance];
            for (int j = 0; j < weights; j++) {
                energy += fields[instance * weights + j] * s[j];
                for (int l = 0; l < weights; l++) {
                    energy += element(instance, j, l) * s[j] * s[l];
                }
            }
            return energy;
        }

        /**
         * The sum of the sizes of all terms where every weight is as large as it gets: what rounding is measured by.
         */
        public double scale(int instance) {
            double[] s = new double[weights];
            for (int j = 0; j < weights; j++) {
                s[j] = Math.abs((double) centres[instance * weights + j]) + ranges[j];
            }
            double scale = Math.abs(constants[instance]);
            for (int j = 0; j < weights; j++) {
                scale += Math.abs(fields[instance * weights + j] * s[j]);
                for (int l = 0; l < weights; l++) {
                    scale += Math.abs(element(instance, j, l) * s[j] * s[l]);
                }
            }
            return scale;
        }
    }

    /** Random parts of the size of 1; one weight in eight has the range 0 when there are at least eight. */
    public static Parts parts(int instances, int weights, int bits, int samples, boolean isShared, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] sampleWeights = new float[(isShared ? 1 : instances) * samples];
        for (int a = 0; a < sampleWeights.length; a++) {
            sampleWeights[a] = (float) (random.nextDouble() < 0.1 ? 0 : 2 * random.nextDouble() / samples);
        }
        float[] diagonal = new float[weights];
        float[] ranges = new float[weights];
        for (int j = 0; j < weights; j++) {
            diagonal[j] = (float) (0.2 * random.nextDouble());
            ranges[j] = j % 8 == 7 ? 0 : (float) (0.3 + random.nextDouble());
        }
        double[] constants = new double[instances];
        for (int i = 0; i < instances; i++) {
            constants[i] = random.nextGaussian();
        }
        return new Parts(
                instances,
                weights,
                bits,
                samples,
                isShared,
                normal(random, weights * samples),
                sampleWeights,
                diagonal,
                normal(random, instances * weights),
                normal(random, instances * weights),
                ranges,
                constants);
    }

    private static float[] normal(SplittableRandom random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** The state whose number is given in binary, spin 0 the lowest bit; at most 63 spins. */
    public static Spins state(int spins, long number) {
        return Spins.ofWords(spins, new long[] {number});
    }

    /** The least energy of an instance over all states; at most 24 spins. */
    public static double groundEnergy(IsingModel model, int instance) {
        double least = Double.POSITIVE_INFINITY;
        for (long state = 0; state < 1L << model.spins(); state++) {
            least = Math.min(least, model.energy(instance, state(model.spins(), state)));
        }
        return least;
    }
}
