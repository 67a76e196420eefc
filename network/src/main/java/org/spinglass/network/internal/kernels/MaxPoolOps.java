// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import java.util.Arrays;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Shape;

/** Largest value of each window; derivatives go to the first place in the window that holds it. */
public final class MaxPoolOps implements LayerOps {
    private final PoolPlaces places;
    private final boolean overlap;

    public MaxPoolOps(MaxPool pool, Shape input) {
        this.places = new PoolPlaces(pool.windows(), input);
        this.overlap = pool.windows().overlap();
    }

    /** For the largest values of the columns of a row of windows. */
    @Override
    public int scratch(int rows) {
        return places.inputWidth();
    }

    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        for (int row = 0; row < samples * places.rows(); row++) {
            int to = outAt + row * places.columns();
            columns(in, inAt + places.rowAt(row), places.height(row), scratch);
            for (int x = 0; x < places.columns(); x++) {
                out[to + x] = largest(scratch, x);
            }
        }
    }

    /** The largest value of each column of some rows; no branch depends on values, and a NaN counts as the largest. */
    private void columns(float[] in, int first, int height, float[] columns) {
        int width = places.inputWidth();
        System.arraycopy(in, first, columns, 0, width);
        for (int y = 1; y < height; y++) {
            int from = first + y * width;
            for (int x = 0; x < width; x++) {
                columns[x] = Math.max(columns[x], in[from + x]);
            }
        }
    }

    /** The largest value of a window. */
    private float largest(float[] columns, int window) {
        int end = places.end(window);
        float largest = columns[places.begin(window)];
        for (int x = places.begin(window) + 1; x < end; x++) {
            largest = Math.max(largest, columns[x]);
        }
        return largest;
    }

    /** Where the first value of a window stands that is the largest. */
    private int place(float[] in, int row, int height, int window, float largest) {
        int begin = row + places.begin(window);
        int width = places.end(window) - places.begin(window);
        int best = begin;
        for (int y = height - 1; y >= 0; y--) {
            int from = begin + y * places.inputWidth();
            for (int place = from + width - 1; place >= from; place--) {
                best = in[place] == largest ? place : best;
            }
        }
        return best;
    }

    @Override
    public void transpose(
            float[] weights,
            float[] inputs,
            int inputsAt,
            float[] down,
            float[] up,
            int upAt,
            int samples,
            int perSample,
            float[] scratch) {
        int inputSize = places.inputSize();
        int size = places.size();
        Arrays.fill(up, upAt, upAt + samples * perSample * inputSize, 0f);
        for (int row = 0; row < samples * places.rows(); row++) {
            int from = inputsAt + places.rowAt(row);
            int height = places.height(row);
            int sample = row / places.rows();
            int unit = row % places.rows() * places.columns();
            columns(inputs, from, height, scratch);
            for (int x = 0; x < places.columns(); x++, unit++) {
                int best = place(inputs, from, height, x, largest(scratch, x));
                int place = upAt + best - inputsAt - sample * inputSize;
                for (int k = sample * perSample; k < (sample + 1) * perSample; k++) {
                    float value = down[k * size + unit];
                    int to = k * inputSize + place;
                    up[to] = overlap ? up[to] + value : value;
                }
            }
        }
    }

    /**
     * Gives every place of a window the window's value, and 0 to what no window holds; for windows that do not overlap.
     */
    public void spread(float[] values, float[] inputs, int samples) {
        Arrays.fill(inputs, 0, samples * places.inputSize(), 0f);
        places.forEach(samples, (sample, unit, first, height, width) -> {
            for (int y = 0; y < height; y++) {
                int row = sample * places.inputSize() + first + y * places.inputWidth();
                Arrays.fill(inputs, row, row + width, values[sample * places.size() + unit]);
            }
        });
    }
}
