// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import java.util.Arrays;
import org.spinglass.compute.Blas;

/**
 * The matrices J of an {@link EncodedQuadratic}: N x N, symmetric, one for all instances or one an instance.
 *
 * <p>Arrays are taken over, not copied, and must not be written to afterwards. Sizes are checked; elements of J and A
 * that are not finite are found when a sampler or a bound computes its first energy.
 */
public sealed interface Coupling {

    /** Number of weights N. */
    int weights();

    /** Whether all instances share one J. */
    boolean isShared();

    /** The number of instances this coupling serves, or {@link Integer#MAX_VALUE} when shared. */
    int instances();

    /** Whether J is positive semidefinite for every instance, so that a lower bound of the energy exists. */
    boolean isConvex();

    /** The matrix J of one instance, N x N, row-major; a new array or the live one. */
    float[] matrix(int instance);

    /** {@code S' J S} of one instance in double precision. */
    double quadratic(int instance, double[] weights);

    /**
     * J stored as a matrix, 4 N^2 bytes for each that is stored. A row update costs N operations.
     *
     * @param weights N
     * @param matrices J row-major, one N x N matrix shared by all instances, or several behind each other
     * @param isShared whether one matrix serves all instances
     * @param isConvex whether the caller knows J to be positive semidefinite (as any {@code A A'} is)
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Dense(int weights, float[] matrices, boolean isShared, boolean isConvex) implements Coupling {
        public Dense {
            long one = (long) weights * weights;
            if (weights < 1 || matrices.length == 0 || matrices.length % one != 0) {
                throw new IllegalArgumentException(matrices.length + " elements are no whole number of " + weights
                        + " x " + weights + " matrices");
            }
            if (isShared && matrices.length != one) {
                throw new IllegalArgumentException("a shared coupling has one matrix, not " + matrices.length / one);
            }
        }

        @Override
        public int instances() {
            return isShared ? Integer.MAX_VALUE : matrices.length / (weights * weights);
        }

        /** Index of the first element of an instance's matrix. */
        public int offset(int instance) {
            return isShared ? 0 : instance * weights * weights;
        }

        @Override
        public float[] matrix(int instance) {
            int offset = offset(instance);
            return isShared ? matrices : Arrays.copyOfRange(matrices, offset, offset + weights * weights);
        }

        @Override
        public double quadratic(int instance, double[] s) {
            int offset = offset(instance);
            double sum = 0;
            for (int i = 0; i < weights; i++) {
                double row = 0;
                for (int j = 0; j < i; j++) {
                    row += s[j] * matrices[offset + i * weights + j];
                }
                sum += s[i] * (2 * row + s[i] * matrices[offset + i * weights + i]);
            }
            return sum;
        }
    }

    /**
     * J never formed: {@code J_jl = sum_a c_a A_ja A_la + D_j delta_jl}, with A shared by all instances and the weights
     * c of its columns own to each. Positive semidefinite. A row update costs Q operations, whatever N is; choose it
     * where Q is smaller than N.
     *
     * @param weights N, rows of A
     * @param samples Q, columns of A
     * @param factors A, N x Q, row-major: one row a weight
     * @param sampleWeights c, finite and none negative: Q values shared by all instances, or Q an instance behind each
     *     other
     * @param diagonal D, length N, finite and none negative
     * @param isShared whether one c serves all instances
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Gram(int weights, int samples, float[] factors, float[] sampleWeights, float[] diagonal, boolean isShared)
            implements Coupling {
        public Gram {
            if (weights < 1 || samples < 1 || factors.length < (long) weights * samples) {
                throw new IllegalArgumentException(
                        factors.length + " elements for a " + weights + " x " + samples + " matrix");
            }
            if (sampleWeights.length < samples || diagonal.length != weights) {
                throw new IllegalArgumentException(sampleWeights.length + " sample weights for " + samples
                        + " samples and " + diagonal.length + " diagonal elements for " + weights + " weights");
            }
            if (!isShared && sampleWeights.length % samples != 0) {
                throw new IllegalArgumentException(sampleWeights.length
                        + " sample weights are no whole number of instances of " + samples + " samples");
            }
            requireNotNegative("sample weight", sampleWeights);
            requireNotNegative("diagonal element", diagonal);
        }

        private static void requireNotNegative(String name, float[] values) {
            for (int i = 0; i < values.length; i++) {
                if (!(values[i] >= 0) || values[i] == Float.POSITIVE_INFINITY) {
                    throw new IllegalArgumentException(
                            name + " " + i + " is " + values[i] + "; it must be finite and not negative");
                }
            }
        }

        @Override
        public int instances() {
            return isShared ? Integer.MAX_VALUE : sampleWeights.length / samples;
        }

        @Override
        public boolean isConvex() {
            return true;
        }

        /** Index of the first sample weight of an instance. */
        public int offset(int instance) {
            return isShared ? 0 : instance * samples;
        }

        @Override
        public float[] matrix(int instance) {
            float[] scaled = new float[weights * samples];
            int offset = offset(instance);
            for (int j = 0; j < weights; j++) {
                for (int a = 0; a < samples; a++) {
                    scaled[j * samples + a] = factors[j * samples + a] * (float) Math.sqrt(sampleWeights[offset + a]);
                }
            }
            float[] matrix = new float[weights * weights];
            Blas.syrk(Blas.Op.NONE, weights, samples, 1, scaled, 0, samples, 0, matrix, 0, weights);
            for (int j = 0; j < weights; j++) {
                matrix[j * weights + j] += diagonal[j];
            }
            return matrix;
        }

        @Override
        public double quadratic(int instance, double[] s) {
            double[] projected = new double[samples];
            double sum = 0;
            for (int j = 0; j < weights; j++) {
                sum += diagonal[j] * s[j] * s[j];
                if (s[j] != 0) {
                    for (int a = 0; a < samples; a++) {
                        projected[a] += s[j] * factors[j * samples + a];
                    }
                }
            }
            int offset = offset(instance);
            for (int a = 0; a < samples; a++) {
                sum += sampleWeights[offset + a] * projected[a] * projected[a];
            }
            return sum;
        }
    }
}
