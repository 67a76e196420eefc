// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import java.util.Arrays;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.Shape;

/** Mean of each window, over the places of the input that it holds; derivatives go to all of them alike. */
public final class AveragePoolOps implements LayerOps {
    private final PoolPlaces places;

    public AveragePoolOps(AveragePool pool, Shape input) {
        this.places = new PoolPlaces(pool.windows(), input);
    }

    @Override
    public int scratch(int rows) {
        return 0;
    }

    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        places.forEach(samples, (sample, unit, first, height, width) -> {
            float sum = 0;
            for (int y = 0; y < height; y++) {
                int end = inAt + sample * places.inputSize() + first + y * places.inputWidth() + width;
                for (int place = end - width; place < end; place++) {
                    sum += in[place];
                }
            }
            out[outAt + sample * places.size() + unit] = sum / (height * width);
        });
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
        int rows = samples * perSample;
        Arrays.fill(up, upAt, upAt + rows * places.inputSize(), 0f);
        places.forEach(rows, (row, unit, first, height, width) -> {
            float share = down[row * places.size() + unit] / (height * width);
            for (int y = 0; y < height; y++) {
                int end = upAt + row * places.inputSize() + first + y * places.inputWidth() + width;
                for (int place = end - width; place < end; place++) {
                    up[place] += share;
                }
            }
        });
    }
}
