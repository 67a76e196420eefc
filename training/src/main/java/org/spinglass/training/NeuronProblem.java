package org.spinglass.training;

import org.spinglass.compute.Blas;
import org.spinglass.ising.Coupling;
import org.spinglass.ising.EncodedQuadratic;
import org.spinglass.ising.SampleSet;
import org.spinglass.network.ForwardPass;
import org.spinglass.network.Network;
import org.spinglass.network.Responses;

/**
 * A layer whose outputs are single numbers: linear, or a convolution that covers its whole input. One glass a neuron, in
 * turn; the residuals follow each change (Gauss and Seidel). J is the Gram matrix
 *
 * <pre>  J^i = (1/Q) sum_a c_a q^a q^a',   c_a = |B_i^a|^2,      h^i = (2/Q) sum_a (B_i^a . r_a) q^a.</pre>
 */
final class NeuronProblem extends ResponseProblem {
    private final int rows;
    private final int columns;
    /** q, one row an input, one column a sample. */
    private final float[] inputs;
    /** B, one row a neuron: samples x outputs. */
    private final float[] responses;
    /** c / Q, one row a neuron. */
    private final float[] sampleWeights;

    private final float[] projected;

    NeuronProblem(
            Network network,
            int weightLayer,
            ForwardPass pass,
            Responses responses,
            float[] residuals,
            Scale scale,
            float[] weights) {
        super(scale, weights, responses.count(), network.classes(), residuals, network.columns(weightLayer));
        this.rows = network.rows(weightLayer);
        this.columns = network.columns(weightLayer);
        this.inputs = transposedInputs(
                pass.inputsOf(weightLayer), network.inputOf(weightLayer).size());
        this.responses = new float[rows * samples * outputs];
        this.sampleWeights = new float[rows * samples];
        this.projected = new float[samples];
        float[] values = responses.values();
        for (int a = 0; a < samples; a++) {
            for (int i = 0; i < rows; i++) {
                double square = 0;
                for (int k = 0; k < outputs; k++) {
                    float b = values[(a * outputs + k) * rows + i];
                    this.responses[(i * samples + a) * outputs + k] = b;
                    square += b * b;
                }
                sampleWeights[i * samples + a] = (float) (square / samples);
            }
        }
        setMeanDiagonal(meanDiagonal());
    }

    private float[] transposedInputs(float[] values, int size) {
        float[] transposed = new float[columns * samples];
        for (int a = 0; a < samples; a++) {
            for (int j = 0; j < size; j++) {
                transposed[j * samples + a] = values[a * size + j];
            }
        }
        for (int j = size; j < columns; j++) {
            java.util.Arrays.fill(transposed, j * samples, (j + 1) * samples, -1);
        }
        return transposed;
    }

    private double meanDiagonal() {
        double sum = 0;
        for (int a = 0; a < samples; a++) {
            double square = 0;
            for (int j = 0; j < columns; j++) {
                square += (double) inputs[j * samples + a] * inputs[j * samples + a];
            }
            double weight = 0;
            for (int i = 0; i < rows; i++) {
                weight += sampleWeights[i * samples + a];
            }
            sum += square * weight;
        }
        return sum / columns / rows;
    }

    @Override
    public int glasses() {
        return rows;
    }

    @Override
    public EncodedQuadratic glass(int neuron) {
        for (int a = 0; a < samples; a++) {
            double sum = 0;
            for (int k = 0; k < outputs; k++) {
                sum += (double) responses[(neuron * samples + a) * outputs + k] * residuals[a * outputs + k];
            }
            projected[a] = (float) sum;
        }
        float[] fields = new float[columns];
        Blas.gemv(Blas.Op.NONE, columns, samples, 2f / samples, inputs, 0, samples, projected, 0, 0, fields, 0);
        float[] own = java.util.Arrays.copyOfRange(sampleWeights, neuron * samples, (neuron + 1) * samples);
        return encoded(new Coupling.Gram(columns, samples, inputs, own, diagonal(), true), fields, neuron * columns);
    }

    @Override
    public void accept(int neuron, EncodedQuadratic glass, SampleSet found) {
        float[] change = new float[columns];
        int[] levels = found.best().spins().toLevels(glass.bits());
        for (int j = 0; j < columns; j++) {
            change[j] = (float) glass.value(0, j, levels[j]);
            weights[neuron * columns + j] += change[j];
        }
        Blas.gemv(Blas.Op.TRANSPOSE, columns, samples, 1, inputs, 0, samples, change, 0, 0, projected, 0);
        for (int a = 0; a < samples; a++) {
            for (int k = 0; k < outputs; k++) {
                residuals[a * outputs + k] += responses[(neuron * samples + a) * outputs + k] * projected[a];
            }
        }
    }
}
