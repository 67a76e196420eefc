// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;

/**
 * The equal windows of a pool. Either the number of windows is given, and they tile the input, whose height and width must be
 * multiples of those of the output. Or their size is given, and they lie side by side from the first row and column on, or
 * {@code stride} places apart on the input with {@code padding} places around it, which hold nothing; rows and columns that are
 * left over at the end are cut off.
 *
 * @param height rows after pooling or, of windows whose size is given, rows of a window; at least 1
 * @param width columns after pooling or, of windows whose size is given, columns of a window; at least 1
 * @param isSized whether height and width are those of a window
 * @param stride rows and columns from one window to the next; 0 for side by side
 * @param padding rows and columns of nothing on each side, at most half of a window's
 */
public record Windows(int height, int width, boolean isSized, int stride, int padding) {
    /**
     * Checks the ranges. A stride that puts windows side by side becomes 0, so that equal windows are equal.
     *
     * @throws NetworkException when {@code height} or {@code width} is not positive, {@code stride} negative, or {@code padding}
     *     negative or more than half of a window's side
     */
    public Windows {
        Checks.atLeastOne("height", height);
        Checks.atLeastOne("width", width);
        if (stride < 0) {
            throw new NetworkException("stride must be at least 1, not " + stride);
        }
        int most = isSized ? Math.min(height, width) / 2 : 0;
        if (padding < 0 || padding > most) {
            throw new NetworkException(
                    "padding must be from 0 to " + most + ", half of the window's side, not " + padding);
        }
        stride = stride == height && stride == width ? 0 : stride;
        if (!isSized && stride != 0) {
            throw new NetworkException("windows that tile the input take no stride");
        }
    }

    /** Windows that tile the input, so many above and so many beside each other. */
    public static Windows tiling(int rows, int columns) {
        return new Windows(rows, columns, false, 0, 0);
    }

    /** Windows of so many rows and columns, side by side. */
    public static Windows of(int height, int width) {
        return new Windows(height, width, true, 0, 0);
    }

    /** Rows of a window on an input that fits. */
    public int height(Shape input) {
        return isSized ? height : input.height() / height;
    }

    /** Columns of a window on an input that fits. */
    public int width(Shape input) {
        return isSized ? width : input.width() / width;
    }

    /** Rows from one window to the next on an input that fits. */
    public int rowStride(Shape input) {
        return stride == 0 ? height(input) : stride;
    }

    /** Columns from one window to the next on an input that fits. */
    public int columnStride(Shape input) {
        return stride == 0 ? width(input) : stride;
    }

    /** Whether places can lie in several windows. */
    public boolean overlap() {
        return stride != 0 && (stride < height || stride < width);
    }

    /**
     * The shape of one value for each window and channel.
     *
     * @throws NetworkException when the input does not fit
     */
    public Shape output(Shape input) {
        if (!isSized) {
            if (input.height() % height != 0 || input.width() % width != 0) {
                throw new NetworkException("input " + input + " cannot be tiled by " + height + "x" + width
                        + " equal windows; its height must be a multiple of " + height + " and its width of " + width);
            }
            return new Shape(input.channels(), height, width);
        }
        int high = input.height() + 2 * padding - height;
        int wide = input.width() + 2 * padding - width;
        if (high < 0 || wide < 0) {
            String padded = padding == 0 ? "" : " with its padding of " + padding;
            throw new NetworkException(
                    "input " + input + padded + " is smaller than a window of " + height + "x" + width);
        }
        return new Shape(input.channels(), high / rowStride(input) + 1, wide / columnStride(input) + 1);
    }

    /** The windows in a few words: {@code to 4x2}, {@code by windows of 3x3, stride 2, padding 1}. */
    public String describe() {
        return (isSized ? "by windows of " : "to ") + height + "x" + width
                + (stride == 0 ? "" : ", stride " + stride)
                + (padding == 0 ? "" : ", padding " + padding);
    }
}
