// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import java.util.Locale;
import org.spinglass.compute.Pseudoinverse;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.WeightLayer;
import org.spinglass.network.layer.Weights;

/** The pseudoinverse of a linear layer without its bias. */
final class LinearInverse {
    private LinearInverse() {}

    /**
     * The transposed Moore-Penrose inverse of a layer's weights, by singular value decomposition in double precision;
     * singular values up to {@link Pseudoinverse#tolerance}, {@code max(outputs, inputs) 2^-52}, of the largest are taken
     * for zero. The wanted inputs of many samples are then one product, {@code inputs = outputs T}.
     *
     * <p>Cost: {@link Pseudoinverse#of(int, int, double[])}, 1 ms for 84 x 120.
     *
     * @param layer the layer
     * @param input shape of its input
     * @param weights the layer's matrix, as in {@link Weights}; the column of a bias is not used
     * @return T, {@code outputs x inputs}, row-major
     * @throws NetworkException when the weights have the wrong size or are not finite
     */
    public static float[] matrix(Linear layer, Shape input, float[] weights) {
        float[] matrix = new float[layer.outputs() * input.size()];
        toFloats(Pseudoinverse.of(layer.outputs(), input.size(), checked(weights, layer, input)), matrix);
        return matrix;
    }

    /** A layer's weights without the bias, in double precision. */
    static double[] checked(float[] weights, WeightLayer layer, Shape input) {
        int fanIn = layer.fanIn(input);
        int columns = layer.columns(input);
        if (weights.length != (double) layer.outputs() * columns) {
            throw new NetworkException(String.format(
                    Locale.ROOT,
                    "%s has %d x %d weights, not %d",
                    layer.describe(),
                    layer.outputs(),
                    columns,
                    weights.length));
        }
        double[] values = new double[layer.outputs() * fanIn];
        for (int i = 0; i < values.length; i++) {
            int at = i / fanIn * columns + i % fanIn;
            values[i] = weights[at];
            requireFinite(weights[at], i / fanIn, i % fanIn);
        }
        return values;
    }

    /**
     * A layer's bias for each unit of its output, zero where it has none.
     *
     * @param weights the layer's matrix, of the right size
     */
    static float[] biases(float[] weights, WeightLayer layer, Shape input) {
        Shape output = layer.output(input);
        float[] biases = new float[output.size()];
        if (layer.bias()) {
            int columns = layer.columns(input);
            for (int unit = 0; unit < biases.length; unit++) {
                int row = unit / output.area();
                biases[unit] = weights[row * columns + columns - 1];
                requireFinite(biases[unit], row, columns - 1);
            }
        }
        return biases;
    }

    private static void requireFinite(float weight, int row, int column) {
        if (!Float.isFinite(weight)) {
            throw new NetworkException(
                    String.format(Locale.ROOT, "weight %s in row %d, column %d is not finite", weight, row, column));
        }
    }

    static void toFloats(double[] values, float[] floats) {
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
    }
}
