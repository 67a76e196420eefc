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

    @Override
    public int scratch(int rows) {
        return 0;
    }

    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        places.forEach(samples, (sample, unit, first, height, width) -> {
            int from = inAt + sample * places.inputSize();
            out[outAt + sample * places.size() + unit] = in[from + largest(in, from, first, height, width)];
        });
    }

    /** Where, counted from {@code at}, the largest value of a window stands; a NaN counts as the largest. */
    private int largest(float[] in, int at, int first, int height, int width) {
        int best = first;
        for (int y = 0; y < height; y++) {
            int end = first + y * places.inputWidth() + width;
            for (int place = end - width; place < end; place++) {
                if (!(in[at + place] <= in[at + best])) {
                    best = place;
                }
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
        places.forEach(samples, (sample, unit, first, height, width) -> {
            int place = upAt + largest(inputs, inputsAt + sample * inputSize, first, height, width);
            for (int row = sample * perSample; row < (sample + 1) * perSample; row++) {
                float value = down[row * size + unit];
                int to = row * inputSize + place;
                up[to] = overlap ? up[to] + value : value;
            }
        });
    }

    /** Gives every place of a window the window's value, and 0 to what no window holds; for windows that do not overlap. */
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
