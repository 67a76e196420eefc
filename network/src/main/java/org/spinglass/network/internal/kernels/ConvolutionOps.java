// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import java.util.Arrays;
import org.spinglass.compute.Blas;
import org.spinglass.compute.Blas.Op;
import org.spinglass.compute.VectorOps;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Shape;

/**
 * A convolution as one product per sample, on patches whose sites keep the rows of the input: site (y, x) stands at
 * {@code y width + x}, so that each row of patches is one contiguous run of the input and each run of the transpose is
 * added in one sweep. The sites between the end of an output row and the next row belong to no output; they are left out
 * when outputs are gathered, and are zero when derivatives are spread.
 */
final class ConvolutionOps implements LayerOps {
    private final int kernel;
    private final int inputs;
    private final int channels;
    private final int fanIn;
    private final int columns;
    private final boolean bias;
    private final int inputSize;
    private final int inputArea;
    private final int inputWidth;
    private final int height;
    private final int width;
    private final int sites;

    ConvolutionOps(Conv2d layer, Shape input) {
        Shape output = layer.output(input);
        this.kernel = layer.kernel();
        this.inputs = input.channels();
        this.channels = layer.channels();
        this.fanIn = layer.fanIn(input);
        this.columns = layer.columns(input);
        this.bias = layer.bias();
        this.inputSize = input.size();
        this.inputArea = input.area();
        this.inputWidth = input.width();
        this.height = output.height();
        this.width = output.width();
        this.sites = (height - 1) * inputWidth + width;
    }

    @Override
    public int scratch(int rows) {
        return Checks.size("work space of a convolution", (double) (fanIn + channels) * sites);
    }

    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        int wide = fanIn * sites;
        for (int a = 0; a < samples; a++) {
            gatherPatches(in, inAt + a * inputSize, scratch);
            if (bias) {
                for (int c = 0; c < channels; c++) {
                    int from = wide + c * sites;
                    Arrays.fill(scratch, from, from + sites, -weights[c * columns + fanIn]);
                }
            }
            Blas.gemm(
                    Op.NONE,
                    Op.NONE,
                    channels,
                    sites,
                    fanIn,
                    1f,
                    weights,
                    0,
                    columns,
                    scratch,
                    0,
                    sites,
                    bias ? 1f : 0f,
                    scratch,
                    wide,
                    sites);
            int to = outAt + a * channels * height * width;
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < height; y++) {
                    System.arraycopy(scratch, wide + c * sites + y * inputWidth, out, to, width);
                    to += width;
                }
            }
        }
    }

    private void gatherPatches(float[] in, int at, float[] patches) {
        int row = 0;
        for (int c = 0; c < inputs; c++) {
            for (int y = 0; y < kernel; y++) {
                for (int x = 0; x < kernel; x++) {
                    System.arraycopy(in, at + c * inputArea + y * inputWidth + x, patches, row, sites);
                    row += sites;
                }
            }
        }
    }

    @Override
    public void transpose(
            float[] weights,
            float[] layerInputs,
            int inputsAt,
            float[] down,
            float[] up,
            int upAt,
            int samples,
            int perSample,
            float[] scratch) {
        int wide = fanIn * sites;
        Arrays.fill(scratch, wide, wide + channels * sites, 0f);
        for (int row = 0; row < samples * perSample; row++) {
            int from = row * channels * height * width;
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < height; y++) {
                    System.arraycopy(down, from, scratch, wide + c * sites + y * inputWidth, width);
                    from += width;
                }
            }
            Blas.gemm(
                    Op.TRANSPOSE,
                    Op.NONE,
                    fanIn,
                    sites,
                    channels,
                    1f,
                    weights,
                    0,
                    columns,
                    scratch,
                    wide,
                    sites,
                    0f,
                    scratch,
                    0,
                    sites);
            scatterPatches(scratch, up, upAt + row * inputSize);
        }
    }

    private void scatterPatches(float[] patches, float[] up, int at) {
        Arrays.fill(up, at, at + inputSize, 0f);
        int row = 0;
        for (int c = 0; c < inputs; c++) {
            for (int y = 0; y < kernel; y++) {
                for (int x = 0; x < kernel; x++) {
                    VectorOps.best().add(1, patches, row, up, at + c * inputArea + y * inputWidth + x, sites);
                    row += sites;
                }
            }
        }
    }
}
