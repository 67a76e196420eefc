// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sweeps of {@link VectorBits}, of some of the words of a spin; {@link BitOps#sweep} says what they do. There is
 * one method for each number of planes, without a branch around a vector: the compiler would put such vectors into
 * objects.
 */
final class VectorSweeps {
    private static final VectorSpecies<Long> LONGS = VectorBits.LONGS;
    private static final int WORDS = BitRows.WORDS;

    private final int[] starts;
    private final int[] neighbours;
    private final long[] signs;
    private final long[] spins;
    private final long[] levels;
    private final int stride;
    private final long[] used;
    private final int base;

    /**
     * Sweeps over spins from one on.
     *
     * @param base the spin that the first levels are of
     */
    VectorSweeps(BitRows rows, long[] spins, long[] levels, int stride, long[] used, int base) {
        this.starts = rows.starts();
        this.neighbours = rows.neighbours();
        this.signs = rows.signs();
        this.spins = spins;
        this.levels = levels;
        this.stride = stride;
        this.used = used;
        this.base = base;
    }

    /**
     * Visits the spins from {@code from} to {@code to - 1} in the states of the words from {@code part}; turned spins.
     */
    long of(int planes, int part, int from, int to) {
        return switch (planes) {
            case 1 -> ofOnePlane(part, from, to);
            case 2 -> ofTwoPlanes(part, from, to);
            case 3 -> ofThreePlanes(part, from, to);
            case 5 -> ofFivePlanes(part, from, to);
            default -> throw new IllegalArgumentException("planes is " + planes + "; expected 1, 2, 3 or 5");
        };
    }

    /** Of spins that need two at most: every carry says that there is enough. */
    private long ofOnePlane(int part, int from, int to) {
        LongVector counted = LongVector.fromArray(LONGS, used, part);
        LongVector turned = LongVector.zero(LONGS);
        for (int i = from; i < to; i++) {
            int at = WORDS * i + part;
            int level = WORDS * (i - base) + part;
            LongVector spin = LongVector.fromArray(LONGS, spins, at);
            LongVector p0 = LongVector.fromArray(LONGS, levels, level);
            LongVector isOver = LongVector.fromArray(LONGS, levels, level + stride);
            int end = starts[i + 1];
            for (int k = starts[i]; k < end; k += 4) {
                LongVector a = unlike(spin, spins, neighbours, signs, k, part);
                LongVector b = unlike(spin, spins, neighbours, signs, k + 1, part);
                LongVector c = unlike(spin, spins, neighbours, signs, k + 2, part);
                LongVector d = unlike(spin, spins, neighbours, signs, k + 3, part);
                LongVector s = sum(p0, a, b);
                isOver = isOver.or(carry(p0, a, b)).or(carry(s, c, d));
                p0 = sum(s, c, d);
            }
            spin.lanewise(VectorOperators.XOR, isOver).intoArray(spins, at);
            turned = turned.add(isOver.and(counted).lanewise(VectorOperators.BIT_COUNT));
        }
        return turned.reduceLanes(VectorOperators.ADD);
    }

    /** Of spins that need four at most. */
    private long ofTwoPlanes(int part, int from, int to) {
        LongVector counted = LongVector.fromArray(LONGS, used, part);
        LongVector turned = LongVector.zero(LONGS);
        for (int i = from; i < to; i++) {
            int at = WORDS * i + part;
            int level = WORDS * (i - base) + part;
            LongVector spin = LongVector.fromArray(LONGS, spins, at);
            LongVector p0 = LongVector.fromArray(LONGS, levels, level);
            LongVector p1 = LongVector.fromArray(LONGS, levels, level + stride);
            LongVector isOver = LongVector.fromArray(LONGS, levels, level + 2 * stride);
            int end = starts[i + 1];
            for (int k = starts[i]; k < end; k += 4) {
                LongVector a = unlike(spin, spins, neighbours, signs, k, part);
                LongVector b = unlike(spin, spins, neighbours, signs, k + 1, part);
                LongVector c = unlike(spin, spins, neighbours, signs, k + 2, part);
                LongVector d = unlike(spin, spins, neighbours, signs, k + 3, part);
                LongVector s = sum(p0, a, b);
                LongVector t = carry(p0, a, b);
                LongVector u = carry(s, c, d);
                p0 = sum(s, c, d);
                isOver = isOver.or(carry(p1, t, u));
                p1 = sum(p1, t, u);
            }
            spin.lanewise(VectorOperators.XOR, isOver).intoArray(spins, at);
            turned = turned.add(isOver.and(counted).lanewise(VectorOperators.BIT_COUNT));
        }
        return turned.reduceLanes(VectorOperators.ADD);
    }

    /** Of spins that need eight at most. */
    private long ofThreePlanes(int part, int from, int to) {
        LongVector counted = LongVector.fromArray(LONGS, used, part);
        LongVector turned = LongVector.zero(LONGS);
        for (int i = from; i < to; i++) {
            int at = WORDS * i + part;
            int level = WORDS * (i - base) + part;
            LongVector spin = LongVector.fromArray(LONGS, spins, at);
            LongVector p0 = LongVector.fromArray(LONGS, levels, level);
            LongVector p1 = LongVector.fromArray(LONGS, levels, level + stride);
            LongVector p2 = LongVector.fromArray(LONGS, levels, level + 2 * stride);
            LongVector isOver = LongVector.fromArray(LONGS, levels, level + 3 * stride);
            int end = starts[i + 1];
            for (int k = starts[i]; k < end; k += 4) {
                LongVector a = unlike(spin, spins, neighbours, signs, k, part);
                LongVector b = unlike(spin, spins, neighbours, signs, k + 1, part);
                LongVector c = unlike(spin, spins, neighbours, signs, k + 2, part);
                LongVector d = unlike(spin, spins, neighbours, signs, k + 3, part);
                LongVector s = sum(p0, a, b);
                LongVector t = carry(p0, a, b);
                LongVector u = carry(s, c, d);
                p0 = sum(s, c, d);
                LongVector v = carry(p1, t, u);
                p1 = sum(p1, t, u);
                isOver = isOver.or(p2.and(v));
                p2 = p2.lanewise(VectorOperators.XOR, v);
            }
            spin.lanewise(VectorOperators.XOR, isOver).intoArray(spins, at);
            turned = turned.add(isOver.and(counted).lanewise(VectorOperators.BIT_COUNT));
        }
        return turned.reduceLanes(VectorOperators.ADD);
    }

    /** Of spins that need 32 at most. */
    private long ofFivePlanes(int part, int from, int to) {
        LongVector counted = LongVector.fromArray(LONGS, used, part);
        LongVector turned = LongVector.zero(LONGS);
        for (int i = from; i < to; i++) {
            int at = WORDS * i + part;
            int level = WORDS * (i - base) + part;
            LongVector spin = LongVector.fromArray(LONGS, spins, at);
            LongVector p0 = LongVector.fromArray(LONGS, levels, level);
            LongVector p1 = LongVector.fromArray(LONGS, levels, level + stride);
            LongVector p2 = LongVector.fromArray(LONGS, levels, level + 2 * stride);
            LongVector p3 = LongVector.fromArray(LONGS, levels, level + 3 * stride);
            LongVector p4 = LongVector.fromArray(LONGS, levels, level + 4 * stride);
            LongVector isOver = LongVector.fromArray(LONGS, levels, level + 5 * stride);
            int end = starts[i + 1];
            for (int k = starts[i]; k < end; k += 4) {
                LongVector a = unlike(spin, spins, neighbours, signs, k, part);
                LongVector b = unlike(spin, spins, neighbours, signs, k + 1, part);
                LongVector c = unlike(spin, spins, neighbours, signs, k + 2, part);
                LongVector d = unlike(spin, spins, neighbours, signs, k + 3, part);
                LongVector s = sum(p0, a, b);
                LongVector t = carry(p0, a, b);
                LongVector u = carry(s, c, d);
                p0 = sum(s, c, d);
                LongVector v = carry(p1, t, u);
                p1 = sum(p1, t, u);
                LongVector w = p2.and(v);
                p2 = p2.lanewise(VectorOperators.XOR, v);
                LongVector x = p3.and(w);
                p3 = p3.lanewise(VectorOperators.XOR, w);
                isOver = isOver.or(p4.and(x));
                p4 = p4.lanewise(VectorOperators.XOR, x);
            }
            spin.lanewise(VectorOperators.XOR, isOver).intoArray(spins, at);
            turned = turned.add(isOver.and(counted).lanewise(VectorOperators.BIT_COUNT));
        }
        return turned.reduceLanes(VectorOperators.ADD);
    }

    /** {@link BitOps#addNeeds}. */
    static void addNeeds(
            byte[] needs,
            int planes,
            long[] odds,
            byte[] bonds,
            long[] levels,
            int stride,
            int from,
            int to,
            int part) {
        long[] carry = new long[WORDS];
        int odd = part;
        for (int i = from; i < to; i++) {
            int off = (1 << planes) - needs[i];
            int isOdd = odds.length > 0 ? bonds[i] & 1 : 0;
            if (off == 0 && isOdd == 0) {
                continue;
            }
            if (isOdd != 0) {
                LongVector.fromArray(LONGS, odds, odd).intoArray(carry, 0);
                odd += WORDS;
            } else {
                LongVector.zero(LONGS).intoArray(carry, 0);
            }
            int at = WORDS * (i - from) + part;
            for (int p = 0; p < planes; p++, at += stride) {
                LongVector level = LongVector.fromArray(LONGS, levels, at);
                LongVector digit = LongVector.broadcast(LONGS, -(long) (off >>> p & 1));
                LongVector carried = LongVector.fromArray(LONGS, carry, 0);
                sum(level, digit, carried).intoArray(levels, at);
                carry(level, digit, carried).intoArray(carry, 0);
            }
            LongVector.fromArray(LONGS, levels, at)
                    .or(LongVector.fromArray(LONGS, carry, 0))
                    .or(-(long) (off >>> planes))
                    .intoArray(levels, at);
        }
    }

    private static LongVector unlike(LongVector spin, long[] spins, int[] neighbours, long[] signs, int k, int part) {
        return spin.lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, spins, WORDS * neighbours[k] + part))
                .lanewise(VectorOperators.XOR, LongVector.broadcast(LONGS, signs[k]));
    }

    /** The lower digit of the sum of three bits. */
    static LongVector sum(LongVector a, LongVector b, LongVector c) {
        return a.lanewise(VectorOperators.XOR, b).lanewise(VectorOperators.XOR, c);
    }

    /** The higher digit of the sum of three bits. */
    static LongVector carry(LongVector a, LongVector b, LongVector c) {
        return a.and(b).or(c.and(a.or(b)));
    }
}
