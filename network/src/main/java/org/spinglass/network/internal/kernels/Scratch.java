// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Work arrays lent to pieces of work and given back; as many exist as pieces run at once. Safe for several threads. */
public final class Scratch {
    private final ConcurrentLinkedQueue<float[]> free = new ConcurrentLinkedQueue<>();

    /** An array of at least {@code length} floats, of any content. */
    public float[] take(int length) {
        float @Nullable [] array = free.poll();
        return array != null && array.length >= length ? array : new float[length];
    }

    public void give(float[] array) {
        free.add(array);
    }
}
