// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Arrays;
import java.util.List;
import org.spinglass.compute.Blas;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Responses;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/**
 * What the neurons of a layer with single outputs see, and what the network's output does when they change: inputs q
 * and responses B of every neuron, laid out neuron by neuron. Neurons that are outputs themselves, of the last layer,
 * have no B: it is 1 for the own output and 0 for all others. Used by one thread.
 */
final class NeuronResponses {
    /** Rows of samples are filled with zeros to a multiple of this, so that they fill vectors. */
    private static final int FULL = 16;

    private static final float[] NONE = {};

    private final int rows;
    private final int columns;
    private final int samples;
    private final int outputs;
    private final int stride;
    /** q, one row an input, one column a sample, then zeros. */
    private final float[] inputs;
    /** Whether each neuron is an output. */
    private final boolean areOutputs;
    /** B, one row a neuron: samples x outputs, perhaps with more behind; empty where neurons are outputs. */
    private final float[] responses;

    /**
     * Those of some samples.
     *
     * @param responses work space, whose responses these are from then on: it is not to be used while these are
     */
    NeuronResponses(
            Network network, int weightLayer, ForwardPass pass, Responses responses, Weights weights, int samples) {
        this.rows = network.rows(weightLayer);
        this.columns = network.columns(weightLayer);
        this.samples = samples;
        this.outputs = network.classes();
        this.stride = stride(samples);
        this.inputs = transposedInputs(
                pass.inputsOf(weightLayer), network.inputOf(weightLayer).size());
        this.areOutputs = Responses.areOwn(network, weightLayer);
        if (areOutputs) {
            this.responses = NONE;
        } else {
            responses.compute(weightLayer, pass, samples, weights);
            this.responses = responses.byUnit();
        }
    }

    /**
     * Those of samples that stand one behind the other.
     *
     * @param parts {@link #part} of the same layer, one for each range of samples, each followed by its residuals
     */
    NeuronResponses(Network network, int weightLayer, List<float[]> parts) {
        this.rows = network.rows(weightLayer);
        this.columns = network.columns(weightLayer);
        this.outputs = network.classes();
        this.areOutputs = Responses.areOwn(network, weightLayer);
        int each = columns + (areOutputs ? 0 : rows * outputs);
        int all = 0;
        for (int p = 0; p < parts.size(); p += 2) {
            all += parts.get(p).length / each;
        }
        this.samples = all;
        this.stride = stride(samples);
        this.inputs = new float[columns * stride];
        this.responses = areOutputs ? NONE : new float[rows * samples * outputs];
        int first = 0;
        for (int p = 0; p < parts.size(); p += 2) {
            float[] part = parts.get(p);
            int count = part.length / each;
            for (int j = 0; j < columns; j++) {
                System.arraycopy(part, j * count, inputs, j * stride + first, count);
            }
            int run = count * outputs;
            for (int i = 0; !areOutputs && i < rows; i++) {
                System.arraycopy(part, columns * count + i * run, responses, (i * samples + first) * outputs, run);
            }
            first += count;
        }
    }

    /** Inputs and responses as the constructor of parts takes them. */
    float[] part() {
        int length = areOutputs ? 0 : rows * samples * outputs;
        float[] part = new float[samples * columns + length];
        for (int j = 0; j < columns; j++) {
            System.arraycopy(inputs, j * stride, part, j * samples, samples);
        }
        System.arraycopy(responses, 0, part, columns * samples, length);
        return part;
    }

    /** Length of a row of so many samples with the zeros behind them. */
    static int stride(int samples) {
        return (samples + FULL - 1) / FULL * FULL;
    }

    /** What blocks of neurons are annealed with: inputs, {@code c_a = sum_i |B_i^a|^2} and projections. */
    List<float[]> blockColumns(float[] residuals) {
        float[] seen = new float[columns * samples];
        for (int j = 0; j < columns; j++) {
            System.arraycopy(inputs, j * stride, seen, j * samples, samples);
        }
        float[] squares = new float[samples];
        for (int a = 0; a < samples; a++) {
            squares[a] = (float) responseSquare(a);
        }
        float[] projected = new float[rows * samples];
        for (int i = 0; i < rows; i++) {
            project(i, residuals, projected, i * samples);
        }
        return List.of(seen, squares, projected);
    }

    /** {@code sum_i |B_i^a|^2}. */
    private double responseSquare(int a) {
        if (areOutputs) {
            return rows;
        }
        double square = 0;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < outputs; k++) {
                float b = responses[(i * samples + a) * outputs + k];
                square += (double) b * b;
            }
        }
        return square;
    }

    private float[] transposedInputs(float[] values, int size) {
        float[] transposed = new float[columns * stride];
        for (int a = 0; a < samples; a++) {
            for (int j = 0; j < size; j++) {
                transposed[j * stride + a] = values[a * size + j];
            }
        }
        for (int j = size; j < columns; j++) {
            Arrays.fill(transposed, j * stride, j * stride + samples, -1);
        }
        return transposed;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Length of a row of samples, the zeros behind them included. */
    int stride() {
        return stride;
    }

    /** q, one row of {@link #stride} an input. */
    float[] inputs() {
        return inputs;
    }

    /** {@code |B_i^a|^2 / Q}, one row of {@link #stride} a neuron. */
    float[] weights() {
        float[] weights = new float[rows * stride];
        if (areOutputs) {
            for (int i = 0; i < rows; i++) {
                Arrays.fill(weights, i * stride, i * stride + samples, (float) (1.0 / samples));
            }
            return weights;
        }
        for (int i = 0; i < rows; i++) {
            for (int a = 0; a < samples; a++) {
                double square = 0;
                for (int k = 0; k < outputs; k++) {
                    float b = responses[(i * samples + a) * outputs + k];
                    square += b * b;
                }
                weights[i * stride + a] = (float) (square / samples);
            }
        }
        return weights;
    }

    /** {@code sum_a w_a |q^a|^2} over the inputs, w summed over the rows of {@code weights}. */
    double inputSquares(float[] weights) {
        double sum = 0;
        for (int a = 0; a < samples; a++) {
            double square = 0;
            for (int j = 0; j < columns; j++) {
                square += (double) inputs[j * stride + a] * inputs[j * stride + a];
            }
            double weight = 0;
            for (int at = a; at < weights.length; at += stride) {
                weight += weights[at];
            }
            sum += square * weight;
        }
        return sum;
    }

    /** {@code h_i = (2/Q) sum_a (B_i^a . r_a) q^a}, written from {@code at} on. */
    void fields(int neuron, float[] residuals, float[] out, int at) {
        float[] projected = new float[stride];
        project(neuron, residuals, projected, 0);
        Blas.gemv(Blas.Op.NONE, columns, stride, 2f / samples, inputs, 0, stride, projected, 0, 0, out, at);
    }

    /** {@code B_i^a . r_a} of every sample. */
    private void project(int neuron, float[] residuals, float[] out, int at) {
        if (areOutputs) {
            for (int a = 0; a < samples; a++) {
                out[at + a] = residuals[a * outputs + neuron];
            }
            return;
        }
        for (int a = 0; a < samples; a++) {
            double sum = 0;
            for (int k = 0; k < outputs; k++) {
                sum += (double) responses[(neuron * samples + a) * outputs + k] * residuals[a * outputs + k];
            }
            out[at + a] = (float) sum;
        }
    }

    /** {@code sum_a (B_i^a . r_a) q^a} of all neurons, one row each. */
    float[] fieldSums(float[] residuals) {
        float[] projected = new float[rows * stride];
        for (int i = 0; i < rows; i++) {
            project(i, residuals, projected, i * stride);
        }
        float[] sums = new float[rows * columns];
        Blas.gemm(
                Blas.Op.NONE,
                Blas.Op.TRANSPOSE,
                rows,
                columns,
                stride,
                1,
                projected,
                0,
                stride,
                inputs,
                0,
                stride,
                0,
                sums,
                0,
                columns);
        return sums;
    }

    /**
     * {@code sum_a c_a q^a q^a'} with {@code c_a = sum_i |B_i^a|^2}: the rows of its lower triangle, one behind the
     * other.
     */
    float[] matrixSum() {
        float[] scaled = inputs.clone();
        for (int a = 0; a < samples; a++) {
            float root = (float) Math.sqrt(responseSquare(a));
            for (int j = 0; j < columns; j++) {
                scaled[j * stride + a] *= root;
            }
        }
        float[] matrix = new float[columns * columns];
        Blas.syrk(Blas.Op.NONE, columns, stride, 1, scaled, 0, stride, 0, matrix, 0, columns);
        float[] triangle = new float[columns * (columns + 1) / 2];
        for (int j = 0; j < columns; j++) {
            System.arraycopy(matrix, j * columns, triangle, j * (j + 1) / 2, j + 1);
        }
        return triangle;
    }

    /** Adds to the residuals what a change of a neuron's weights does to the output. */
    void move(int neuron, float[] change, float[] residuals) {
        float[] moved = new float[stride];
        Blas.gemv(Blas.Op.TRANSPOSE, columns, stride, 1, inputs, 0, stride, change, 0, 0, moved, 0);
        if (areOutputs) {
            for (int a = 0; a < samples; a++) {
                residuals[a * outputs + neuron] += moved[a];
            }
            return;
        }
        for (int a = 0; a < samples; a++) {
            for (int k = 0; k < outputs; k++) {
                residuals[a * outputs + k] += responses[(neuron * samples + a) * outputs + k] * moved[a];
            }
        }
    }
}
