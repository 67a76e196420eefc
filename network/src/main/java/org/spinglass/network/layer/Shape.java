// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import org.spinglass.network.NetworkException;

/**
 * The shape of one sample at one point of a network. Values are stored flat and row-major, in the order channel, row,
 * column; a vector of n values is {@code n x 1 x 1}.
 *
 * @param channels number of channels, at least 1
 * @param height rows of one channel, at least 1
 * @param width columns of one channel, at least 1
 */
public record Shape(int channels, int height, int width) {
    /**
     * Checks the ranges.
     *
     * @throws NetworkException when a dimension is not positive or the size exceeds 2^31 - 1
     */
    public Shape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new NetworkException("shape " + channels + "x" + height + "x" + width
                    + ": channels, height and width must be at least 1");
        }
        if ((double) channels * height * width > Integer.MAX_VALUE) {
            throw new NetworkException(
                    "shape " + channels + "x" + height + "x" + width + " has more than 2147483647 values");
        }
    }

    /** The shape of a vector of {@code size} values. */
    public static Shape vector(int size) {
        return new Shape(size, 1, 1);
    }

    /** Values of one sample: channels x height x width. */
    public int size() {
        return channels * height * width;
    }

    /** Values of one channel: height x width. */
    public int area() {
        return height * width;
    }

    /** As {@code channels x height x width}, for instance {@code 1x32x32}. */
    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }
}
