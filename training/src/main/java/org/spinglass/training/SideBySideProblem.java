// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.sampling.SampleSet;

/**
 * A layer whose outputs are single numbers, all neurons at once and independent of each other (docs/method.md, 4.4):
 * with {@code pi_i = |B_i|^2 / sum_k |B_k|^2} the loss after all have moved,
 *
 * <pre>
 *   |r + sum_i B_i ds_i|^2  &lt;=  sum_i pi_i |r + B_i ds_i / pi_i|^2  =  |r|^2 + sum_i (2 (B_i . r) ds_i + c ds_i^2),
 *   c_a = sum_k |B_k^a|^2,
 * </pre>
 *
 * <p>so that one subproblem with an instance for each neuron, {@code J = (1/Q) sum_a c_a q^a q^a'} shared by all and
 * {@code h^i = (2/Q) sum_a (B_i^a . r_a) q^a}, cannot raise the loss while the activation pattern holds. Steps are
 * shorter than those of {@link NeuronProblem}, and the instances can be annealed side by side.
 */
final class SideBySideProblem extends ResponseProblem.Here {
    private final NeuronResponses neurons;
    private final int columns;
    /** c / Q. */
    private final float[] sampleWeights;

    SideBySideProblem(
            NeuronResponses neurons, int samples, int outputs, float[] residuals, Scale scale, float[] weights) {
        super(scale, weights, samples, outputs, residuals, neurons.columns());
        this.neurons = neurons;
        this.columns = neurons.columns();
        this.sampleWeights = new float[neurons.stride()];
        float[] own = neurons.weights();
        for (int at = 0; at < own.length; at++) {
            sampleWeights[at % neurons.stride()] += own[at];
        }
        setMeanDiagonal(neurons.inputSquares(sampleWeights) / columns);
        relaxed(sampleWeights);
    }

    @Override
    public int subproblems() {
        return 1;
    }

    @Override
    public EncodedQuadratic subproblem(int index) {
        int rows = neurons.rows();
        float[] fields = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            neurons.fields(i, residuals, fields, i * columns);
        }
        return encoded(
                new Coupling.Gram(columns, neurons.stride(), neurons.inputs(), sampleWeights, diagonal(), true),
                fields,
                rows,
                0);
    }

    @Override
    public void accept(int index, EncodedQuadratic subproblem, SampleSet found) {
        for (int i = 0; i < neurons.rows(); i++) {
            float[] changes = WeightMoves.changes(subproblem, i, found);
            WeightMoves.add(changes, 0, columns, weights, i * columns);
            neurons.move(i, changes, residuals);
        }
    }
}
