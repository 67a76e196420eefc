// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.VectorOps;
import org.spinglass.network.NetworkException;
import org.spinglass.network.forward.ForwardPass;

/** Division by gamma, paper (24), or nothing. */
record LeakyReluInverse(float slope, int layer, int size, ActivationInverse activation) implements InverseOps {
    LeakyReluInverse {
        if (slope == 0 && activation != ActivationInverse.NONE) {
            throw new NetworkException("targets cannot be divided by the slope 0");
        }
    }

    @Override
    public void apply(
            float[] wanted, float[] inputs, int first, int samples, @Nullable ForwardPass pass, float[] scratch) {
        int length = samples * size;
        switch (activation) {
            case NONE -> System.arraycopy(wanted, 0, inputs, 0, length);
            case SIGN -> VectorOps.best().leaky(1 / slope, wanted, 0, wanted, 0, inputs, 0, length);
            case PATTERN -> {
                float[] before = Objects.requireNonNull(pass).at(layer);
                VectorOps.best().leaky(1 / slope, before, first * size, wanted, 0, inputs, 0, length);
            }
        }
    }
}
