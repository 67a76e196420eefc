package org.spinglass.network;

/** {@code max(x, slope x)}, which is LeakyReLU for slopes from 0 to 1. */
record LeakyReluKernel(float slope, int size) implements Kernel {
    @Override
    public int scratch(int rows) {
        return size;
    }

    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        int length = samples * size;
        for (int i = 0; i < length; i++) {
            float x = in[inAt + i];
            out[outAt + i] = Math.max(x, slope * x);
        }
    }

    /** Each row times the sample's slope pattern gamma. */
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
        for (int a = 0; a < samples; a++) {
            slopes(inputs, inputsAt + a * size, scratch);
            for (int k = 0; k < perSample; k++) {
                int row = (a * perSample + k) * size;
                multiply(down, row, scratch, up, upAt + row);
            }
        }
    }

    private void slopes(float[] inputs, int at, float[] gamma) {
        for (int i = 0; i < size; i++) {
            gamma[i] = inputs[at + i] > 0 ? 1f : slope;
        }
    }

    private void multiply(float[] down, int from, float[] gamma, float[] up, int to) {
        for (int i = 0; i < size; i++) {
            up[to + i] = down[from + i] * gamma[i];
        }
    }
}
