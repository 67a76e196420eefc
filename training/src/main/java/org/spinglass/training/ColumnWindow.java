// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;

/**
 * The columns of A that J of one layer with several output sites is made of, {@code J = A A' / Q}: those of the samples
 * of the last steps. Each visit replaces the oldest by its own, the first one all. Keeps {@code weights x columns}
 * numbers from visit to visit. Used by one thread.
 */
final class ColumnWindow {
    private int samples;
    private int next;
    private float[] values = {};

    /** Forgets all samples. */
    void clear() {
        samples = 0;
    }

    /** How many samples of its batch a visit has to bring. */
    int due(ResponseForm form) {
        return samples == 0 ? form.modelled() : Math.min(samples, form.renewed());
    }

    /**
     * Puts the responses last computed in the place of the oldest.
     *
     * @param layers one, or those of a group, whose weights are behind each other in A
     * @param rowsPerSample rows of each sample, the same in every call
     * @return A of all samples
     */
    ChannelFactors renew(List<ResponseProblem.Source> layers, int count, int rowsPerSample, float scale) {
        int variables = Sketches.variables(layers);
        int first = makeRoom(count, variables, rowsPerSample);
        ChannelFactors factors = new ChannelFactors(values, variables, samples, rowsPerSample);
        int row = 0;
        for (ResponseProblem.Source layer : layers) {
            factors.put(layer, row, count, scale, a -> (first + a) % samples);
            row += layer.matrix().length;
        }
        return factors;
    }

    /**
     * Puts columns that stand one behind the other, in as many arrays as there are, in the place of the oldest.
     *
     * @param variables weights of the layer, as many numbers as a column has
     * @param count samples that the columns are of
     */
    ChannelFactors renew(List<float[]> columns, int variables, int count, int rowsPerSample) {
        int first = makeRoom(count, variables, rowsPerSample);
        ChannelFactors factors = new ChannelFactors(values, variables, samples, rowsPerSample);
        factors.put(columns, a -> (first + a) % samples);
        return factors;
    }

    private int makeRoom(int count, int variables, int rowsPerSample) {
        if (samples == 0) {
            samples = count;
            next = 0;
            int length = Math.multiplyExact(variables, ChannelFactors.width(count, rowsPerSample));
            values = new float[length];
        }
        int first = next;
        next = (next + count) % samples;
        return first;
    }
}
