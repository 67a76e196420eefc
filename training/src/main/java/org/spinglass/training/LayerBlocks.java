// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Optional;
import org.spinglass.network.layer.Network;
import org.spinglass.training.ResponseSettings.Neurons;

/**
 * How the neurons of a wide layer, side by side and of samples in shards, are cut into blocks that are annealed apart.
 * Such a layer's J is never formed: shards hand on inputs q, {@code c_a} and the projections {@code B_i^a . r_a} of
 * their samples, and whoever anneals a block makes the block's h of them. So what is sent is {@code 4 Q (N + M)} bytes
 * of all shards together, in place of {@code 4 (N (N + 1) / 2 + N M)} of each.
 *
 * <p>Whether a layer is taken so is decided by a model of a cluster of {@value #PLACES} processors, the same wherever
 * the training is done, as another form has other last digits:
 *
 * <pre>
 *   blocks   (4 S + 6) N M Q / (P E) + (4 Q (N + 2 M) + 4 E Q N + n N M / 8) / L
 *   stored   2 S N^2 M / P + N Q (N + 2 M) / 8 P + 8 (2 N (N + 1) + 4 N M) / L
 * </pre>
 *
 * <p>with N inputs, M neurons, Q samples of a step, S sweeps and n bits; P and L operations of a matrix product and bytes
 * sent in a second; and E, the blocks but at most {@value #PLACES}. Layers of less than {@value #LEAST_INPUTS} inputs
 * are never cut. Immutable.
 *
 * @param neurons M
 * @param each neurons of a block; the last may have fewer
 * @param blockSeconds a visit in blocks by this model
 * @param storedSeconds a visit with J stored, annealed by the command alone
 */
public record LayerBlocks(int neurons, int each, double blockSeconds, double storedSeconds) {
    /** Processors of the cluster that the choice is made for. */
    private static final int PLACES = 8;

    /** Neurons of a block: few enough for some hundred processors, enough for a question to be worth its while. */
    private static final int EACH = 32;

    /** Inputs from which on visits are matrix products. */
    private static final int LEAST_INPUTS = 512;

    private static final double PRODUCTS = 2e10;
    private static final double LINK = 1.25e9;

    /** What blocks must be ahead by: questions take time as well. */
    private static final double LEAST_GAIN = 0.05;

    /** The most weights of a neuron of which J is stored at all: 1 GB. */
    private static final int MOST_STORED = 16_384;

    /** The blocks of a layer; empty for one that is not annealed in blocks. */
    public static Optional<LayerBlocks> of(Network network, int weightLayer, ResponseSettings settings) {
        return compared(network, weightLayer, settings)
                .filter(blocks -> network.columns(weightLayer) > MOST_STORED || blocks.isFaster());
    }

    /** Whether the model has blocks ahead, by more than questions may take. */
    private boolean isFaster() {
        return blockSeconds + LEAST_GAIN < storedSeconds;
    }

    /** The blocks of a layer that may be annealed in blocks, worth it or not; empty for another. */
    public static Optional<LayerBlocks> compared(Network network, int weightLayer, ResponseSettings settings) {
        if (settings.shards() == 0
                || settings.neurons() != Neurons.SIDE_BY_SIDE
                || !network.isFullyConnected(weightLayer)
                || network.columns(weightLayer) < LEAST_INPUTS) {
            return Optional.empty();
        }
        double n = network.columns(weightLayer);
        double m = network.rows(weightLayer);
        double q = settings.batch();
        double visits = settings.sweeps() * n * m;
        double places = Math.min(PLACES, Math.ceil(m / EACH));
        double blocks = (4 * visits + 6 * n * m) * q / (PRODUCTS * places)
                + (4 * q * (n + 2 * m) + 4 * places * q * n + settings.bits() * n * m / 8) / LINK;
        double stored = 2 * n * visits / PRODUCTS
                + n * q * (n + 2 * m) / (PRODUCTS * PLACES)
                + PLACES * (2 * n * (n + 1) + 4 * n * m) / LINK;
        return Optional.of(new LayerBlocks(network.rows(weightLayer), EACH, blocks, stored));
    }

    /** How many there are. */
    public int count() {
        return Math.ceilDiv(neurons, each);
    }

    /** Number of a block's first neuron; of the one behind the last, that of all neurons. */
    public int first(int block) {
        return Math.min(neurons, block * each);
    }
}
