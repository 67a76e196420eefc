// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

/** Plain Java, for any machine; the reference that the other implementation is tested against. */
final class ScalarOps implements VectorOps {

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public BitOps bits() {
        return new ScalarBits();
    }

    @Override
    public float dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            s0 += x[xOffset + i] * y[yOffset + i];
            s1 += x[xOffset + i + 1] * y[yOffset + i + 1];
            s2 += x[xOffset + i + 2] * y[yOffset + i + 2];
            s3 += x[xOffset + i + 3] * y[yOffset + i + 3];
        }
        for (; i < length; i++) {
            s0 += x[xOffset + i] * y[yOffset + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public void add(float factor, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] += factor * x[xOffset + i];
        }
    }

    @Override
    public void add(double factor, double[] x, int xOffset, double[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] += factor * x[xOffset + i];
        }
    }

    @Override
    public void addWeighted(
            float factor, float[] c, int cOffset, float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] += factor * c[cOffset + i] * x[xOffset + i];
        }
    }

    @Override
    public void leaky(
            float slope, float[] x, int xOffset, float[] from, int fromOffset, float[] to, int toOffset, int length) {
        for (int i = 0; i < length; i++) {
            float value = from[fromOffset + i];
            to[toOffset + i] = x[xOffset + i] > 0 ? value : slope * value;
        }
    }

    @Override
    public float weightedSquares(float[] c, int cOffset, float[] x, int xOffset, int length) {
        float s0 = 0;
        float s1 = 0;
        int i = 0;
        for (; i + 1 < length; i += 2) {
            s0 += c[cOffset + i] * x[xOffset + i] * x[xOffset + i];
            s1 += c[cOffset + i + 1] * x[xOffset + i + 1] * x[xOffset + i + 1];
        }
        if (i < length) {
            s0 += c[cOffset + i] * x[xOffset + i] * x[xOffset + i];
        }
        return s0 + s1;
    }

    @Override
    public float addAndLeast(float factor, float[] x, int xOffset, float[] y, int yOffset, int length) {
        float least = Float.POSITIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            float sum = y[yOffset + i] + factor * x[xOffset + i];
            y[yOffset + i] = sum;
            least = Math.min(least, sum);
        }
        return least;
    }

    @Override
    public float greatestProduct(float[] x, float[] y, int[] until, int now, int length) {
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            if (until[i] <= now) {
                greatest = Math.max(greatest, x[i] * y[i]);
            }
        }
        return greatest;
    }

    @Override
    public int indexOfProduct(float product, float[] x, float[] y, int[] until, int now, int from, int to) {
        for (int i = from; i < to; i++) {
            if (x[i] * y[i] == product && until[i] <= now) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public double greatestProduct(double[] x, double[] y, int[] until, int now, int length) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            if (until[i] <= now) {
                greatest = Math.max(greatest, x[i] * y[i]);
            }
        }
        return greatest;
    }

    @Override
    public int indexOfProduct(double product, double[] x, double[] y, int[] until, int now, int from, int to) {
        for (int i = from; i < to; i++) {
            if (x[i] * y[i] == product && until[i] <= now) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void random(long[] state, long[] out) {
        for (int g = 0; g < 8; g++) {
            long s0 = state[g];
            long s1 = state[8 + g];
            long s2 = state[16 + g];
            long s3 = state[24 + g];
            for (int i = g; i < out.length; i += 8) {
                out[i] = Long.rotateLeft(s0 + s3, 23) + s0;
                long t = s1 << 17;
                s2 ^= s0;
                s3 ^= s1;
                s1 ^= s2;
                s0 ^= s3;
                s2 ^= t;
                s3 = Long.rotateLeft(s3, 45);
            }
            state[g] = s0;
            state[8 + g] = s1;
            state[16 + g] = s2;
            state[24 + g] = s3;
        }
    }

    @Override
    public void exponential(long[] random, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = Logarithm.exponential((int) (random[i >> 1] >>> 32 * (i & 1)));
        }
    }

    @Override
    public void logistic(long[] random, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = Logarithm.logistic((int) (random[i >> 1] >>> 32 * (i & 1)));
        }
    }

    @Override
    public void negatedFloors(float scale, float[] x, short[] out, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = (short) -Math.floor(Math.max(-32767f, Math.min(32767f, scale * x[i])));
        }
    }

    @Override
    public void add(short factor, short[] x, int xOffset, short[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] += (short) (factor * x[xOffset + i]);
        }
    }

    @Override
    public void addBits(short set, short clear, long[] words, int wordOffset, short[] y, int length) {
        int more = set - clear;
        for (int i = 0; i < length; i++) {
            y[i] += (short) (clear + more * (int) (words[wordOffset + (i >> 6)] >>> i & 1));
        }
    }

    @Override
    public int firstAtLeast(short[] x, short[] y, short[] limit, int from, int to) {
        int i = from;
        while (i < to && (short) (x[i] * y[i]) < limit[i]) {
            i++;
        }
        return i;
    }

    @Override
    public long sweepLanes(
            int[] starts,
            int[] neighbours,
            short[] couplings,
            short[] spins,
            short[] fields,
            short[] limits,
            int[] gains) {
        short[] steps = new short[STATES];
        long flips = 0;
        for (int i = 0; i + 1 < starts.length; i++) {
            int flipped = 0;
            for (int r = 0, at = STATES * i; r < STATES; r++, at++) {
                short gain = (short) (spins[at] * fields[at]);
                boolean isFlipped = gain >= limits[at];
                steps[r] = (short) (isFlipped ? -2 * spins[at] : 0);
                if (isFlipped) {
                    gains[r] += gain;
                    spins[at] = (short) -spins[at];
                    flipped++;
                }
            }
            if (flipped > 0) {
                flips += flipped;
                for (int k = starts[i]; k < starts[i + 1]; k++) {
                    int at = STATES * neighbours[k];
                    int coupling = couplings[k];
                    for (int r = 0; r < STATES; r++) {
                        fields[at + r] += (short) (coupling * steps[r]);
                    }
                }
            }
        }
        return flips;
    }

    @Override
    public void cutPaths(double rate, PathNoise noise, long[] cuts, int spins) {
        ScalarPaths.cut(rate, noise, cuts, spins);
    }

    @Override
    public void drawPaths(PathRows rows, long[] paths, long[] cuts, float strength, PathNoise noise, long[] moved) {
        ScalarPaths.draw(rows, paths, cuts, strength, noise, moved);
    }

    @Override
    public void addDifferences(
            int[] ends, double[] weights, int start, int end, long mask, long[] paths, double[] out) {
        ScalarPaths.addDifferences(ends, weights, start, end, mask, paths, out);
    }
}
