// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import java.util.Arrays;
import org.spinglass.compute.Correlations;
import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.internal.kernels.ConvolutionFrame;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.WeightLayer;

/**
 * What the neurons of one weight layer see: for every output site the inputs under the kernel, 0 for padding, paper
 * (15). A linear layer has one site.
 *
 * <p>For one sample, {@code U} has {@code columns} rows and {@code sites} columns, in the order of the weights' columns
 * (input channel, row, column, then -1 where the layer has a bias) and of the outputs' sites (row, column), so that the
 * layer's output is {@code W U}. Of a {@link DepthwiseConv2d} each neuron has a U of its own, what stands in the sample
 * from {@link #begin} on. Immutable, safe for several threads.
 */
public final class Patches {
    private final Shape input;
    private final Shape output;
    private final int kernelHeight;
    private final int kernelWidth;
    private final int stride;
    private final int padding;
    private final boolean bias;
    private final int columns;
    private final boolean isDepthwise;
    /** Whether a sample is what the neurons see, at the one site that there is. */
    private final boolean isWhole;

    private final ConvolutionFrame frame;
    /** By column without the bias, where the run of its inputs begins in the frame. */
    private final int[] offsets;

    /**
     * The patches of a weight layer.
     *
     * @param network the network
     * @param weightLayer number among weight layers
     * @throws NetworkException when there is no such layer
     */
    public Patches(Network network, int weightLayer) {
        Checks.index("weight layer", weightLayer, network.weightLayers());
        WeightLayer layer = network.weightLayer(weightLayer);
        Shape whole = network.inputOf(weightLayer);
        Shape outputs = network.outputOf(weightLayer);
        this.isDepthwise = layer instanceof DepthwiseConv2d;
        this.input = isDepthwise ? new Shape(1, whole.height(), whole.width()) : whole;
        this.output = isDepthwise ? new Shape(1, outputs.height(), outputs.width()) : outputs;
        this.isWhole = network.isFullyConnected(weightLayer);
        Conv2d conv = switch (layer) {
            case Linear _ -> null;
            case Conv2d own -> own;
            case DepthwiseConv2d own -> own.ofChannel();
        };
        this.kernelHeight = conv == null ? input.height() : conv.kernel();
        this.kernelWidth = conv == null ? input.width() : conv.kernel();
        this.stride = conv == null || isWhole ? 1 : conv.stride();
        this.padding = conv == null ? 0 : conv.padding();
        this.bias = layer.bias();
        this.columns = network.columns(weightLayer);
        this.frame = new ConvolutionFrame(input, Math.max(kernelHeight, kernelWidth), stride, padding);
        this.offsets = new int[bias ? columns - 1 : columns];
        for (int j = 0; j < offsets.length; j++) {
            offsets[j] = frame.shift(j / kernelWidth / kernelHeight, j / kernelWidth % kernelHeight, j % kernelWidth);
        }
    }

    /**
     * Where in a sample what a neuron sees begins: 0 but for depthwise convolutions, whose neurons see a channel each.
     */
    public int begin(int neuron) {
        return isDepthwise ? neuron * input.area() : 0;
    }

    /** Whether each neuron sees something else. */
    public boolean isDepthwise() {
        return isDepthwise;
    }

    /** Output sites of one sample: height x width of the layer's output. */
    public int sites() {
        return output.area();
    }

    /** Inputs of one neuron, the constant one included: the columns of the layer's weights. */
    public int columns() {
        return columns;
    }

    /** Values of one sample's patches: {@code columns() * sites()}. */
    public int size() {
        return Checks.size("patches", (double) columns * sites());
    }

    /**
     * Gathers the patches of one sample.
     *
     * @param inputs the layer's inputs, such as {@link ForwardPass#inputsOf}
     * @param inputsAt where the sample begins
     * @param patches overwritten from {@code patchesAt} on with {@code U}, {@code columns x sites}, row-major
     * @param patchesAt where to write
     */
    public void gather(float[] inputs, int inputsAt, float[] patches, int patchesAt) {
        int to = patchesAt;
        for (int j = 0; j < offsets.length; j++) {
            int x = j % kernelWidth;
            int y = j / kernelWidth % kernelHeight;
            int from = inputsAt + j / kernelWidth / kernelHeight * input.area();
            for (int row = 0; row < output.height(); row++) {
                gather(inputs, from, row * stride + y - padding, x - padding, patches, to);
                to += output.width();
            }
        }
        if (bias) {
            Arrays.fill(patches, to, to + sites(), -1f);
        }
    }

    /** What one weight sees at the sites of a row, from a row and a column of a channel on. */
    private void gather(float[] inputs, int channelAt, int y, int x, float[] patches, int to) {
        int from = channelAt + y * input.width() + x;
        if (frame.isInput()) {
            System.arraycopy(inputs, from, patches, to, output.width());
            return;
        }
        boolean isRow = y >= 0 && y < input.height();
        for (int i = 0; i < output.width(); i++) {
            int column = x + i * stride;
            patches[to + i] = isRow && column >= 0 && column < input.width() ? inputs[from + i * stride] : 0;
        }
    }

    /**
     * Adds products of derivatives with the patches of one sample, {@code out += B U'}: how something that depends on
     * the layer's outputs by B depends on its weights. U is not written out.
     *
     * @param derivatives B, {@code rows x sites()} from {@code derivativesAt} on, row-major
     * @param rows number of rows, such as output channels
     * @param inputs the layer's inputs, such as {@link ForwardPass#inputsOf}
     * @param inputsAt where the sample begins
     * @param out {@code rows x columns()} from 0 on, added to
     * @param work at least {@link #productScratch} floats of any content
     */
    public void addProducts(
            float[] derivatives, int derivativesAt, int rows, float[] inputs, int inputsAt, float[] out, float[] work) {
        int length = spread();
        int width = output.width();
        Arrays.fill(work, 0, rows * length, 0f);
        for (int row = 0; row < rows * output.height(); row++) {
            int to = row / output.height() * length + row % output.height() * frame.width();
            System.arraycopy(derivatives, derivativesAt + row * width, work, to, width);
        }
        boolean isFramed = frame(inputs, inputsAt, work, rows * length);
        Correlations.best()
                .addDots(
                        work,
                        rows,
                        isFramed ? work : inputs,
                        isFramed ? rows * length : inputsAt,
                        offsets,
                        length,
                        out,
                        columns);
        for (int row = 0; bias && row < rows; row++) {
            out[row * columns + offsets.length] -= sum(derivatives, derivativesAt + row * sites());
        }
    }

    /** Writes a sample's frame where it is not the sample itself; whether it has. */
    private boolean frame(float[] inputs, int inputsAt, float[] work, int at) {
        if (frame.isInput()) {
            return false;
        }
        frame.clear(work, at);
        frame.fill(inputs, inputsAt, work, at);
        return true;
    }

    private int framed() {
        return frame.isInput() ? 0 : frame.size();
    }

    private float sum(float[] derivatives, int at) {
        float sum = 0;
        for (int site = 0; site < sites(); site++) {
            sum += derivatives[at + site];
        }
        return sum;
    }

    /**
     * Adds the same products transposed, {@code out_jr += sum_sites B_r u_j}, in rows of {@link #channels}: the faster
     * form where there are about as many rows as a vector has lanes.
     *
     * @param derivatives B, {@code rows x sites()} from {@code derivativesAt} on, row-major
     * @param rows number of rows
     * @param inputs the layer's inputs, such as {@link ForwardPass#inputsOf}
     * @param inputsAt where the sample begins
     * @param out {@code columns() x channels(rows)} from 0 on, row-major, added to; what is behind a row's end is not
     *     changed
     * @param work at least {@link #transposedScratch} floats of any content
     */
    public void addTransposed(
            float[] derivatives, int derivativesAt, int rows, float[] inputs, int inputsAt, float[] out, float[] work) {
        int sites = sites();
        int channels = channels(rows);
        Arrays.fill(work, 0, sites * channels, 0f);
        for (int row = 0; row < rows; row++) {
            for (int site = 0; site < sites; site++) {
                work[site * channels + row] = derivatives[derivativesAt + row * sites + site];
            }
        }
        boolean isFramed = frame(inputs, inputsAt, work, sites * channels);
        Correlations.best()
                .addWindows(
                        work,
                        channels,
                        isFramed ? work : inputs,
                        isFramed ? sites * channels : inputsAt,
                        offsets,
                        output.height(),
                        output.width(),
                        frame.width(),
                        out);
        for (int row = 0; bias && row < rows; row++) {
            out[offsets.length * channels + row] -= sum(derivatives, derivativesAt + row * sites);
        }
    }

    /** Length of a row of {@link #addTransposed}: that many rows, filled up to a multiple of what vectors take. */
    public static int channels(int rows) {
        return (rows + Correlations.CHANNELS - 1) / Correlations.CHANNELS * Correlations.CHANNELS;
    }

    /** Floats of work space that {@link #addProducts} needs for so many rows. */
    public int productScratch(int rows) {
        return Checks.size("work space of products with patches", (double) rows * spread() + framed());
    }

    /** Floats of work space that {@link #addTransposed} needs for so many rows. */
    public int transposedScratch(int rows) {
        return Checks.size("work space of products with patches", (double) sites() * channels(rows) + framed());
    }

    /** Length of one channel's outputs as they lie in rows of the frame. */
    public int spread() {
        return (output.height() - 1) * frame.width() + output.width();
    }

    /**
     * What the neurons see at one site of one sample: a column of {@link #gather}'s matrix.
     *
     * @param inputs the layer's inputs, such as {@link ForwardPass#inputsOf}
     * @param inputsAt where the sample begins
     * @param site number of the site, row by row
     * @param seen overwritten from {@code seenAt} on with {@code columns()} values
     * @param seenAt where to write
     */
    public void look(float[] inputs, int inputsAt, int site, float[] seen, int seenAt) {
        int row = site / output.width() * stride - padding;
        int column = site % output.width() * stride - padding;
        if (isWhole) {
            System.arraycopy(inputs, inputsAt, seen, seenAt, offsets.length);
        } else if (frame.isInput()) {
            int from = inputsAt + row * input.width() + column;
            for (int j = 0; j < offsets.length; j++) {
                seen[seenAt + j] = inputs[from + offsets[j]];
            }
        } else {
            look(inputs, inputsAt, row, column, seen, seenAt);
        }
        if (bias) {
            seen[seenAt + offsets.length] = -1;
        }
    }

    private void look(float[] inputs, int inputsAt, int row, int column, float[] seen, int seenAt) {
        for (int j = 0; j < offsets.length; j++) {
            int x = column + j % kernelWidth;
            int y = row + j / kernelWidth % kernelHeight;
            int channel = j / kernelWidth / kernelHeight;
            boolean isInside = y >= 0 && y < input.height() && x >= 0 && x < input.width();
            seen[seenAt + j] = isInside ? inputs[inputsAt + channel * input.area() + y * input.width() + x] : 0;
        }
    }
}
