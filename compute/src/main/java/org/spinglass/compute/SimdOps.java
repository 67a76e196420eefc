// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The Vector API at the machine's preferred width. */
final class SimdOps implements VectorOps {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> HALF_INTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final int HALF_LANES = DOUBLES.length();
    private static final VectorShuffle<Float> BY_8 = turned(8);
    private static final VectorShuffle<Float> BY_4 = turned(4);
    private static final VectorShuffle<Float> BY_2 = turned(2);
    private static final VectorShuffle<Float> BY_1 = turned(1);

    private static final BitOps BITS = new VectorBits();

    private static VectorShuffle<Float> turned(int lanes) {
        return VectorShuffle.iota(FLOATS, lanes % LANES, 1, true);
    }

    /**
     * The sum of all lanes, halves onto halves. {@code reduceLanes} leaves the order open, and it does differ between
     * interpreted and compiled code, so that a run would depend on when the compiler steps in.
     */
    static float sum(FloatVector lanes) {
        FloatVector s = lanes;
        if (LANES > 16) {
            throw new IllegalStateException("vectors of more than sixteen floats");
        }
        if (LANES > 8) {
            s = s.add(s.rearrange(BY_8));
        }
        if (LANES > 4) {
            s = s.add(s.rearrange(BY_4));
        }
        if (LANES > 2) {
            s = s.add(s.rearrange(BY_2));
        }
        if (LANES > 1) {
            s = s.add(s.rearrange(BY_1));
        }
        return s.lane(0);
    }

    @Override
    public String name() {
        return "vector-" + FLOATS.vectorBitSize();
    }

    @Override
    public BitOps bits() {
        return BITS;
    }

    @Override
    public float dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = FloatVector.zero(FLOATS);
        int i = 0;
        for (; i + 2 * LANES <= length; i += 2 * LANES) {
            s0 = FloatVector.fromArray(FLOATS, x, xOffset + i).fma(FloatVector.fromArray(FLOATS, y, yOffset + i), s0);
            s1 = FloatVector.fromArray(FLOATS, x, xOffset + i + LANES)
                    .fma(FloatVector.fromArray(FLOATS, y, yOffset + i + LANES), s1);
        }
        for (; i < length; i += LANES) {
            VectorMask<Float> mask = FLOATS.indexInRange(i, length);
            s0 = FloatVector.fromArray(FLOATS, x, xOffset + i, mask)
                    .fma(FloatVector.fromArray(FLOATS, y, yOffset + i, mask), s0);
        }
        return sum(s0.add(s1));
    }

    @Override
    public void add(float factor, float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatVector f = FloatVector.broadcast(FLOATS, factor);
        int i = 0;
        for (; i + LANES <= length; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xOffset + i)
                    .fma(f, FloatVector.fromArray(FLOATS, y, yOffset + i))
                    .intoArray(y, yOffset + i);
        }
        if (i < length) {
            VectorMask<Float> mask = FLOATS.indexInRange(i, length);
            FloatVector.fromArray(FLOATS, x, xOffset + i, mask)
                    .fma(f, FloatVector.fromArray(FLOATS, y, yOffset + i, mask))
                    .intoArray(y, yOffset + i, mask);
        }
    }

    @Override
    public void addWeighted(
            float factor, float[] c, int cOffset, float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatVector f = FloatVector.broadcast(FLOATS, factor);
        int i = 0;
        for (; i + LANES <= length; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xOffset + i)
                    .mul(f)
                    .fma(FloatVector.fromArray(FLOATS, c, cOffset + i), FloatVector.fromArray(FLOATS, y, yOffset + i))
                    .intoArray(y, yOffset + i);
        }
        if (i < length) {
            VectorMask<Float> mask = FLOATS.indexInRange(i, length);
            FloatVector.fromArray(FLOATS, x, xOffset + i, mask)
                    .mul(f)
                    .fma(
                            FloatVector.fromArray(FLOATS, c, cOffset + i, mask),
                            FloatVector.fromArray(FLOATS, y, yOffset + i, mask))
                    .intoArray(y, yOffset + i, mask);
        }
    }

    @Override
    public void leaky(
            float slope, float[] x, int xOffset, float[] from, int fromOffset, float[] to, int toOffset, int length) {
        int bound = FLOATS.loopBound(length);
        for (int i = 0; i < bound; i += LANES) {
            VectorMask<Float> isPositive =
                    FloatVector.fromArray(FLOATS, x, xOffset + i).compare(VectorOperators.GT, 0f);
            FloatVector value = FloatVector.fromArray(FLOATS, from, fromOffset + i);
            value.mul(slope).blend(value, isPositive).intoArray(to, toOffset + i);
        }
        for (int i = bound; i < length; i++) {
            float value = from[fromOffset + i];
            to[toOffset + i] = x[xOffset + i] > 0 ? value : slope * value;
        }
    }

    @Override
    public float weightedSquares(float[] c, int cOffset, float[] x, int xOffset, int length) {
        FloatVector s = FloatVector.zero(FLOATS);
        int i = 0;
        for (; i + LANES <= length; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xOffset + i);
            s = v.mul(v).fma(FloatVector.fromArray(FLOATS, c, cOffset + i), s);
        }
        if (i < length) {
            VectorMask<Float> mask = FLOATS.indexInRange(i, length);
            FloatVector v = FloatVector.fromArray(FLOATS, x, xOffset + i, mask);
            s = v.mul(v).fma(FloatVector.fromArray(FLOATS, c, cOffset + i, mask), s);
        }
        return sum(s);
    }

    @Override
    public float addAndLeast(float factor, float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatVector f = FloatVector.broadcast(FLOATS, factor);
        FloatVector least = FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY);
        int bound = FLOATS.loopBound(length);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector sum =
                    FloatVector.fromArray(FLOATS, x, xOffset + i).fma(f, FloatVector.fromArray(FLOATS, y, yOffset + i));
            sum.intoArray(y, yOffset + i);
            least = least.min(sum);
        }
        float result = least.reduceLanes(VectorOperators.MIN);
        for (int i = bound; i < length; i++) {
            float sum = Math.fma(x[xOffset + i], factor, y[yOffset + i]);
            y[yOffset + i] = sum;
            result = Math.min(result, sum);
        }
        return result;
    }

    @Override
    public float greatestProduct(float[] x, float[] y, int[] until, int now, int length) {
        FloatVector none = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
        FloatVector greatest = none;
        int bound = FLOATS.loopBound(length);
        for (int i = 0; i < bound; i += LANES) {
            VectorMask<Float> isAllowed = IntVector.fromArray(INTS, until, i)
                    .compare(VectorOperators.LE, now)
                    .cast(FLOATS);
            FloatVector product = FloatVector.fromArray(FLOATS, x, i).mul(FloatVector.fromArray(FLOATS, y, i));
            greatest = greatest.max(none.blend(product, isAllowed));
        }
        float result = greatest.reduceLanes(VectorOperators.MAX);
        for (int i = bound; i < length; i++) {
            if (until[i] <= now) {
                result = Math.max(result, x[i] * y[i]);
            }
        }
        return result;
    }

    @Override
    public int indexOfProduct(float product, float[] x, float[] y, int[] until, int now, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            VectorMask<Float> isFound = FloatVector.fromArray(FLOATS, x, i)
                    .mul(FloatVector.fromArray(FLOATS, y, i))
                    .compare(VectorOperators.EQ, product);
            if (isFound.anyTrue()) {
                VectorMask<Float> isAllowed = IntVector.fromArray(INTS, until, i)
                        .compare(VectorOperators.LE, now)
                        .cast(FLOATS);
                int lane = isFound.and(isAllowed).firstTrue();
                if (lane < LANES) {
                    return i + lane;
                }
            }
        }
        for (; i < to; i++) {
            if (x[i] * y[i] == product && until[i] <= now) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void add(double factor, double[] x, int xOffset, double[] y, int yOffset, int length) {
        int bound = DOUBLES.loopBound(length);
        for (int i = 0; i < bound; i += HALF_LANES) {
            DoubleVector.fromArray(DOUBLES, x, xOffset + i)
                    .mul(factor)
                    .add(DoubleVector.fromArray(DOUBLES, y, yOffset + i))
                    .intoArray(y, yOffset + i);
        }
        for (int i = bound; i < length; i++) {
            y[yOffset + i] += factor * x[xOffset + i];
        }
    }

    @Override
    public double greatestProduct(double[] x, double[] y, int[] until, int now, int length) {
        DoubleVector none = DoubleVector.broadcast(DOUBLES, Double.NEGATIVE_INFINITY);
        DoubleVector greatest = none;
        int bound = DOUBLES.loopBound(length);
        for (int i = 0; i < bound; i += HALF_LANES) {
            DoubleVector product = DoubleVector.fromArray(DOUBLES, x, i).mul(DoubleVector.fromArray(DOUBLES, y, i));
            greatest = greatest.max(none.blend(product, isAllowed(until, i, now)));
        }
        double result = greatest.reduceLanes(VectorOperators.MAX);
        for (int i = bound; i < length; i++) {
            if (until[i] <= now) {
                result = Math.max(result, x[i] * y[i]);
            }
        }
        return result;
    }

    private static VectorMask<Double> isAllowed(int[] until, int i, int now) {
        return IntVector.fromArray(HALF_INTS, until, i)
                .compare(VectorOperators.LE, now)
                .cast(DOUBLES);
    }

    @Override
    public int indexOfProduct(double product, double[] x, double[] y, int[] until, int now, int from, int to) {
        int i = from;
        for (; i + HALF_LANES <= to; i += HALF_LANES) {
            VectorMask<Double> isFound = DoubleVector.fromArray(DOUBLES, x, i)
                    .mul(DoubleVector.fromArray(DOUBLES, y, i))
                    .compare(VectorOperators.EQ, product);
            if (isFound.anyTrue()) {
                int lane = isFound.and(isAllowed(until, i, now)).firstTrue();
                if (lane < HALF_LANES) {
                    return i + lane;
                }
            }
        }
        for (; i < to; i++) {
            if (x[i] * y[i] == product && until[i] <= now) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void random(long[] state, long[] out) {
        int lanes = Math.min(8, LONGS.length());
        if (lanes != LONGS.length()) {
            throw new IllegalStateException("vectors of more than eight longs");
        }
        for (int g = 0; g < 8; g += lanes) {
            LongVector s0 = LongVector.fromArray(LONGS, state, g);
            LongVector s1 = LongVector.fromArray(LONGS, state, 8 + g);
            LongVector s2 = LongVector.fromArray(LONGS, state, 16 + g);
            LongVector s3 = LongVector.fromArray(LONGS, state, 24 + g);
            for (int i = g; i < out.length; i += 8) {
                s0.add(s3).lanewise(VectorOperators.ROL, 23).add(s0).intoArray(out, i);
                LongVector t = s1.lanewise(VectorOperators.LSHL, 17);
                s2 = s2.lanewise(VectorOperators.XOR, s0);
                s3 = s3.lanewise(VectorOperators.XOR, s1);
                s1 = s1.lanewise(VectorOperators.XOR, s2);
                s0 = s0.lanewise(VectorOperators.XOR, s3);
                s2 = s2.lanewise(VectorOperators.XOR, t);
                s3 = s3.lanewise(VectorOperators.ROL, 45);
            }
            s0.intoArray(state, g);
            s1.intoArray(state, 8 + g);
            s2.intoArray(state, 16 + g);
            s3.intoArray(state, 24 + g);
        }
    }

    @Override
    public void exponential(long[] random, float[] out) {
        VectorDraws.exponential(random, out);
    }

    @Override
    public void logistic(long[] random, float[] out) {
        VectorDraws.logistic(random, out);
    }

    @Override
    public void negatedFloors(float scale, float[] x, short[] out, int length) {
        VectorWholes.negatedFloors(scale, x, out, length);
    }

    @Override
    public void add(short factor, short[] x, int xOffset, short[] y, int yOffset, int length) {
        VectorWholes.add(factor, x, xOffset, y, yOffset, length);
    }

    @Override
    public void addBits(short set, short clear, long[] words, int wordOffset, short[] y, int length) {
        VectorWholes.addBits(set, clear, words, wordOffset, y, length);
    }

    @Override
    public int firstAtLeast(short[] x, short[] y, short[] limit, int from, int to) {
        return VectorWholes.firstAtLeast(x, y, limit, from, to);
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
        return VectorWholes.sweepLanes(starts, neighbours, couplings, spins, fields, limits, gains);
    }

    @Override
    public void cutPaths(double rate, PathNoise noise, long[] cuts, int spins) {
        VectorPaths.cut(rate, noise, cuts, spins);
    }

    @Override
    public void drawPaths(PathRows rows, long[] paths, long[] cuts, float strength, PathNoise noise, long[] moved) {
        VectorPaths.draw(rows, paths, cuts, strength, noise, moved);
    }

    @Override
    public void addDifferences(
            int[] ends, double[] weights, int start, int end, long mask, long[] paths, double[] out) {
        VectorPaths.addDifferences(ends, weights, start, end, mask, paths, out);
    }
}
