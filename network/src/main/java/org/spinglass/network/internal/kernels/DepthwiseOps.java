// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import java.util.Arrays;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Shape;

/** A depthwise convolution, channel by channel as one of a single channel. */
final class DepthwiseOps implements LayerOps {
    private final LayerOps one;
    private final int channels;
    private final int columns;
    private final int inputArea;
    private final int outputArea;

    DepthwiseOps(DepthwiseConv2d layer, Shape input) {
        this.one = LayerOps.of(layer.ofChannel(), new Shape(1, input.height(), input.width()));
        this.channels = layer.channels();
        this.columns = layer.columns(input);
        this.inputArea = input.area();
        this.outputArea = layer.output(input).area();
    }

    @Override
    public int scratch(int rows) {
        return one.scratch(1);
    }

    @Override
    public double operations() {
        return channels * one.operations();
    }

    @Override
    public double transposedOperations() {
        return channels * one.transposedOperations();
    }

    @Override
    public Kernel kernel() {
        return one.kernel();
    }

    private float[][] kernels(float[] weights) {
        float[][] kernels = new float[channels][];
        for (int c = 0; c < channels; c++) {
            kernels[c] = Arrays.copyOfRange(weights, c * columns, (c + 1) * columns);
        }
        return kernels;
    }

    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        float[][] kernels = kernels(weights);
        for (int image = 0; image < samples * channels; image++) {
            int from = inAt + image * inputArea;
            one.forward(kernels[image % channels], in, from, out, outAt + image * outputArea, 1, scratch);
        }
    }

    @Override
    public void transpose(
            float[] weights,
            float[] inputs,
            int inputsAt,
            float[] down,
            float[] up,
            int upAt,
            int samples,
            int perSample,
            float[] scratch) {
        float[][] kernels = kernels(weights);
        float[] own = new float[outputArea];
        for (int image = 0; image < samples * perSample * channels; image++) {
            System.arraycopy(down, image * outputArea, own, 0, outputArea);
            int to = upAt + image * inputArea;
            one.transpose(kernels[image % channels], inputs, inputsAt, own, up, to, 1, 1, scratch);
        }
    }
}
