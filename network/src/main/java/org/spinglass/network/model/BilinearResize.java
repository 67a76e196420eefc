// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.model;

/**
 * Resizes planes of pixels, bilinear with half-pixel centres and antialiased where an axis shrinks; what PyTorch computes by
 * {@code interpolate(mode="bilinear", align_corners=False, antialias=True)}.
 *
 * <p>Along each axis output o lies at {@code c = (o + 1/2) s} of the input, {@code s = in / out}, and input i has the weight
 * {@code max(0, 1 - |i + 1/2 - c| / max(s, 1))}, scaled so that those of o add up to 1. Rows first, then columns. Immutable.
 */
final class BilinearResize {
    private final int fromWidth;
    private final int fromHeight;
    private final Axis columns;
    private final Axis rows;

    BilinearResize(int fromHeight, int fromWidth, int toHeight, int toWidth) {
        this.fromWidth = fromWidth;
        this.fromHeight = fromHeight;
        this.columns = Axis.of(fromWidth, toWidth);
        this.rows = Axis.of(fromHeight, toHeight);
    }

    /** For each output of an axis its first input and the weights from there on. */
    private record Axis(int[] first, float[][] weights) {
        static Axis of(int in, int out) {
            double scale = (double) in / out;
            double reach = Math.max(scale, 1);
            Axis axis = new Axis(new int[out], new float[out][]);
            for (int o = 0; o < out; o++) {
                double centre = (o + 0.5) * scale;
                int begin = Math.max(0, (int) Math.floor(centre - reach + 0.5));
                int end = Math.min(in, (int) Math.floor(centre + reach + 0.5));
                axis.first[o] = begin;
                axis.weights[o] = weights(begin, end, centre, reach);
            }
            return axis;
        }

        private static float[] weights(int begin, int end, double centre, double reach) {
            double[] triangle = new double[end - begin];
            double sum = 0;
            for (int i = 0; i < triangle.length; i++) {
                triangle[i] = Math.max(0, 1 - Math.abs(begin + i + 0.5 - centre) / reach);
                sum += triangle[i];
            }
            float[] weights = new float[triangle.length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (triangle[i] / sum);
            }
            return weights;
        }

        /** The map of the axis as a matrix: output o from input i at {@code o down + i across}. */
        float[] matrix(int in, int down, int across) {
            float[] matrix = new float[first.length * in];
            for (int o = 0; o < first.length; o++) {
                for (int i = 0; i < weights[o].length; i++) {
                    matrix[o * down + (first[o] + i) * across] = weights[o][i];
                }
            }
            return matrix;
        }

        /** The output o of an axis whose inputs stand {@code step} apart. */
        float at(int o, float[] in, int at, int step) {
            float[] weight = weights[o];
            float sum = 0;
            for (int i = 0; i < weight.length; i++) {
                sum += weight[i] * in[at + (first[o] + i) * step];
            }
            return sum;
        }
    }

    /** Resizes all planes of an array that hold one after the other. */
    float[] apply(float[] in) {
        int wide = columns.first.length;
        int high = rows.first.length;
        int planes = in.length / (fromHeight * fromWidth);
        float[] between = new float[fromHeight * wide];
        float[] out = new float[planes * high * wide];
        for (int plane = 0; plane < planes; plane++) {
            for (int y = 0; y < fromHeight; y++) {
                for (int x = 0; x < wide; x++) {
                    between[y * wide + x] = columns.at(x, in, (plane * fromHeight + y) * fromWidth, 1);
                }
            }
            for (int y = 0; y < high; y++) {
                for (int x = 0; x < wide; x++) {
                    out[(plane * high + y) * wide + x] = rows.at(y, between, x, wide);
                }
            }
        }
        return out;
    }

    /** The map of rows, a row for each row of the result; it is multiplied from the left. */
    float[] rows() {
        return rows.matrix(fromHeight, fromHeight, 1);
    }

    /** The map of columns, a column for each column of the result; it is multiplied from the right. */
    float[] columns() {
        return columns.matrix(fromWidth, 1, columns.first.length);
    }
}
