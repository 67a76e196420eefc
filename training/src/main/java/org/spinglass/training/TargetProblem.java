// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Arrays;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.network.NetworkException;
import org.spinglass.network.forward.Patches;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Network;

/**
 * The paper's problem of one layer: bring the layer's output to given targets, each output neuron or channel by itself.
 *
 * <pre>
 *   MSE_i = (1/Q) sum_a sum_sites (beta_i (gamma_i s_i - xi_i))^2 = w_i' J w_i + h_i' w_i + E0_i   (3)-(5), (14), (26)-(29)
 *   J     = (1/Q) sum (beta_i gamma_i)^2 q q'                                                      (4), (15)-(19), (21)
 *   h_i   = -(2/Q) sum beta_i^2 gamma_i xi_i q            E0_i = (1/Q) sum (beta_i xi_i)^2
 * </pre>
 *
 * <p>q is what a neuron sees at a site, with the constant -1 behind it where the layer has a bias (12). Without
 * activation gamma is 1 and all outputs share one J. With it gamma is 1 where the output is positive, else the slope
 * alpha of the LeakyReLU, and {@code J_i = alpha^2 J + (1 - alpha^2) J_active(i)}, where J_active sums over the places
 * where output i is active only. beta is 1 unless distances are weighted; then every output has a J of its own, and an
 * output whose energy does not depend on its weights, as beta gamma is 0 everywhere, keeps them.
 *
 * <p>Coefficients are sums in double precision of sums over some hundred places in single precision.
 *
 * <p>One subproblem with an instance for every output; several subproblems, of some outputs each, where the matrices of
 * all would take more than 128 MB. Cost: {@code Q sites N^2} operations for a shared J, N the inputs of a neuron; with
 * activation as much again for every one to ten outputs, the more the more places there are ({@link TargetSums}), and
 * with weighted distances for every output. Memory: {@code 4
 * N^2} bytes for each J of a subproblem, and some sums of {@code 8 N^2} bytes.
 */
public final class TargetProblem implements LayerProblem {
    private final int rows;
    private final int columns;
    private final int bits;
    private final float range;
    private final float[] weights;
    private final boolean isShared;
    private final boolean[] isFlat;
    private final int rowsASubproblem;
    private final TargetFields fields;
    private final TargetSums sums;
    private final TargetBuffers buffers;

    /**
     * @param network the network
     * @param weightLayer number among weight layers
     * @param samples inputs, targets and activation
     * @param bits n
     * @param range L, how far a weight may move from where it is
     * @param weights the layer's matrix, to start from and to write to
     * @param buffers work space; this problem and its subproblem are good until it is used again
     * @throws IllegalArgumentException when the samples do not fit the layer
     * @throws NetworkException when the layer is a depthwise convolution
     */
    public TargetProblem(
            Network network,
            int weightLayer,
            LayerSamples samples,
            int bits,
            float range,
            float[] weights,
            TargetBuffers buffers) {
        requireFits(network, weightLayer);
        this.rows = network.rows(weightLayer);
        this.columns = network.columns(weightLayer);
        this.bits = bits;
        this.range = range;
        this.weights = weights;
        this.buffers = buffers;
        this.isShared = !samples.isActivated() && !samples.isWeighted();
        int inputSize = network.inputOf(weightLayer).size();
        samples.requireFit(inputSize, network.outputOf(weightLayer).size());
        this.isFlat = flat(samples, rows, network.outputOf(weightLayer).area());
        Patches patches = new Patches(network, weightLayer);
        this.fields = new TargetFields(samples, patches, rows, inputSize);
        this.sums = new TargetSums(samples, patches, rows, inputSize, buffers);
        int most = isShared ? rows : Math.clamp(buffers.largestSubproblem() / ((long) columns * columns), 1, rows);
        int subproblems = (rows + most - 1) / most;
        this.rowsASubproblem = (rows + subproblems - 1) / subproblems;
    }

    /**
     * Refuses layers whose outputs do not see the same.
     *
     * @throws NetworkException when a layer that is trained is a depthwise convolution
     */
    public static void requireFits(Network network) {
        for (int l = 0; l < network.weightLayers(); l++) {
            if (!network.weightLayer(l).frozen()) {
                requireFits(network, l);
            }
        }
    }

    private static void requireFits(Network network, int weightLayer) {
        if (network.weightLayer(weightLayer) instanceof DepthwiseConv2d layer) {
            throw new NetworkException("network " + network.name() + ": layer " + (network.layerIndex(weightLayer) + 1)
                    + " (" + layer.describe() + "): depthwise convolutions are not trained towards targets");
        }
    }

    /** By output, whether beta gamma is 0 everywhere; never without weights. */
    private static boolean[] flat(LayerSamples samples, int rows, int sites) {
        boolean[] flat = new boolean[rows];
        Arrays.fill(flat, samples.isWeighted());
        for (int unit = 0; samples.isWeighted() && unit < samples.count() * rows * sites; unit++) {
            flat[unit / sites % rows] &= samples.beta(unit) * samples.gamma(unit) == 0;
        }
        return flat;
    }

    /** Whether the energy of an output does not depend on its weights, as beta gamma is 0 everywhere. */
    boolean isFlat(int row) {
        return isFlat[row];
    }

    @Override
    public int subproblems() {
        return (rows + rowsASubproblem - 1) / rowsASubproblem;
    }

    @Override
    public EncodedQuadratic subproblem(int index) {
        int first = index * rowsASubproblem;
        int end = Math.min(rows, first + rowsASubproblem);
        Coupling coupling = coupling(first, end);
        float[] ranges = new float[columns];
        Arrays.fill(ranges, range);
        return new EncodedQuadratic(
                bits,
                coupling,
                fields.fields(first, end),
                Arrays.copyOfRange(weights, first * columns, end * columns),
                ranges,
                fields.constants(first, end));
    }

    private Coupling coupling(int first, int end) {
        int area = columns * columns;
        float[] matrices = buffers.couplings(isShared ? area : (end - first) * area);
        if (isShared) {
            sums.shared(matrices);
        } else {
            int group = sums.groupOf(end - first);
            for (int row = first; row < end; row += group) {
                sums.own(row, Math.min(group, end - row), matrices, (row - first) * area);
            }
        }
        return new Coupling.Dense(columns, matrices, isShared, true);
    }

    @Override
    public void accept(int index, EncodedQuadratic subproblem, SampleSet found) {
        int first = index * rowsASubproblem;
        for (int i = 0; i < subproblem.instances(); i++) {
            if (isFlat[first + i]) {
                continue;
            }
            double[] values = subproblem.values(i, found.bestSpins(i).toLevels(bits));
            for (int j = 0; j < columns; j++) {
                weights[(first + i) * columns + j] = (float) values[j];
            }
        }
    }
}
