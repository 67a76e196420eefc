package org.spinglass.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The Vector API at the machine's preferred width. */
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final VectorShuffle<Float> BY_8 = turned(8);
    private static final VectorShuffle<Float> BY_4 = turned(4);
    private static final VectorShuffle<Float> BY_2 = turned(2);
    private static final VectorShuffle<Float> BY_1 = turned(1);

    private static VectorShuffle<Float> turned(int lanes) {
        return VectorShuffle.iota(FLOATS, lanes % LANES, 1, true);
    }

    /**
     * The sum of all lanes, halves onto halves. {@code reduceLanes} leaves the order open, and it does differ between
     * interpreted and compiled code, so that a run would depend on when the compiler steps in.
     */
    private static float sum(FloatVector lanes) {
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
}
