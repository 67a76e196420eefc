// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import java.util.Arrays;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Shape;

/** Largest value of each window; derivatives go to the first place in the window that holds it. */
public final class MaxPoolOps implements LayerOps {
    private final int inputWidth;
    private final int inputArea;
    private final int inputSize;
    private final int width;
    private final int area;
    private final int size;
    private final int windowHeight;
    private final int windowWidth;

    public MaxPoolOps(MaxPool pool, Shape input) {
        Shape output = pool.output(input);
        this.inputWidth = input.width();
        this.inputArea = input.area();
        this.inputSize = input.size();
        this.width = output.width();
        this.area = output.area();
        this.size = output.size();
        this.windowHeight = pool.windowHeight(input);
        this.windowWidth = pool.windowWidth(input);
    }

    @Override
    public int scratch(int rows) {
        return 0;
    }

    @Override
    public double operations() {
        return 0;
    }

    @Override
    public double transposedOperations() {
        return 0;
    }

    @Override
    public Kernel kernel() {
        return Kernel.COPY;
    }

    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        for (int a = 0; a < samples; a++) {
            int from = inAt + a * inputSize;
            for (int unit = 0; unit < size; unit++) {
                out[outAt + a * size + unit] = in[from + largest(in, from, unit)];
            }
        }
    }

    /** Where, counted from its sample's first input, the first value of an output's window stands. */
    private int corner(int unit) {
        int site = unit % area;
        return unit / area * inputArea + site / width * windowHeight * inputWidth + site % width * windowWidth;
    }

    /** Where, counted from {@code at}, the largest value of an output's window stands; a NaN counts as the largest. */
    private int largest(float[] in, int at, int unit) {
        int corner = corner(unit);
        int best = corner;
        for (int y = 0; y < windowHeight; y++) {
            for (int x = 0; x < windowWidth; x++) {
                int place = corner + y * inputWidth + x;
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
        Arrays.fill(up, upAt, upAt + samples * perSample * inputSize, 0f);
        for (int a = 0; a < samples; a++) {
            for (int unit = 0; unit < size; unit++) {
                int place = largest(inputs, inputsAt + a * inputSize, unit);
                for (int k = 0; k < perSample; k++) {
                    int row = a * perSample + k;
                    up[upAt + row * inputSize + place] = down[row * size + unit];
                }
            }
        }
    }

    /** Gives every place of a window the window's value, and 0 to what no window holds. */
    public void spread(float[] values, float[] inputs, int samples) {
        Arrays.fill(inputs, 0, samples * inputSize, 0f);
        for (int a = 0; a < samples; a++) {
            for (int unit = 0; unit < size; unit++) {
                int corner = a * inputSize + corner(unit);
                for (int y = 0; y < windowHeight; y++) {
                    int row = corner + y * inputWidth;
                    Arrays.fill(inputs, row, row + windowWidth, values[a * size + unit]);
                }
            }
        }
    }
}
