// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import org.jspecify.annotations.Nullable;
import org.spinglass.network.NetworkException;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.internal.kernels.MaxPoolOps;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Shape;

/**
 * Every place of a window wants what the window is to give, so that the pool of it is just that; a place that no window
 * holds wants 0.
 */
final class MaxPoolInverse implements InverseOps {
    private final MaxPoolOps pool;

    MaxPoolInverse(MaxPool layer, Shape input) {
        if (layer.windows().overlap()) {
            throw new NetworkException("windows that overlap have no inverse");
        }
        this.pool = new MaxPoolOps(layer, input);
    }

    @Override
    public void apply(
            float[] wanted, float[] inputs, int first, int samples, @Nullable ForwardPass pass, float[] scratch) {
        pool.spread(wanted, inputs, samples);
    }
}
