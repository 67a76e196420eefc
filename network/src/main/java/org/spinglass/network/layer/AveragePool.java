// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import org.spinglass.network.NetworkException;

/**
 * The mean of each window of a channel, over the places of the input that it holds; padding is none of them. A fixed linear
 * map.
 *
 * @param windows the windows
 */
public record AveragePool(Windows windows) implements Layer {
    /** The mean of each whole channel. */
    public static AveragePool global() {
        return new AveragePool(Windows.tiling(1, 1));
    }

    /**
     * A pool by windows of so many rows and columns, side by side, which need not tile the input.
     *
     * @throws NetworkException when {@code height} or {@code width} is not positive
     */
    public static AveragePool ofWindows(int height, int width) {
        return new AveragePool(Windows.of(height, width));
    }

    /** Whether there is one window, the whole channel. */
    public boolean isGlobal() {
        return windows.equals(Windows.tiling(1, 1));
    }

    @Override
    public Shape output(Shape input) {
        return windows.output(input);
    }

    @Override
    public String describe() {
        return isGlobal() ? "global-average-pool" : "average-pool " + windows.describe();
    }
}
