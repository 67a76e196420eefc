// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import org.spinglass.compute.Blas;
import org.spinglass.compute.Pseudoinverse;
import org.spinglass.compute.Workers;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Shape;

/**
 * The inverse of the paper's author. On a grid of {@code (H + 2 floor(K/2)) x (W + 2 floor(K/2))} places the convolution,
 * taken as circular, is one C2 x C1 complex matrix per frequency (the sign is that of a correlation),
 *
 * <pre>
 *     F_oc(u, v) = sum_yx w_oc(y, x) exp(+2 pi i (u y / Nh + v x / Nw))
 * </pre>
 *
 * <p>The output stands in the grid's corner at place (0, 0) with zeros around it, its transform is multiplied by the
 * pseudoinverse of F at each frequency, and the H x W corner of the result is kept. As weights are real, half of the
 * frequencies suffice. Singular values up to {@link Pseudoinverse#tolerance} of a frequency's largest are taken for zero.
 *
 * <p>All outputs have the same response but for a shift around the grid, so T is a block Toeplitz matrix, made from the
 * response to one. Cost: a complex decomposition of C2 x C1 per frequency, {@code 2 (Nh Nw)^2 C1 C2} floating point
 * operations for the transform back, one copy of T. Memory: {@code (Nh Nw)^2} doubles for the transform.
 */
final class FourierInverse implements ConvolutionInverse {
    private final Conv2d layer;
    private final Shape input;
    private final Shape output;
    private final int height;
    private final int width;
    private final int frequencies;
    /** A row per place of the kernel; for each frequency the columns of the real and the imaginary part. */
    private final double[] forward;
    /** For each frequency the rows of the real and the imaginary part; a column per place of the grid. */
    private final double[] backward;

    FourierInverse(Conv2d layer, Shape input) {
        this.layer = layer;
        this.input = input;
        this.output = layer.output(input);
        int margin = layer.kernel() / 2 * 2;
        this.height = input.height() + margin;
        this.width = input.width() + margin;
        int halves = width / 2 + 1;
        this.frequencies = height * halves;
        int kernel = layer.kernel();
        int taps = kernel * kernel;
        this.forward = new double[2 * frequencies * taps];
        this.backward = new double[Checks.size("Fourier transform of a convolution", 2.0 * frequencies * area())];
        for (int f = 0; f < frequencies; f++) {
            int u = f / halves;
            int v = f % halves;
            double weight = (2 * v % width == 0 ? 1.0 : 2.0) / area();
            for (int place = 0; place < area(); place++) {
                int y = place / width;
                int x = place % width;
                double angle = 2 * Math.PI * ((double) (u * y % height) / height + (double) (v * x % width) / width);
                double cos = Math.cos(angle);
                double sin = Math.sin(angle);
                backward[2 * f * area() + place] = weight * cos;
                backward[(2 * f + 1) * area() + place] = -weight * sin;
                if (y < kernel && x < kernel) {
                    forward[(y * kernel + x) * 2 * frequencies + 2 * f] = cos;
                    forward[(y * kernel + x) * 2 * frequencies + 2 * f + 1] = sin;
                }
            }
        }
    }

    private int area() {
        return height * width;
    }

    @Override
    public int rows() {
        return output.size();
    }

    @Override
    public int columns() {
        return input.size();
    }

    @Override
    public void write(float[] weights, float[] matrix, Workers workers) {
        double[] kernels = LinearInverse.checked(weights, layer, input);
        int pairs = layer.channels() * input.channels();
        int taps = layer.kernel() * layer.kernel();
        double[] tapsByPairs = new double[taps * pairs];
        for (int i = 0; i < kernels.length; i++) {
            tapsByPairs[i % taps * pairs + i / taps] = kernels[i];
        }
        double[] spectrum = new double[Checks.size("spectrum of a convolution", 2.0 * frequencies * pairs)];
        Blas.addProduct(2 * frequencies, pairs, taps, 1, forward, tapsByPairs, spectrum);
        workers.forEach(frequencies, f -> invert(spectrum, 2 * f * pairs, pairs));
        double[] response = new double[Checks.size("response of a convolution", (double) area() * pairs)];
        Blas.addProduct(area(), pairs, 2 * frequencies, 1, backward, spectrum, response);
        toeplitz(response, pairs, matrix);
    }

    /** Replaces the C2 x C1 matrix of one frequency by its transposed pseudoinverse, which has the same shape. */
    private void invert(double[] spectrum, int at, int pairs) {
        double[] matrix = new double[2 * pairs];
        for (int i = 0; i < pairs; i++) {
            matrix[2 * i] = spectrum[at + i];
            matrix[2 * i + 1] = spectrum[at + pairs + i];
        }
        int rows = layer.channels();
        int columns = input.channels();
        double[] inverse = Pseudoinverse.ofComplex(rows, columns, matrix, Pseudoinverse.tolerance(rows, columns));
        for (int i = 0; i < pairs; i++) {
            spectrum[at + i] = inverse[2 * i];
            spectrum[at + pairs + i] = inverse[2 * i + 1];
        }
    }

    /**
     * Writes T from the response to an output at place (0, 0).
     *
     * @param response a row per place of the grid, a column per pair of output and input channel
     */
    private void toeplitz(double[] response, int pairs, float[] matrix) {
        float[] rows = doubledRows(response, pairs);
        int to = 0;
        for (int unit = 0; unit < output.size(); unit++) {
            int site = unit % output.area();
            int y0 = height - site / output.width();
            int x0 = (width - site % output.width()) % width;
            for (int c = 0; c < input.channels(); c++) {
                int pair = unit / output.area() * input.channels() + c;
                for (int y = 0; y < input.height(); y++) {
                    int from = (pair * height + (y0 + y) % height) * 2 * width + x0;
                    System.arraycopy(rows, from, matrix, to, input.width());
                    to += input.width();
                }
            }
        }
    }

    /** The responses pair by pair, each row of the grid twice, so that a row from any column on is one run. */
    private float[] doubledRows(double[] response, int pairs) {
        float[] rows = new float[Checks.size("response of a convolution", 2.0 * response.length)];
        for (int place = 0; place < area(); place++) {
            for (int pair = 0; pair < pairs; pair++) {
                int at = (pair * height + place / width) * 2 * width + place % width;
                rows[at] = (float) response[place * pairs + pair];
                rows[at + width] = rows[at];
            }
        }
        return rows;
    }
}
