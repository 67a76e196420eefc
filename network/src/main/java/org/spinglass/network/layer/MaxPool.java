// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;

/**
 * The largest value of each window of a channel. The windows are equal and lie side by side from the first row and column
 * on. Either their number is given, and they tile the input, whose height and width must be multiples of those of the
 * output; or their size is given, and the rows and columns that are left over at the end are cut off.
 *
 * @param height rows after pooling or, of windows whose size is given, rows of a window; at least 1
 * @param width columns after pooling or, of windows whose size is given, columns of a window; at least 1
 * @param isWindow whether height and width are those of a window
 */
public record MaxPool(int height, int width, boolean isWindow) implements Layer {
    /**
     * Checks the ranges.
     *
     * @throws NetworkException when {@code height} or {@code width} is not positive
     */
    public MaxPool {
        Checks.atLeastOne("height", height);
        Checks.atLeastOne("width", width);
    }

    /** A pool to so many rows and columns, by windows that tile the input. */
    public MaxPool(int height, int width) {
        this(height, width, false);
    }

    /** A pool by windows of so many rows and columns, which need not tile the input. */
    public static MaxPool ofWindows(int height, int width) {
        return new MaxPool(height, width, true);
    }

    /** Rows of a window on an input that the layer can take. */
    public int windowHeight(Shape input) {
        return isWindow ? height : input.height() / height;
    }

    /** Columns of a window on an input that the layer can take. */
    public int windowWidth(Shape input) {
        return isWindow ? width : input.width() / width;
    }

    @Override
    public Shape output(Shape input) {
        if (isWindow) {
            if (input.height() < height || input.width() < width) {
                throw new NetworkException("input " + input + " is smaller than a window of " + height + "x" + width);
            }
            return new Shape(input.channels(), input.height() / height, input.width() / width);
        }
        if (input.height() % height != 0 || input.width() % width != 0) {
            throw new NetworkException("input " + input + " cannot be tiled by " + height + "x" + width
                    + " equal windows; its height must be a multiple of " + height + " and its width of " + width);
        }
        return new Shape(input.channels(), height, width);
    }

    @Override
    public String describe() {
        return "max-pool " + (isWindow ? "by windows of " : "to ") + height + "x" + width;
    }
}
