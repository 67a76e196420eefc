// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * What the weights of a convolution do to rows of derivatives: {@code A[(r,j),(a,k)] = sum_sites B[a][k][r, site]
 * u_j[a][site]}, one row a weight.
 *
 * @param values A, {@code variables x width()}, row-major
 * @param variables weights of the layer
 * @param samples samples a
 * @param rowsPerSample rows k of each sample
 */
@SuppressWarnings("ArrayRecordComponent")
record ChannelFactors(float[] values, int variables, int samples, int rowsPerSample) {
    /** Samples whose sum one piece of work takes; fixed, so that sums do not depend on the number of threads. */
    private static final int PIECE = 25;

    /** Rows of A are filled with zeros to a multiple of this, so that they fill vectors. */
    static final int FULL = 16;

    /** The mean over the samples, and over so many weights from {@code row} on, of the squares in A. */
    double meanSquare(int row, int count) {
        double squares = 0;
        int end = (row + count) * width();
        for (int i = row * width(); i < end; i++) {
            squares += (double) values[i] * values[i];
        }
        return squares / samples / count;
    }

    /** The weight of each column in J. */
    float[] sampleWeights() {
        float[] weights = new float[width()];
        Arrays.fill(weights, 1f / samples);
        return weights;
    }

    /** Columns of A, the zeros behind the samples included. */
    int width() {
        return width(samples, rowsPerSample);
    }

    static int width(int samples, int rowsPerSample) {
        return (samples * rowsPerSample + FULL - 1) / FULL * FULL;
    }

    /** A of the responses last computed, times a factor. */
    static ChannelFactors of(ResponseProblem.Source source, int samples, int rowsPerSample, float scale) {
        int variables = source.matrix().length;
        float[] values = new float[Math.multiplyExact(variables, width(samples, rowsPerSample))];
        ChannelFactors factors = new ChannelFactors(values, variables, samples, rowsPerSample);
        factors.put(source, 0, samples, scale, a -> a);
        return factors;
    }

    /**
     * Writes the responses last computed, times a factor.
     *
     * @param row of the layer's first weight in A
     * @param count samples, the first of these responses
     * @param place of each of them among the samples of A
     */
    void put(ResponseProblem.Source source, int row, int count, float scale, IntUnaryOperator place) {
        ChannelProducts layer = new ChannelProducts(source, rowsPerSample);
        int width = width();
        int at = row * width;
        source.workers().forEach(count, a -> {
            ChannelProducts.Sum own = layer.sum();
            own.add(a);
            for (int k = 0; k < rowsPerSample; k++) {
                own.copy(k, scale, values, at + place.applyAsInt(a) * rowsPerSample + k, width);
            }
        });
    }

    /**
     * Writes columns that stand one behind the other, in as many arrays as there are, {@code variables} numbers each.
     *
     * @param place of each of their samples among the samples of A
     */
    void put(List<float[]> columns, IntUnaryOperator place) {
        int width = width();
        int column = 0;
        for (float[] some : columns) {
            for (int from = 0; from < some.length; from += variables) {
                int at = place.applyAsInt(column / rowsPerSample) * rowsPerSample + column % rowsPerSample;
                for (int j = 0; j < variables; j++) {
                    values[j * width + at] = some[from + j];
                }
                column++;
            }
        }
    }

    /**
     * The columns of A of the responses last computed, times a factor, one behind the other.
     *
     * @param layers one, or those of a group, whose weights are behind each other in every column
     */
    static float[] columns(List<ResponseProblem.Source> layers, int samples, int rowsPerSample, float scale) {
        int variables = Sketches.variables(layers);
        float[] columns = new float[Math.multiplyExact(samples * rowsPerSample, variables)];
        int row = 0;
        for (ResponseProblem.Source source : layers) {
            ChannelProducts layer = new ChannelProducts(source, rowsPerSample);
            int at = row;
            source.workers().forEach(samples, a -> {
                ChannelProducts.Sum own = layer.sum();
                own.add(a);
                for (int k = 0; k < rowsPerSample; k++) {
                    own.copy(k, scale, columns, at + (a * rowsPerSample + k) * variables, 1);
                }
            });
            row += source.matrix().length;
        }
        return columns;
    }

    /** The sum over the samples of the responses last computed, one row each, times a factor: one number a weight. */
    static float[] sum(ResponseProblem.Source source, int samples, float scale) {
        ChannelProducts layer = new ChannelProducts(source, 1);
        int pieces = (samples + PIECE - 1) / PIECE;
        float[][] sums = new float[pieces][layer.variables()];
        source.workers().forEach(pieces, piece -> {
            ChannelProducts.Sum own = layer.sum();
            int end = Math.min(samples, (piece + 1) * PIECE);
            for (int a = piece * PIECE; a < end; a++) {
                own.add(a);
            }
            own.copy(0, scale, sums[piece], 0, 1);
        });
        float[] total = sums[0];
        for (int piece = 1; piece < pieces; piece++) {
            for (int j = 0; j < total.length; j++) {
                total[j] += sums[piece][j];
            }
        }
        return total;
    }
}
