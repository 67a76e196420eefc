// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.tensors;

import java.util.ArrayList;
import java.util.List;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.WeightLayer;
import org.spinglass.network.layer.Weights;

/**
 * A tensor of a file, {@code layer0.weight} or {@code layer0.bias} and so on, and its place in a network's weights:
 * some columns of one layer's matrix, times a sign, as a stored bias is added and the weight of a constant input -1 is
 * not; or {@code norm0.weight}, {@code .bias}, {@code .running_mean} and {@code .running_var}, as PyTorch names them,
 * and its place in the numbers of a {@link BatchNorm}, which are one row.
 *
 * @param name name of the tensor
 * @param shape shape of the tensor
 * @param isNorm whether it belongs to a batch normalisation, not to a weight layer
 * @param layer number among weight layers, or among batch normalisations
 * @param column first column of the matrix
 * @param width columns of the matrix
 * @param sign 1 or -1
 */
public record WeightTensor(
        String name, List<Integer> shape, boolean isNorm, int layer, int column, int width, int sign) {
    private static final List<String> NORM_NAMES = List.of("weight", "bias", "running_mean", "running_var");

    /** All tensors of a network: of its weight layers, one after the other, and then of its batch normalisations. */
    public static List<WeightTensor> of(Network network) {
        List<WeightTensor> tensors = new ArrayList<>();
        for (int l = 0; l < network.weightLayers(); l++) {
            WeightLayer layer = network.weightLayer(l);
            Shape input = network.inputOf(l);
            int fanIn = layer.fanIn(input);
            int rows = layer.outputs();
            List<Integer> shape = switch (layer) {
                case Linear _ -> List.of(rows, fanIn);
                case Conv2d conv -> List.of(rows, input.channels(), conv.kernel(), conv.kernel());
                case DepthwiseConv2d conv -> List.of(rows, 1, conv.kernel(), conv.kernel());
            };
            tensors.add(new WeightTensor("layer" + l + ".weight", shape, false, l, 0, fanIn, 1));
            if (layer.bias()) {
                tensors.add(new WeightTensor("layer" + l + ".bias", List.of(rows), false, l, fanIn, 1, -1));
            }
        }
        for (int n = 0; n < network.norms(); n++) {
            int channels = network.normChannels(n);
            for (int k = 0; k < NORM_NAMES.size(); k++) {
                String name = "norm" + n + "." + NORM_NAMES.get(k);
                tensors.add(new WeightTensor(name, List.of(channels), true, n, k * channels, channels, 1));
            }
        }
        return tensors;
    }

    /** The tensor's values, taken from weights. */
    public float[] extract(Weights weights) {
        float[] matrix = matrix(weights);
        int columns = columns(weights);
        float[] values = new float[matrix.length / columns * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = sign * matrix[i / width * columns + column + i % width];
        }
        return values;
    }

    private float[] matrix(Weights weights) {
        return isNorm ? weights.norm(layer) : weights.layer(layer);
    }

    private int columns(Weights weights) {
        return isNorm ? weights.norm(layer).length : weights.network().columns(layer);
    }

    /** Whether the tensor holds variances, none of which may be negative. */
    public boolean isVariance() {
        return isNorm && name.endsWith("running_var");
    }

    /** Puts the tensor's values into weights. */
    public void insert(float[] values, Weights weights) {
        float[] matrix = matrix(weights);
        int columns = columns(weights);
        for (int i = 0; i < values.length; i++) {
            matrix[i / width * columns + column + i % width] = sign * values[i];
        }
    }
}
