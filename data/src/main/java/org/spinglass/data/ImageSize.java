// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

/**
 * Height and width of an image in pixels.
 *
 * @param height number of rows, at least 1
 * @param width number of columns, at least 1
 */
public record ImageSize(int height, int width) {
    /** 32x32, what the networks of the paper take. */
    public static final ImageSize STANDARD = new ImageSize(32, 32);

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException when a side is not positive
     */
    public ImageSize {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "an image has at least one row and one column, not " + height + "x" + width);
        }
    }

    @Override
    public String toString() {
        return height + "x" + width;
    }
}
