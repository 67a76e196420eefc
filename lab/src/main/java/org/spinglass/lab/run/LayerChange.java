// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.List;
import org.spinglass.training.BlockStates;
import org.spinglass.training.BlockedLayer;
import org.spinglass.training.LayerBlocks;
import org.spinglass.training.WeightMoves;

/**
 * How the weights of a layer have changed that was annealed in blocks: the levels of all, n bits each, in place of the
 * weights themselves. Whoever has the weights before comes to those after, bit for bit.
 *
 * @param layer number among weight layers
 * @param moves what a level means
 * @param blocks how the neurons are cut
 * @param columns weights of a neuron
 * @param states what all blocks came to
 */
public record LayerChange(int layer, WeightMoves moves, LayerBlocks blocks, int columns, List<BlockStates> states) {

    static LayerChange of(BlockedLayer layer, List<BlockStates> states) {
        return new LayerChange(layer.order().layer(), layer.moves(), layer.blocks(), layer.columns(), states);
    }

    /** Changes the layer's weights. */
    void apply(float[] weights) {
        for (BlockStates block : states) {
            moves.move(block.words(), blocks.first(block.block()), columns, weights, weights);
        }
    }
}
