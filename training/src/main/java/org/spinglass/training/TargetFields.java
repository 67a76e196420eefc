// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Arrays;
import org.spinglass.compute.Blas;
import org.spinglass.compute.Blas.Op;
import org.spinglass.network.forward.Patches;

/**
 * h and E0 of a {@link TargetProblem}: {@code h_i = -(2/Q) sum beta_i^2 gamma_i xi_i q} and {@code E0_i = (1/Q) sum (beta_i
 * xi_i)^2}.
 *
 * <p>Sums over the sites of a sample, or over some samples where there is but one site, are matrix products in single
 * precision; the sums of these are taken in double precision.
 */
final class TargetFields {
    /** Samples of a matrix product where each has one site. */
    private static final int SAMPLES_TOGETHER = 256;

    private final LayerSamples samples;
    private final Patches patches;
    private final int rows;
    private final int columns;
    private final int sites;
    private final int inputSize;
    /** beta^2 gamma xi of some samples. */
    private final float[] wanted;

    private final float[] product;
    private final double[] sums;
    private final double[] constants;

    /**
     * Takes the sums.
     *
     * @param patches what the neurons see
     * @param rows outputs
     */
    TargetFields(LayerSamples samples, Patches patches, int rows, int inputSize) {
        this.samples = samples;
        this.patches = patches;
        this.rows = rows;
        this.columns = patches.columns();
        this.sites = patches.sites();
        this.inputSize = inputSize;
        this.product = new float[rows * columns];
        this.sums = new double[rows * columns];
        this.constants = new double[rows];
        int together = sites == 1 ? Math.min(SAMPLES_TOGETHER, samples.count()) : 1;
        this.wanted = new float[together * rows * sites];
        float[] seen = new float[together * patches.size()];
        for (int first = 0; first < samples.count(); first += together) {
            int some = Math.min(together, samples.count() - first);
            weigh(first, some);
            if (sites == 1) {
                addSamples(first, some, seen);
            } else {
                addSites(first, seen);
            }
            for (int e = 0; e < product.length; e++) {
                sums[e] += product[e];
            }
        }
        if (samples.isWeighted()) {
            sumWeightedSquares();
        } else {
            sumSquares();
        }
        for (int i = 0; i < rows; i++) {
            constants[i] /= samples.count();
        }
    }

    private void weigh(int first, int some) {
        int outputSize = rows * sites;
        for (int a = 0; a < some; a++) {
            int unit = (first + a) * outputSize;
            int target = samples.rows()[first + a] * outputSize;
            for (int e = 0; e < outputSize; e++) {
                float beta = samples.beta(unit + e);
                wanted[a * outputSize + e] = samples.gamma(unit + e) * samples.targets()[target + e] * (beta * beta);
            }
        }
    }

    private void addSamples(int first, int some, float[] seen) {
        for (int a = 0; a < some; a++) {
            patches.look(samples.inputs(), (first + a) * inputSize, 0, seen, a * columns);
        }
        Blas.gemm(
                Op.TRANSPOSE,
                Op.NONE,
                rows,
                columns,
                some,
                1,
                wanted,
                0,
                rows,
                seen,
                0,
                columns,
                0,
                product,
                0,
                columns);
    }

    private void addSites(int sample, float[] seen) {
        patches.gather(samples.inputs(), sample * inputSize, seen, 0);
        Blas.gemm(
                Op.NONE,
                Op.TRANSPOSE,
                rows,
                columns,
                sites,
                1,
                wanted,
                0,
                sites,
                seen,
                0,
                sites,
                0,
                product,
                0,
                columns);
    }

    private void sumSquares() {
        int outputSize = rows * sites;
        int[] uses = new int[samples.targets().length / outputSize];
        for (int a = 0; a < samples.count(); a++) {
            uses[samples.rows()[a]]++;
        }
        for (int row = 0; row < uses.length; row++) {
            for (int e = 0; uses[row] > 0 && e < outputSize; e++) {
                double target = samples.targets()[row * outputSize + e];
                constants[e / sites] += uses[row] * target * target;
            }
        }
    }

    private void sumWeightedSquares() {
        int outputSize = rows * sites;
        for (int a = 0; a < samples.count(); a++) {
            for (int e = 0; e < outputSize; e++) {
                double target = samples.targets()[samples.rows()[a] * outputSize + e];
                double distance = samples.beta(a * outputSize + e) * target;
                constants[e / sites] += distance * distance;
            }
        }
    }

    /** h of the outputs from {@code first} to {@code end - 1}, one behind the other. */
    float[] fields(int first, int end) {
        float[] fields = new float[(end - first) * columns];
        for (int e = 0; e < fields.length; e++) {
            fields[e] = (float) (-2 * sums[first * columns + e] / samples.count());
        }
        return fields;
    }

    /** E0 of the outputs from {@code first} to {@code end - 1}. */
    double[] constants(int first, int end) {
        return Arrays.copyOfRange(constants, first, end);
    }
}
