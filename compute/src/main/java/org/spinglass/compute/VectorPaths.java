// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The paths of {@link SimdOps}, one state a lane; {@link VectorOps} says what each method does. */
final class VectorPaths {
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
    private static final int LANES = LONGS.length();
    private static final int PATHS = VectorOps.PATHS;

    private static final double SHIFT = ScalarPaths.SHIFT;

    private static final long SHIFT_BITS = Double.doubleToRawLongBits(SHIFT);

    /** Narrower vectors have no instruction that makes floating point numbers of whole ones. */
    private static final boolean IS_WIDE = LANES == 8;

    private VectorPaths() {}

    static void cut(double rate, PathNoise noise, long[] cuts, int spins) {
        DoubleVector means = DoubleVector.broadcast(DOUBLES, 1 / rate);
        DoubleVector half = DoubleVector.broadcast(DOUBLES, ScalarPaths.HALF);
        LongVector one = LongVector.broadcast(LONGS, 1);
        float[] exponentials = noise.exponentials();
        for (int i = 0; i < spins; i++) {
            int first = noise.exponential();
            int last = first;
            for (int part = 0; part < PATHS; part += LANES) {
                int e = first;
                LongVector made = LongVector.zero(LONGS);
                DoubleVector time = doubles(exponentials, e + part).fma(means, half);
                VectorMask<Double> isOpen = time.compare(VectorOperators.LT, ScalarPaths.END);
                e += PATHS;
                while (isOpen.anyTrue()) {
                    DoubleVector nearest = time.add(SHIFT);
                    LongVector cut = one.lanewise(VectorOperators.LSHL, nearest.reinterpretAsLongs());
                    made = made.blend(made.or(cut), isOpen.cast(LONGS));
                    time = doubles(exponentials, e + part).fma(means, nearest.sub(ScalarPaths.BACK));
                    isOpen = time.compare(VectorOperators.LT, ScalarPaths.END);
                    e += PATHS;
                }
                last = Math.max(last, e);
                made.intoArray(cuts, PATHS * i + part);
            }
            noise.takeExponentials(last);
        }
    }

    static void draw(PathRows rows, long[] paths, long[] cuts, float strength, PathNoise noise, long[] moved) {
        int[] starts = rows.starts();
        int[] neighbours = rows.neighbours();
        float[] twice = rows.twice();
        float[] bases = rows.bases();
        float[] logistics = noise.logistics();
        for (int i = 0; i < bases.length; i++) {
            int logistic = noise.logistic();
            int last = logistic;
            for (int part = 0; part < PATHS; part += LANES) {
                LongVector old = LongVector.fromArray(LONGS, paths, PATHS * i + part);
                LongVector rest = LongVector.fromArray(LONGS, cuts, PATHS * i + part)
                        .or(old.lanewise(VectorOperators.XOR, old.lanewise(VectorOperators.ROL, 1)));
                LongVector first = lowest(rest);
                LongVector bit = first;
                LongVector fresh = LongVector.zero(LONGS);
                int l = logistic;
                boolean isLast;
                do {
                    rest = rest.lanewise(VectorOperators.XOR, bit);
                    LongVector next = lowest(rest);
                    VectorMask<Long> isEnd = next.compare(VectorOperators.EQ, 0);
                    LongVector piece = piece(bit, next, first, isEnd);
                    // a sum that began with anything else would be put into an object, and so would the piece
                    FloatVector sum = FloatVector.zero(FLOATS);
                    for (int k = starts[i]; k < starts[i + 1]; k++) {
                        LongVector path = LongVector.fromArray(LONGS, paths, PATHS * neighbours[k] + part);
                        sum = counted(path.and(piece)).fma(FloatVector.broadcast(FLOATS, twice[k]), sum);
                    }
                    fresh = fresh.blend(
                            fresh.or(piece),
                            isUp(
                                    counted(piece).fma(FloatVector.broadcast(FLOATS, bases[i]), sum),
                                    strength,
                                    logistics,
                                    l + part));
                    // a state whose pieces are all drawn has empty ones from here on
                    first = first.blend(1, isEnd);
                    isLast = isEnd.allTrue();
                    bit = next;
                    l += PATHS;
                } while (!isLast);
                last = Math.max(last, l);
                note(old, fresh, paths, PATHS * i + part, moved, part);
            }
            noise.takeLogistics(last);
        }
    }

    static void addDifferences(
            int[] ends, double[] weights, int start, int end, long mask, long[] paths, double[] out) {
        for (int part = 0; part < PATHS; part += LANES) {
            DoubleVector sum = DoubleVector.zero(DOUBLES);
            for (int c = start; c < end; c++) {
                LongVector differ = LongVector.fromArray(LONGS, paths, PATHS * ends[2 * c] + part)
                        .lanewise(
                                VectorOperators.XOR, LongVector.fromArray(LONGS, paths, PATHS * ends[2 * c + 1] + part))
                        .and(mask);
                sum = doubles(differ.lanewise(VectorOperators.BIT_COUNT))
                        .fma(DoubleVector.broadcast(DOUBLES, weights[c]), sum);
            }
            sum.intoArray(out, part);
        }
    }

    /** The lowest bit that is 1. */
    private static LongVector lowest(LongVector x) {
        return x.and(x.neg());
    }

    /** The slices from one cut to before the next, or, behind the last, around to before the first. */
    private static LongVector piece(LongVector bit, LongVector next, LongVector first, VectorMask<Long> isEnd) {
        LongVector piece = next.sub(bit);
        return piece.blend(piece.or(first.sub(1)), isEnd);
    }

    private static VectorMask<Long> isUp(FloatVector sum, float strength, float[] logistics, int at) {
        return sum.mul(strength)
                .compare(VectorOperators.LT, FloatVector.fromArray(FLOATS, logistics, at))
                .cast(LONGS);
    }

    /** Puts drawn paths in their place. */
    private static void note(LongVector old, LongVector fresh, long[] paths, int at, long[] moved, int part) {
        fresh.intoArray(paths, at);
        old.lanewise(VectorOperators.XOR, fresh)
                .and(1)
                .add(LongVector.fromArray(LONGS, moved, part))
                .intoArray(moved, part);
    }

    /** How many bits are 1, in single precision. */
    private static FloatVector counted(LongVector words) {
        LongVector counts = words.lanewise(VectorOperators.BIT_COUNT);
        return IS_WIDE
                ? (FloatVector) counts.convertShape(VectorOperators.L2F, FLOATS, 0)
                : (FloatVector) doubles(counts).convertShape(VectorOperators.D2F, FLOATS, 0);
    }

    private static DoubleVector doubles(LongVector counts) {
        return IS_WIDE
                ? (DoubleVector) counts.convert(VectorOperators.L2D, 0)
                : counts.or(SHIFT_BITS).reinterpretAsDoubles().sub(SHIFT);
    }

    private static DoubleVector doubles(float[] x, int at) {
        return (DoubleVector) FloatVector.fromArray(FLOATS, x, at).convertShape(VectorOperators.F2D, DOUBLES, 0);
    }
}
