// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;

/**
 * The backward passes of layers with several output sites whose J is estimated from random combinations of the outputs:
 * one with the residuals, which h is made of, and S with random signs, which A is made of. One pass is for one layer, or
 * for all layers of a group.
 */
final class Sketches {
    private Sketches() {}

    /** {@code sum_a (A_l r)_a} of the samples of each layer, times a factor, in the order of the layers. */
    static List<float[]> fields(List<ResponseProblem.Source> layers, float[] residuals, float scale) {
        int samples = layers.getFirst().samples();
        combine(layers, samples, residuals, 1);
        return layers.stream()
                .map(layer -> ChannelFactors.sum(layer, samples, scale))
                .toList();
    }

    /**
     * Brings random combinations of the outputs down to the layers, the same for all of them; they are to be multiplied by
     * {@link #scale}.
     *
     * @param samples the first samples, so many
     * @param sketches S, combinations of each
     */
    static void draw(List<ResponseProblem.Source> layers, int samples, int sketches, long seed) {
        int outputs = layers.getFirst().network().classes();
        combine(layers, samples, RandomSigns.draw(samples * sketches * outputs, seed), sketches);
    }

    /** {@code S^(-1/2)}. */
    static float scale(int sketches) {
        return (float) Math.sqrt(1.0 / sketches);
    }

    /** Weights of all layers. */
    static int variables(List<ResponseProblem.Source> layers) {
        return layers.stream().mapToInt(layer -> layer.matrix().length).sum();
    }

    private static void combine(
            List<ResponseProblem.Source> layers, int samples, float[] coefficients, int rowsPerSample) {
        ResponseProblem.Source first = layers.getFirst();
        List<Integer> numbers =
                layers.stream().map(ResponseProblem.Source::weightLayer).toList();
        first.responses().combine(numbers, first.pass(), samples, first.weights(), coefficients, rowsPerSample);
    }
}
