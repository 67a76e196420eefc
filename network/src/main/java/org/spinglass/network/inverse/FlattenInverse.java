// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import org.jspecify.annotations.Nullable;
import org.spinglass.network.forward.ForwardPass;

/** The same values in another shape. */
record FlattenInverse(int size) implements InverseOps {
    @Override
    public void apply(
            float[] wanted, float[] inputs, int first, int samples, @Nullable ForwardPass pass, float[] scratch) {
        System.arraycopy(wanted, 0, inputs, 0, samples * size);
    }
}
