// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import java.util.HashMap;
import java.util.Map;
import org.spinglass.network.internal.kernels.Pieces;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Network;

/** What the {@link Dropout} layers of a pass multiply by, which stands in the place of their matrices while values are dropped. */
final class DroppedValues {
    private final Network network;
    private final int capacity;
    private final Map<Integer, float[]> factors = new HashMap<>();
    private boolean drops;

    DroppedValues(Network network, int capacity) {
        this.network = network;
        this.capacity = capacity;
    }

    /** Draws factors for all samples that the pass has room for. */
    void draw(long seed, Pieces pieces) {
        for (int i = 0; i < network.layers().size(); i++) {
            if (network.layers().get(i) instanceof Dropout dropout) {
                int layer = i;
                int size = network.shapes().get(i).size();
                float[] drawn = factors.computeIfAbsent(i, _ -> new float[capacity * size]);
                pieces.forEach(capacity, (first, samples, _) -> {
                    for (int a = first; a < first + samples; a++) {
                        dropout.draw(seed, layer, a, drawn, a * size, size);
                    }
                });
            }
        }
        drops = true;
    }

    /** Nothing is dropped from now on. */
    void keepAll() {
        drops = false;
    }

    /** Puts the factors in their layers' places among the matrices of all layers, while values are dropped. */
    void putInto(float[][] matrices) {
        if (drops) {
            factors.forEach((layer, drawn) -> matrices[layer] = drawn);
        }
    }
}
