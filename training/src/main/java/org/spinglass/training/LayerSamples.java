// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Locale;

/**
 * The samples that a {@link TargetProblem} is made of. Arrays are taken over, not copied, and may be longer than needed.
 *
 * @param count Q, number of samples
 * @param inputs the layer's inputs, {@code count} samples of its input's size
 * @param targets xi, rows of the layer's output's size (channel, row, column)
 * @param rows by sample, the number of its row of {@code targets}
 * @param outputs s, the layer's outputs before the activation, {@code count} samples; empty for no activation
 * @param slope alpha of the activation; without meaning when there is none
 * @param gammaOfZero gamma where an output is 0; without meaning when there is no activation
 * @param betas weights of the distances to the targets, (26)-(29), as many as there are outputs; empty for 1 everywhere
 */
@SuppressWarnings("ArrayRecordComponent")
public record LayerSamples(
        int count,
        float[] inputs,
        float[] targets,
        int[] rows,
        float[] outputs,
        float slope,
        GammaOfZero gammaOfZero,
        float[] betas) {
    private static final float[] NONE = {};

    /** gamma where a layer's output is 0. */
    public enum GammaOfZero {
        /** 1, as the paper defines its activation. */
        ONE,
        /** 0, as the sign is that the paper's author takes. */
        ZERO,
        /** The slope, as if the output were negative. */
        SLOPE
    }

    /** Samples without activation, each with a row of targets to itself, in their order. */
    public static LayerSamples of(int count, float[] inputs, float[] targets) {
        int[] rows = new int[count];
        for (int a = 0; a < count; a++) {
            rows[a] = a;
        }
        return new LayerSamples(count, inputs, targets, rows, NONE, 1, GammaOfZero.SLOPE, NONE);
    }

    /** The same with rows of targets that samples share. */
    public LayerSamples withRows(int[] shared) {
        return new LayerSamples(count, inputs, targets, shared, outputs, slope, gammaOfZero, betas);
    }

    /** The same with an activation whose gamma of 0 is its slope. */
    public LayerSamples withActivation(float[] before, float alpha) {
        return withActivation(before, alpha, GammaOfZero.SLOPE);
    }

    /** The same with an activation. */
    public LayerSamples withActivation(float[] before, float alpha, GammaOfZero zero) {
        return new LayerSamples(count, inputs, targets, rows, before, alpha, zero, betas);
    }

    /** The same with weights of the distances to the targets, (26)-(29). */
    public LayerSamples withBetas(float[] weights) {
        return new LayerSamples(count, inputs, targets, rows, outputs, slope, gammaOfZero, weights);
    }

    boolean isActivated() {
        return outputs.length > 0;
    }

    boolean isWeighted() {
        return betas.length > 0;
    }

    /** Whether outputs of 0 are counted among the active ones. */
    boolean isZeroActive() {
        return gammaOfZero == GammaOfZero.ONE;
    }

    /** gamma of a unit, counted over all samples. */
    float gamma(int unit) {
        if (outputs.length == 0 || outputs[unit] > 0) {
            return 1;
        }
        return outputs[unit] == 0
                ? switch (gammaOfZero) {
                    case ONE -> 1;
                    case ZERO -> 0;
                    case SLOPE -> slope;
                }
                : slope;
    }

    /** beta of a unit, counted over all samples. */
    float beta(int unit) {
        return betas.length == 0 ? 1 : betas[unit];
    }

    /** Refuses arrays that are too short for a layer's sizes. */
    void requireFit(int inputSize, int outputSize) {
        int last = 0;
        for (int a = 0; a < count; a++) {
            last = Math.max(last, rows[a]);
        }
        if (inputs.length < (long) count * inputSize
                || targets.length < (last + 1L) * outputSize
                || isActivated() && outputs.length < (long) count * outputSize
                || isWeighted() && betas.length < (long) count * outputSize) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d inputs, %d targets, %d outputs and %d betas for %d samples of %d and %d",
                    inputs.length,
                    targets.length,
                    outputs.length,
                    betas.length,
                    count,
                    inputSize,
                    outputSize));
        }
    }
}
