package org.spinglass.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The Vector API at the machine's preferred width. */
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> NARROW =
            VectorSpecies.of(short.class, VectorShape.forBitSize(SHORTS.vectorBitSize() / 2));
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

    /** {@link Logarithm#of}, the same steps. */
    private static FloatVector logarithm(FloatVector x) {
        IntVector bits = x.reinterpretAsInts().sub(Logarithm.ROOT);
        FloatVector exponent =
                (FloatVector) bits.lanewise(VectorOperators.ASHR, 23).convert(VectorOperators.I2F, 0);
        FloatVector t =
                bits.and(0x7fffff).add(Logarithm.ROOT).reinterpretAsFloats().sub(1f);
        FloatVector p = FloatVector.broadcast(FLOATS, Logarithm.POLYNOMIAL[0]);
        for (int k = 1; k < Logarithm.POLYNOMIAL.length; k++) {
            p = p.fma(t, FloatVector.broadcast(FLOATS, Logarithm.POLYNOMIAL[k]));
        }
        FloatVector square = t.mul(t);
        FloatVector rest = p.fma(square.mul(t), square.mul(-0.5f));
        return exponent.fma(FloatVector.broadcast(FLOATS, Logarithm.LN_2), rest.add(t));
    }

    /** {@code (k + 0.5) / 2^31}. */
    private static FloatVector uniform(IntVector k) {
        return ((FloatVector) k.convert(VectorOperators.I2F, 0)).add(0.5f).mul(0x1.0p-31f);
    }

    private static IntVector bits(long[] random, int i) {
        return LongVector.fromArray(LONGS, random, i >> 1).reinterpretAsInts().lanewise(VectorOperators.LSHR, 1);
    }

    @Override
    public void exponential(long[] random, float[] out) {
        int bound = FLOATS.loopBound(out.length);
        for (int i = 0; i < bound; i += LANES) {
            logarithm(uniform(bits(random, i))).neg().max(Logarithm.LEAST).intoArray(out, i);
        }
        for (int i = bound; i < out.length; i++) {
            out[i] = Logarithm.exponential((int) (random[i >> 1] >>> 32 * (i & 1)));
        }
    }

    @Override
    public void logistic(long[] random, float[] out) {
        int bound = FLOATS.loopBound(out.length);
        for (int i = 0; i < bound; i += LANES) {
            IntVector k = bits(random, i);
            FloatVector rest =
                    uniform(IntVector.broadcast(INTS, Integer.MAX_VALUE).sub(k));
            logarithm(rest).sub(logarithm(uniform(k))).intoArray(out, i);
        }
        for (int i = bound; i < out.length; i++) {
            out[i] = Logarithm.logistic((int) (random[i >> 1] >>> 32 * (i & 1)));
        }
    }

    @Override
    public void negatedFloors(float scale, float[] x, short[] out, int length) {
        int bound = FLOATS.loopBound(length);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector value =
                    FloatVector.fromArray(FLOATS, x, i).mul(scale).min(32767f).max(-32767f);
            IntVector towardsZero = (IntVector) value.convert(VectorOperators.F2I, 0);
            FloatVector back = (FloatVector) towardsZero.convert(VectorOperators.I2F, 0);
            VectorMask<Integer> isAbove =
                    back.compare(VectorOperators.GT, value).cast(INTS);
            IntVector negated = towardsZero.neg().add(1, isAbove);
            ((ShortVector) negated.convertShape(VectorOperators.I2S, NARROW, 0)).intoArray(out, i);
        }
        for (int i = bound; i < length; i++) {
            out[i] = (short) -Math.floor(Math.max(-32767f, Math.min(32767f, scale * x[i])));
        }
    }

    @Override
    public void add(short factor, short[] x, int xOffset, short[] y, int yOffset, int length) {
        int bound = SHORTS.loopBound(length);
        for (int i = 0; i < bound; i += SHORTS.length()) {
            ShortVector.fromArray(SHORTS, y, yOffset + i)
                    .add(ShortVector.fromArray(SHORTS, x, xOffset + i).mul(factor))
                    .intoArray(y, yOffset + i);
        }
        for (int i = bound; i < length; i++) {
            y[yOffset + i] += (short) (factor * x[xOffset + i]);
        }
    }

    @Override
    public void addBits(short set, short clear, long[] words, int wordOffset, short[] y, int length) {
        ShortVector ones = ShortVector.broadcast(SHORTS, set);
        ShortVector zeros = ShortVector.broadcast(SHORTS, clear);
        int lanes = SHORTS.length();
        int bound = length & -64;
        for (int i = 0; i < bound; i += 64) {
            long word = words[wordOffset + (i >> 6)];
            for (int part = 0; part < 64; part += lanes) {
                VectorMask<Short> isSet = VectorMask.fromLong(SHORTS, word >>> part);
                ShortVector.fromArray(SHORTS, y, i + part)
                        .add(zeros.blend(ones, isSet))
                        .intoArray(y, i + part);
            }
        }
        int more = set - clear;
        for (int i = bound; i < length; i++) {
            y[i] += (short) (clear + more * (int) (words[wordOffset + (i >> 6)] >>> i & 1));
        }
    }

    @Override
    public int firstAtLeast(short[] x, short[] y, short[] limit, int from, int to) {
        int i = from;
        for (; i + SHORTS.length() <= to; i += SHORTS.length()) {
            VectorMask<Short> isAtLeast = ShortVector.fromArray(SHORTS, x, i)
                    .mul(ShortVector.fromArray(SHORTS, y, i))
                    .compare(VectorOperators.GE, ShortVector.fromArray(SHORTS, limit, i));
            if (isAtLeast.anyTrue()) {
                return i + isAtLeast.firstTrue();
            }
        }
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
        long flips = 0;
        for (int i = 0; i + 1 < starts.length; i++) {
            for (int part = 0; part < STATES; part += SHORTS.length()) {
                int at = STATES * i + part;
                ShortVector spin = ShortVector.fromArray(SHORTS, spins, at);
                ShortVector gain = spin.mul(ShortVector.fromArray(SHORTS, fields, at));
                VectorMask<Short> isFlipped =
                        gain.compare(VectorOperators.GE, ShortVector.fromArray(SHORTS, limits, at));
                if (isFlipped.anyTrue()) {
                    flips += isFlipped.trueCount();
                    ShortVector none = ShortVector.zero(SHORTS);
                    ShortVector step = none.blend(spin.mul((short) -2), isFlipped);
                    spin.add(step).intoArray(spins, at);
                    addGains(none.blend(gain, isFlipped), gains, part);
                    for (int k = starts[i]; k < starts[i + 1]; k++) {
                        int to = STATES * neighbours[k] + part;
                        ShortVector.fromArray(SHORTS, fields, to)
                                .add(step.mul(couplings[k]))
                                .intoArray(fields, to);
                    }
                }
            }
        }
        return flips;
    }

    private static void addGains(ShortVector gain, int[] gains, int at) {
        for (int half = 0; half < 2; half++) {
            int to = at + half * INTS.length();
            IntVector.fromArray(INTS, gains, to)
                    .add((IntVector) gain.convert(VectorOperators.S2I, half))
                    .intoArray(gains, to);
        }
    }
}
