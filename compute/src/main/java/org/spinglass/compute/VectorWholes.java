// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The 16-bit loops of {@link SimdOps}; {@link VectorOps} says what each method does. */
final class VectorWholes {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> NARROW =
            VectorSpecies.of(short.class, VectorShape.forBitSize(SHORTS.vectorBitSize() / 2));
    private static final int STATES = VectorOps.STATES;

    private static final float LIMIT = 32767;

    /** Added to a number below 2^22 in size it leaves the nearest whole number in the lowest bits. */
    private static final float SHIFT = 0x1.8p23f;

    private static final int SHIFT_BITS = Float.floatToRawIntBits(SHIFT);

    private VectorWholes() {}

    static void negatedFloors(float scale, float[] x, short[] out, int length) {
        int bound = FLOATS.loopBound(length);
        for (int i = 0; i < bound; i += FLOATS.length()) {
            // the sum with 0 makes the zero positive where it is one; comparisons are faster than Java's min and max
            FloatVector scaled = FloatVector.fromArray(FLOATS, x, i).mul(scale).add(0f);
            FloatVector above = scaled.blend(-LIMIT, scaled.compare(VectorOperators.LT, -LIMIT));
            FloatVector value = above.blend(LIMIT, above.compare(VectorOperators.GT, LIMIT));
            FloatVector shifted = value.add(SHIFT);
            IntVector nearest = shifted.reinterpretAsInts().sub(SHIFT_BITS);
            FloatVector rest = value.sub(shifted.sub(SHIFT));
            IntVector isNegative = rest.reinterpretAsInts().lanewise(VectorOperators.LSHR, 31);
            IntVector negated = isNegative.sub(nearest);
            ((ShortVector) negated.convertShape(VectorOperators.I2S, NARROW, 0)).intoArray(out, i);
        }
        for (int i = bound; i < length; i++) {
            out[i] = (short) -Math.floor(Math.max(-32767f, Math.min(32767f, scale * x[i])));
        }
    }

    static void add(short factor, short[] x, int xOffset, short[] y, int yOffset, int length) {
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

    static void addBits(short set, short clear, long[] words, int wordOffset, short[] y, int length) {
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

    static int firstAtLeast(short[] x, short[] y, short[] limit, int from, int to) {
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

    static long sweepLanes(
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
