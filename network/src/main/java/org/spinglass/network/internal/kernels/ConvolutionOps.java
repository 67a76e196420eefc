// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import java.util.Arrays;
import org.spinglass.compute.Correlations;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Shape;

/**
 * A convolution as a correlation of the input's runs, with no copies of it. A run is a row of the output where rows fill
 * vectors; narrower ones are taken all at once as they lie in the input, output site (y, x) at {@code y width + x}, with
 * sites between the rows that belong to no output.
 *
 * <p>The transpose is a correlation too, of the derivatives spread so over planes with zeros around them.
 */
final class ConvolutionOps implements LayerOps {
    /** Rows from this length on fill vectors well enough. */
    private static final int WIDE = 16;

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
    /** Zeros in front of a plane of derivatives. */
    private final int front;
    /** By (input, row, column) of the kernel, where its run begins in the input. */
    private final int[] shifts;
    /** By (channel, row, column) of the kernel, where its run begins in the planes of derivatives. */
    private final int[] backShifts;

    ConvolutionOps(Conv2d layer, Shape input) {
        Shape output = layer.output(input);
        int kernel = layer.kernel();
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
        this.front = (kernel - 1) * (inputWidth + 1);
        this.shifts = new int[fanIn];
        this.backShifts = new int[channels * kernel * kernel];
        for (int y = 0; y < kernel; y++) {
            for (int x = 0; x < kernel; x++) {
                int shift = y * inputWidth + x;
                int place = y * kernel + x;
                for (int i = 0; i < inputs; i++) {
                    shifts[i * kernel * kernel + place] = i * inputArea + shift;
                }
                for (int c = 0; c < channels; c++) {
                    backShifts[c * kernel * kernel + place] = c * (front + inputArea) + front - shift;
                }
            }
        }
    }

    @Override
    public int scratch(int rows) {
        return Checks.size("work space of a convolution", (double) channels * (front + inputArea));
    }

    @Override
    public double operations() {
        return 2.0 * fanIn * channels * (width >= WIDE ? height * width : sites);
    }

    @Override
    public double transposedOperations() {
        return 2.0 * backShifts.length * inputs * inputArea;
    }

    @Override
    public Kernel kernel() {
        return Kernel.CORRELATION;
    }

    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        float[] kernels = new float[fanIn * channels];
        for (int c = 0; c < channels; c++) {
            for (int j = 0; j < fanIn; j++) {
                kernels[j * channels + c] = weights[c * columns + j];
            }
        }
        Correlations ops = Correlations.best();
        int area = height * width;
        for (int a = 0; a < samples; a++) {
            int from = inAt + a * inputSize;
            int to = outAt + a * channels * area;
            if (width >= WIDE) {
                for (int y = 0; y < height; y++) {
                    ops.correlate(
                            in, from + y * inputWidth, shifts, kernels, channels, out, to + y * width, area, width);
                }
            } else {
                ops.correlate(in, from, shifts, kernels, channels, scratch, 0, sites, sites);
                for (int row = 0; row < channels * height; row++) {
                    int at = row / height * sites + row % height * inputWidth;
                    System.arraycopy(scratch, at, out, to + row * width, width);
                }
            }
            for (int c = 0; bias && c < channels; c++) {
                float constant = weights[c * columns + fanIn];
                for (int unit = to + c * area; unit < to + (c + 1) * area; unit++) {
                    out[unit] -= constant;
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
        int places = fanIn / inputs;
        float[] kernels = new float[channels * places * inputs];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < inputs; i++) {
                for (int place = 0; place < places; place++) {
                    kernels[(c * places + place) * inputs + i] = weights[c * columns + i * places + place];
                }
            }
        }
        Correlations ops = Correlations.best();
        Arrays.fill(scratch, 0, channels * (front + inputArea), 0f);
        for (int row = 0; row < samples * perSample; row++) {
            int from = row * channels * height * width;
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < height; y++) {
                    int to = c * (front + inputArea) + front + y * inputWidth;
                    System.arraycopy(down, from, scratch, to, width);
                    from += width;
                }
            }
            ops.correlate(scratch, 0, backShifts, kernels, inputs, up, upAt + row * inputSize, inputArea, inputArea);
        }
    }
}
