// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.stream.Stream;

/**
 * Height and width of an image in pixels.
 *
 * @param height number of rows, at least 1
 * @param width number of columns, at least 1
 */
public record ImageSize(int height, int width) {
    /** 32x32, what the networks of the paper take. */
    public static final ImageSize STANDARD = new ImageSize(32, 32);

    private static final int MOST = 4096;

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

    /**
     * A size as people write it: {@code 64} for a square, {@code 48x64} for 48 rows of 64 columns.
     *
     * @throws IllegalArgumentException naming the text and what was expected
     */
    public static ImageSize parse(String text) {
        String[] sides = text.strip().split("x", -1);
        boolean isFit = sides.length <= 2 && Stream.of(sides).allMatch(side -> side.matches("[1-9][0-9]{0,3}"));
        if (!isFit || Stream.of(sides).mapToInt(Integer::parseInt).max().orElse(0) > MOST) {
            throw new IllegalArgumentException("size is '" + text + "'; expected a number of pixels from 1 to " + MOST
                    + ", or rows x columns, such as 48x64");
        }
        return new ImageSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1]));
    }

    @Override
    public String toString() {
        return height + "x" + width;
    }
}
