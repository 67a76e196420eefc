// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spinglass.compute.Correlations;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Shape;

/**
 * A convolution as a correlation of the runs of its {@link ConvolutionFrame}. A run is a row of the output where rows fill
 * vectors; narrower ones are taken all at once as they lie in the frame, output site (y, x) at {@code y width + x}, with
 * sites between the rows that belong to no output.
 *
 * <p>The transpose is a correlation too, of the derivatives spread so over planes with zeros around them, one for each plane
 * of the frame.
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
    private final ConvolutionFrame frame;
    private final int height;
    private final int width;
    private final int sites;
    /** Zeros in front of a plane of derivatives. */
    private final int front;
    /** By (input, row, column) of the kernel, where its run begins in the frame. */
    private final int[] shifts;

    private final List<Plane> planes = new ArrayList<>();

    /**
     * What of the kernel reads one plane of a channel's frame.
     *
     * @param number the plane's
     * @param places the places of the kernel, row by row
     * @param shifts by (channel, place), where its run begins in the planes of derivatives
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Plane(int number, int[] places, int[] shifts) {}

    ConvolutionOps(Conv2d layer, Shape input) {
        Shape output = layer.output(input);
        int kernel = layer.kernel();
        this.inputs = input.channels();
        this.channels = layer.channels();
        this.fanIn = layer.fanIn(input);
        this.columns = layer.columns(input);
        this.bias = layer.bias();
        this.inputSize = input.size();
        this.frame = new ConvolutionFrame(input, kernel, layer.stride(), layer.padding());
        this.height = output.height();
        this.width = output.width();
        this.sites = (height - 1) * frame.width() + width;
        this.front = (kernel - 1) / layer.stride() * (frame.width() + 1);
        this.shifts = new int[fanIn];
        for (int j = 0; j < fanIn; j++) {
            shifts[j] = frame.shift(j / (kernel * kernel), j / kernel % kernel, j % kernel);
        }
        for (int number = 0; number < frame.planes(); number++) {
            planes.add(plane(number, kernel));
        }
    }

    private Plane plane(int number, int kernel) {
        int[] places = IntStream.range(0, kernel * kernel)
                .filter(place -> shifts[place] / frame.plane() == number)
                .toArray();
        int[] back = new int[channels * places.length];
        for (int i = 0; i < back.length; i++) {
            int shift = shifts[places[i % places.length]] - number * frame.plane();
            back[i] = i / places.length * derivatives() + front - shift;
        }
        return new Plane(number, places, back);
    }

    /** Length of a channel's derivatives, the zeros in front included. */
    private int derivatives() {
        return front + frame.plane();
    }

    @Override
    public int scratch(int rows) {
        double framed = frame.isInput() ? 0 : frame.size();
        return Checks.size("work space of a convolution", framed + (double) channels * derivatives());
    }

    @Override
    public double operations() {
        return 2.0 * fanIn * channels * (width >= WIDE ? height * width : sites);
    }

    @Override
    public double transposedOperations() {
        double shifted =
                planes.stream().mapToDouble(plane -> plane.shifts.length).sum();
        return 2 * shifted * inputs * frame.plane();
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
        int area = height * width;
        if (!frame.isInput()) {
            frame.clear(scratch, channels * derivatives());
        }
        for (int a = 0; a < samples; a++) {
            int to = outAt + a * channels * area;
            if (frame.isInput()) {
                forward(in, inAt + a * inputSize, kernels, out, to, scratch);
            } else {
                frame.fill(in, inAt + a * inputSize, scratch, channels * derivatives());
                forward(scratch, channels * derivatives(), kernels, out, to, scratch);
            }
            for (int c = 0; bias && c < channels; c++) {
                float constant = weights[c * columns + fanIn];
                for (int unit = to + c * area; unit < to + (c + 1) * area; unit++) {
                    out[unit] -= constant;
                }
            }
        }
    }

    private void forward(float[] in, int from, float[] kernels, float[] out, int to, float[] scratch) {
        Correlations ops = Correlations.best();
        int area = height * width;
        int rowLength = frame.width();
        if (width == rowLength) {
            ops.correlate(in, from, shifts, kernels, channels, out, to, area, area);
        } else if (width >= WIDE) {
            for (int y = 0; y < height; y++) {
                ops.correlate(in, from + y * rowLength, shifts, kernels, channels, out, to + y * width, area, width);
            }
        } else {
            ops.correlate(in, from, shifts, kernels, channels, scratch, 0, sites, sites);
            for (int row = 0; row < channels * height; row++) {
                int at = row / height * sites + row % height * rowLength;
                System.arraycopy(scratch, at, out, to + row * width, width);
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
        List<float[]> kernels =
                planes.stream().map(plane -> kernels(plane, weights)).toList();
        int framed = channels * derivatives();
        Arrays.fill(scratch, 0, framed, 0f);
        for (int row = 0; row < samples * perSample; row++) {
            int from = row * channels * height * width;
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < height; y++) {
                    int to = c * derivatives() + front + y * frame.width();
                    System.arraycopy(down, from, scratch, to, width);
                    from += width;
                }
            }
            int to = upAt + row * inputSize;
            for (int p = 0; p < planes.size(); p++) {
                correlate(
                        planes.get(p),
                        kernels.get(p),
                        scratch,
                        frame.isInput() ? up : scratch,
                        frame.isInput() ? to : framed);
            }
            if (!frame.isInput()) {
                frame.take(scratch, framed, up, to);
            }
        }
    }

    private void correlate(Plane plane, float[] kernels, float[] scratch, float[] out, int outAt) {
        int length = frame.plane();
        Correlations.best()
                .correlate(
                        scratch,
                        0,
                        plane.shifts,
                        kernels,
                        inputs,
                        out,
                        outAt + plane.number * length,
                        frame.area(),
                        length);
    }

    /** The weights that read a plane, by (channel, place), a column an input. */
    private float[] kernels(Plane plane, float[] weights) {
        int all = fanIn / inputs;
        int places = plane.places.length;
        float[] kernels = new float[channels * places * inputs];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < inputs; i++) {
                for (int place = 0; place < places; place++) {
                    kernels[(c * places + place) * inputs + i] = weights[c * columns + i * all + plane.places[place]];
                }
            }
        }
        return kernels;
    }
}
