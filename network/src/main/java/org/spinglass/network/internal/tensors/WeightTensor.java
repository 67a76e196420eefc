// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.tensors;

import java.util.ArrayList;
import java.util.List;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.WeightLayer;
import org.spinglass.network.layer.Weights;

/**
 * A tensor of a file, {@code layer0.weight} or {@code layer0.bias} and so on, and its place in a network's weights: some
 * columns of one layer's matrix, times a sign, as a stored bias is added and the weight of a constant input -1 is not.
 *
 * @param name name of the tensor
 * @param shape shape of the tensor
 * @param layer number among weight layers
 * @param column first column of the matrix
 * @param width columns of the matrix
 * @param sign 1 or -1
 */
public record WeightTensor(String name, List<Integer> shape, int layer, int column, int width, int sign) {
    /** All tensors of a network, layer by layer. */
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
            tensors.add(new WeightTensor("layer" + l + ".weight", shape, l, 0, fanIn, 1));
            if (layer.bias()) {
                tensors.add(new WeightTensor("layer" + l + ".bias", List.of(rows), l, fanIn, 1, -1));
            }
        }
        return tensors;
    }

    /** The tensor's values, taken from weights. */
    public float[] extract(Weights weights) {
        int columns = weights.network().columns(layer);
        float[] values = new float[weights.network().rows(layer) * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = sign * weights.layer(layer)[i / width * columns + column + i % width];
        }
        return values;
    }

    /** Puts the tensor's values into weights. */
    public void insert(float[] values, Weights weights) {
        int columns = weights.network().columns(layer);
        for (int i = 0; i < values.length; i++) {
            weights.layer(layer)[i / width * columns + column + i % width] = sign * values[i];
        }
    }
}
