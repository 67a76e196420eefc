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
 */
@SuppressWarnings("ArrayRecordComponent")
public record LayerSamples(int count, float[] inputs, float[] targets, int[] rows, float[] outputs, float slope) {
    private static final float[] NO_ACTIVATION = {};

    /** Samples without activation, each with a row of targets to itself, in their order. */
    public static LayerSamples of(int count, float[] inputs, float[] targets) {
        int[] rows = new int[count];
        for (int a = 0; a < count; a++) {
            rows[a] = a;
        }
        return new LayerSamples(count, inputs, targets, rows, NO_ACTIVATION, 1);
    }

    /** The same with rows of targets that samples share. */
    public LayerSamples withRows(int[] shared) {
        return new LayerSamples(count, inputs, targets, shared, outputs, slope);
    }

    /** The same with an activation. */
    public LayerSamples withActivation(float[] before, float alpha) {
        return new LayerSamples(count, inputs, targets, rows, before, alpha);
    }

    boolean isActivated() {
        return outputs.length > 0;
    }

    /** gamma of a unit, counted over all samples. */
    float gamma(int unit) {
        return outputs.length == 0 || outputs[unit] > 0 ? 1 : slope;
    }

    /** Refuses arrays that are too short for a layer's sizes. */
    void requireFit(int inputSize, int outputSize) {
        int last = 0;
        for (int a = 0; a < count; a++) {
            last = Math.max(last, rows[a]);
        }
        if (inputs.length < (long) count * inputSize
                || targets.length < (last + 1L) * outputSize
                || isActivated() && outputs.length < (long) count * outputSize) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d inputs, %d targets and %d outputs for %d samples of %d and %d",
                    inputs.length,
                    targets.length,
                    outputs.length,
                    count,
                    inputSize,
                    outputSize));
        }
    }
}
