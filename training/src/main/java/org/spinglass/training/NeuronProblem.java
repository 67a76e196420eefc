// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.sampling.SampleSet;

/**
 * A layer whose outputs are single numbers: linear, or a convolution that covers its whole input. One subproblem a
 * neuron, in turn; the residuals follow each change (Gauss and Seidel). J is the Gram matrix
 *
 * <pre>  J^i = (1/Q) sum_a c_a q^a q^a',   c_a = |B_i^a|^2,      h^i = (2/Q) sum_a (B_i^a . r_a) q^a.</pre>
 *
 * <p>With a memory J is of the step before: of the samples that h is of it has no more directions than there are samples,
 * and where neurons have more weights than that an anneal fits each of them. mu and lambda are multiples of the mean
 * diagonal over the present samples all the same.
 */
final class NeuronProblem extends ResponseProblem.Here {
    private final NeuronResponses neurons;
    private final int columns;
    /** What J is made of. */
    private final LayerMemory.NeuronColumns modelled;

    /**
     * From what neurons see and do.
     *
     * @param memory of the layer; null for J of the same samples as h
     */
    NeuronProblem(
            NeuronResponses neurons,
            int samples,
            int outputs,
            float[] residuals,
            Scale scale,
            float[] weights,
            @Nullable LayerMemory memory) {
        super(scale, weights, samples, outputs, residuals, neurons.columns());
        this.neurons = neurons;
        this.columns = neurons.columns();
        float[] sampleWeights = neurons.weights();
        LayerMemory.NeuronColumns own =
                new LayerMemory.NeuronColumns(neurons.inputs(), sampleWeights, neurons.stride());
        this.modelled = memory == null ? own : memory.modelled(own);
        setMeanDiagonal(neurons.inputSquares(sampleWeights) / columns / neurons.rows());
    }

    @Override
    public int subproblems() {
        return neurons.rows();
    }

    @Override
    public EncodedQuadratic subproblem(int neuron) {
        float[] fields = new float[columns];
        neurons.fields(neuron, residuals, fields, 0);
        int stride = modelled.stride();
        float[] own = Arrays.copyOfRange(modelled.sampleWeights(), neuron * stride, (neuron + 1) * stride);
        return encoded(
                new Coupling.Gram(columns, stride, modelled.inputs(), relaxed(own), diagonal(), true),
                fields,
                neuron * columns);
    }

    @Override
    public void accept(int neuron, EncodedQuadratic subproblem, SampleSet found) {
        float[] changes = WeightMoves.changes(subproblem, 0, found);
        WeightMoves.add(changes, 0, columns, weights, neuron * columns);
        neurons.move(neuron, changes, residuals);
    }
}
