// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import org.jspecify.annotations.Nullable;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.internal.kernels.LayerOps;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.SpectralPoolMatrix;

/**
 * Zero padding of the spectrum: {@code P' (H W) / (h w)}, by the transpose of the pool; the pool of it is the identity,
 * see {@link SpectralPoolMatrix}.
 */
final class PoolInverse implements InverseOps {
    private final LayerOps pool;
    private final int size;
    private final float scale;

    PoolInverse(SpectralPool layer, Shape input) {
        this.pool = LayerOps.of(layer, input);
        this.size = layer.output(input).size();
        this.scale = (float) ((double) input.size() / size);
    }

    @Override
    public int scratch(int samples) {
        return pool.scratch(samples);
    }

    @Override
    public void apply(
            float[] wanted, float[] inputs, int first, int samples, @Nullable ForwardPass pass, float[] scratch) {
        for (int i = 0; i < samples * size; i++) {
            wanted[i] *= scale;
        }
        pool.transpose(LayerOps.NO_WEIGHTS, LayerOps.NO_WEIGHTS, 0, wanted, inputs, 0, samples, 1, scratch);
    }
}
