package org.spinglass.network;

import java.util.Arrays;

/** Largest value of each window; derivatives go to the first place in the window that holds it. */
final class MaxPoolKernel implements Kernel {
    private final int planes;
    private final int height;
    private final int width;
    private final int windowHeight;
    private final int windowWidth;

    MaxPoolKernel(MaxPool pool, Shape input) {
        this.planes = input.channels();
        this.height = pool.height();
        this.width = pool.width();
        this.windowHeight = input.height() / height;
        this.windowWidth = input.width() / width;
    }

    @Override
    public int scratch(int rows) {
        return 0;
    }

    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        for (int unit = 0; unit < samples * planes * height * width; unit++) {
            out[outAt + unit] = in[inAt + largest(in, inAt, unit)];
        }
    }

    /** Where, counted from {@code at}, the largest value of an output's window stands; a NaN counts as the largest. */
    private int largest(float[] in, int at, int unit) {
        int rowLength = width * windowWidth;
        int corner = unit / width * windowHeight * rowLength + unit % width * windowWidth;
        int best = corner;
        for (int y = 0; y < windowHeight; y++) {
            for (int x = 0; x < windowWidth; x++) {
                int place = corner + y * rowLength + x;
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
        int units = planes * height * width;
        int inputUnits = units * windowHeight * windowWidth;
        Arrays.fill(up, upAt, upAt + samples * perSample * inputUnits, 0f);
        for (int a = 0; a < samples; a++) {
            for (int unit = 0; unit < units; unit++) {
                int place = largest(inputs, inputsAt + a * inputUnits, unit);
                for (int k = 0; k < perSample; k++) {
                    int row = a * perSample + k;
                    up[upAt + row * inputUnits + place] = down[row * units + unit];
                }
            }
        }
    }
}
