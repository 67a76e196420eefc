// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.plot;

import java.util.Arrays;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

/**
 * The first weight layer as small images: for every output one for each input channel, in the shape that the layer sees
 * of it. Biases are left out.
 *
 * @param layer the layer, in words
 * @param outputs images side by side: output channels or neurons
 * @param channels images one below the other: input channels
 * @param height rows of an image
 * @param width columns of an image
 * @param values {@code [output][channel][row][column]}
 */
record KernelTiles(String layer, int outputs, int channels, int height, int width, float[] values) {

    /** The tiles of the first weight layer. */
    static KernelTiles of(Weights weights) {
        Network network = weights.network();
        Shape input = network.inputOf(0);
        int fanIn = network.weightLayer(0).fanIn(input);
        Shape seen = switch (network.weightLayer(0)) {
            case Conv2d conv -> new Shape(input.channels(), conv.kernel(), conv.kernel());
            case DepthwiseConv2d conv -> new Shape(1, conv.kernel(), conv.kernel());
            case Linear _ -> beforeFlattening(network);
        };
        int rows = network.rows(0);
        int columns = network.columns(0);
        float[] values = new float[rows * fanIn];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(weights.layer(0), row * columns, values, row * fanIn, fanIn);
        }
        String name = "layer " + (network.layerIndex(0) + 1) + ", "
                + network.weightLayer(0).describe();
        return seen.area() == 1
                ? new KernelTiles(name, rows, 1, 1, fanIn, values)
                : new KernelTiles(name, rows, seen.channels(), seen.height(), seen.width(), values);
    }

    private static Shape beforeFlattening(Network network) {
        int point = network.layerIndex(0);
        while (point > 0 && network.isView(point - 1)) {
            point--;
        }
        return network.shapes().get(point);
    }

    /** The same with the first outputs only. */
    KernelTiles first(int count) {
        return count >= outputs
                ? this
                : new KernelTiles(
                        layer,
                        count,
                        channels,
                        height,
                        width,
                        Arrays.copyOf(values, count * channels * height * width));
    }

    float value(int output, int channel, int row, int column) {
        return values[((output * channels + channel) * height + row) * width + column];
    }

    /** Largest magnitude. */
    float largest() {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
