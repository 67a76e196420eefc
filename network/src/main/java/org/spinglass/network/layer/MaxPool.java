// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import org.spinglass.network.NetworkException;

/**
 * The largest value of each window of a channel.
 *
 * @param windows the windows
 */
public record MaxPool(Windows windows) implements Layer {
    /**
     * A pool to so many rows and columns, by windows that tile the input.
     *
     * @throws NetworkException when {@code height} or {@code width} is not positive
     */
    public MaxPool(int height, int width) {
        this(Windows.tiling(height, width));
    }

    /**
     * A pool by windows of so many rows and columns, side by side, which need not tile the input.
     *
     * @throws NetworkException when {@code height} or {@code width} is not positive
     */
    public static MaxPool ofWindows(int height, int width) {
        return new MaxPool(Windows.of(height, width));
    }

    @Override
    public Shape output(Shape input) {
        return windows.output(input);
    }

    @Override
    public String describe() {
        return "max-pool " + windows.describe();
    }
}
