// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Windows;

/** Where the windows of a pool lie, without their padding. Immutable. */
final class PoolPlaces {
    private final Shape input;
    private final Shape output;
    /** By row of the output, the first row of its windows and the row behind their last. */
    private final int[] rowBegins;

    private final int[] rowEnds;
    private final int[] columnBegins;
    private final int[] columnEnds;

    PoolPlaces(Windows windows, Shape input) {
        this.input = input;
        this.output = windows.output(input);
        this.rowBegins = new int[output.height()];
        this.rowEnds = new int[output.height()];
        this.columnBegins = new int[output.width()];
        this.columnEnds = new int[output.width()];
        divide(windows.height(input), windows.rowStride(input), windows.padding(), input.height(), rowBegins, rowEnds);
        divide(
                windows.width(input),
                windows.columnStride(input),
                windows.padding(),
                input.width(),
                columnBegins,
                columnEnds);
    }

    private static void divide(int side, int stride, int padding, int length, int[] begins, int[] ends) {
        for (int i = 0; i < begins.length; i++) {
            begins[i] = Math.max(0, i * stride - padding);
            ends[i] = Math.min(length, i * stride - padding + side);
        }
    }

    /** What is done with a window of a sample: of {@code height x width} places from {@code first} on. */
    @FunctionalInterface
    interface Visit {
        /**
         * Does it.
         *
         * @param unit number of the output
         * @param first the window's first place, counted from the sample's first value
         */
        void window(int sample, int unit, int first, int height, int width);
    }

    /** Visits all windows of so many samples. */
    void forEach(int samples, Visit visit) {
        for (int sample = 0; sample < samples; sample++) {
            int unit = 0;
            for (int c = 0; c < input.channels(); c++) {
                for (int y = 0; y < rowBegins.length; y++) {
                    int row = c * input.area() + rowBegins[y] * input.width();
                    for (int x = 0; x < columnBegins.length; x++) {
                        visit.window(
                                sample,
                                unit,
                                row + columnBegins[x],
                                rowEnds[y] - rowBegins[y],
                                columnEnds[x] - columnBegins[x]);
                        unit++;
                    }
                }
            }
        }
    }

    /** Values of one sample. */
    int inputSize() {
        return input.size();
    }

    int inputWidth() {
        return input.width();
    }

    /** Windows of one sample. */
    int size() {
        return output.size();
    }

    /** Rows of windows of one sample, over all channels. */
    int rows() {
        return output.channels() * output.height();
    }

    /** Windows of a row. */
    int columns() {
        return output.width();
    }

    /** Where the windows of a row begin, counted over the rows of all samples: the first column of their first row. */
    int rowAt(int row) {
        int channel = row / output.height();
        return channel * input.area() + rowBegins[row % output.height()] * input.width();
    }

    /** Rows of the windows of a row, counted over the rows of all samples. */
    int height(int row) {
        int y = row % output.height();
        return rowEnds[y] - rowBegins[y];
    }

    /** The first column of a window. */
    int begin(int column) {
        return columnBegins[column];
    }

    /** The column behind a window's last. */
    int end(int column) {
        return columnEnds[column];
    }
}
