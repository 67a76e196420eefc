package org.spinglass.network;

/** One value at a time. */
final class ScalarLanes implements Lanes {
    @Override
    public void add(float[] from, int fromAt, float[] to, int toAt, int length) {
        for (int i = 0; i < length; i++) {
            to[toAt + i] += from[fromAt + i];
        }
    }

    @Override
    public void leaky(float slope, float[] x, int xAt, float[] to, int toAt, int length) {
        leakySlope(slope, x, xAt, x, xAt, to, toAt, length);
    }

    @Override
    public void leakySlope(
            float slope, float[] x, int xAt, float[] from, int fromAt, float[] to, int toAt, int length) {
        for (int i = 0; i < length; i++) {
            float value = from[fromAt + i];
            to[toAt + i] = x[xAt + i] > 0 ? value : slope * value;
        }
    }
}
