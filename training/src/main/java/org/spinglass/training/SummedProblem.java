// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.network.layer.Network;

/**
 * The problem of a layer from the sums of all shards: of a layer with several output sites one subproblem as in {@link
 * ChannelProblem}; else an instance for each neuron as in {@link SideBySideProblem}, with J stored.
 */
final class SummedProblem extends ResponseProblem.Here {
    private static final float[] NONE = {};

    private final int rows;
    private final int columns;
    private final double meanSquare;
    private final float[] fields;
    private final Coupling coupling;

    /**
     * From sums.
     *
     * @param l number among weight layers
     * @param factors A of a layer with several output sites; null for single outputs, whose J is among the sums
     * @param matrix the layer's weights, to start from and to write to
     */
    SummedProblem(
            Network network, int l, LayerSums sums, @Nullable ChannelFactors factors, Scale scale, float[] matrix) {
        super(scale, matrix, sums.samples(), network.classes(), NONE, variables(network, l, matrix));
        this.columns = variables(network, l, matrix);
        this.rows = matrix.length / columns;
        this.meanSquare = sums.squares() / sums.samples();
        this.fields = new float[matrix.length];
        float twice = 2f / sums.samples();
        for (int j = 0; j < fields.length; j++) {
            fields[j] = twice * sums.fields()[j];
        }
        this.coupling = factors == null ? stored(sums) : factored(factors);
    }

    private static int variables(Network network, int l, float[] matrix) {
        return network.isFullyConnected(l) ? network.columns(l) : matrix.length;
    }

    private Coupling stored(LayerSums sums) {
        float each = 1f / sums.samples();
        float[] matrix = new float[columns * columns];
        double diagonal = 0;
        int at = 0;
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i <= j; i++) {
                float one = each * sums.matrix()[at++];
                matrix[j * columns + i] = one;
                matrix[i * columns + j] = one;
            }
            diagonal += matrix[j * columns + j];
        }
        setMeanDiagonal(diagonal / columns);
        relaxed(matrix);
        for (int j = 0; j < columns; j++) {
            matrix[j * columns + j] += diagonal()[j];
        }
        return new Coupling.Dense(columns, matrix, true, true);
    }

    private Coupling factored(ChannelFactors factors) {
        setMeanDiagonal(factors.meanSquare(0, columns));
        return new Coupling.Gram(
                columns, factors.width(), factors.values(), relaxed(factors.sampleWeights()), diagonal(), true);
    }

    @Override
    double meanSquare() {
        return meanSquare;
    }

    @Override
    public int subproblems() {
        return 1;
    }

    @Override
    public EncodedQuadratic subproblem(int index) {
        return encoded(coupling, fields.clone(), rows, 0);
    }

    @Override
    public void accept(int index, EncodedQuadratic subproblem, SampleSet found) {
        for (int i = 0; i < rows; i++) {
            WeightMoves.add(WeightMoves.changes(subproblem, i, found), 0, columns, weights, i * columns);
        }
    }
}
