// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Arrays;
import java.util.List;

/**
 * Blocks of a layer that follow each other, and what belongs to their neurons alone. Arrays are not copied, and not to
 * be changed.
 *
 * @param from the first
 * @param to behind the last
 * @param projected {@code B_i^a . r_a}, one row of samples a neuron, as long as those of {@link BlockedLayer#inputs}
 * @param start the neurons' weights at the start of the visit; empty where these are the present ones
 * @param states packed spins of each neuron that the anneal goes on from; empty in the first part of a visit
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BlockRange(int from, int to, float[] projected, float[] start, List<long[]> states) {

    /** Some of these blocks. */
    public BlockRange part(BlockedLayer layer, int first, int end) {
        LayerBlocks blocks = layer.blocks();
        int skipped = blocks.first(first) - blocks.first(from);
        int behind = blocks.first(end) - blocks.first(from);
        int columns = layer.columns();
        return new BlockRange(
                first,
                end,
                Arrays.copyOfRange(projected, skipped * layer.stride(), behind * layer.stride()),
                start.length == 0 ? start : Arrays.copyOfRange(start, skipped * columns, behind * columns),
                states.isEmpty() ? states : List.copyOf(states.subList(skipped, behind)));
    }
}
