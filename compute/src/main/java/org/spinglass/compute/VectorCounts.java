// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Counts unlike bonds in binary, a bit of the count a word, by full adders (Harley and Seal): of four words of worth 1
 * three adders make one of worth 4, and of four of those one of worth 16, and so on.
 */
final class VectorCounts {
    private static final VectorSpecies<Long> LONGS = VectorBits.LONGS;
    private static final int WORDS = BitRows.WORDS;

    /** Bonds that go through all stages at once, so that what lies between stays in the innermost cache. */
    private static final int CHUNK = 256;

    private final int[] ends;
    private final long[] signs;
    private final long[] spins;
    private final long[] sum;
    private final long[] carried = new long[CHUNK / 4 * WORDS];
    private final long[] rest = new long[WORDS];

    /** Counts into words {@code WORDS p + w}, digit p of the states of word w. */
    VectorCounts(BitRows rows, long[] spins, long[] sum) {
        this.ends = rows.ends();
        this.signs = rows.endSigns();
        this.spins = spins;
        this.sum = sum;
    }

    /** Adds the bonds of the states of some words, from word {@code part}. */
    void add(int part) {
        for (int from = 0; from < signs.length; from += CHUNK) {
            int to = Math.min(signs.length, from + CHUNK);
            int fours = (to - from) / 4;
            addBonds(from, fours, part);
            for (int e = from + 4 * fours; e < to; e++) {
                unlike(e, part).intoArray(rest, 0);
                addRest(part);
            }
            int plane = 2;
            while (fours > 0) {
                int next = fours / 4;
                addCarried(next, WORDS * plane + part);
                for (int k = 4 * next; k < fours; k++) {
                    LongVector.fromArray(LONGS, carried, WORDS * k).intoArray(rest, 0);
                    addRest(WORDS * plane + part);
                }
                fours = next;
                plane += 2;
            }
        }
    }

    private void addBonds(int from, int fours, int part) {
        LongVector ones = LongVector.fromArray(LONGS, sum, part);
        LongVector twos = LongVector.fromArray(LONGS, sum, WORDS + part);
        int e = from;
        for (int k = 0; k < fours; k++, e += 4) {
            LongVector a = unlike(e, part);
            LongVector b = unlike(e + 1, part);
            LongVector c = unlike(e + 2, part);
            LongVector d = unlike(e + 3, part);
            LongVector s = VectorSweeps.sum(ones, a, b);
            LongVector t = VectorSweeps.carry(ones, a, b);
            LongVector u = VectorSweeps.carry(s, c, d);
            ones = VectorSweeps.sum(s, c, d);
            VectorSweeps.carry(twos, t, u).intoArray(carried, WORDS * k);
            twos = VectorSweeps.sum(twos, t, u);
        }
        ones.intoArray(sum, part);
        twos.intoArray(sum, WORDS + part);
    }

    /** The same of words that were carried, which are replaced. */
    private void addCarried(int fours, int plane) {
        LongVector ones = LongVector.fromArray(LONGS, sum, plane);
        LongVector twos = LongVector.fromArray(LONGS, sum, plane + WORDS);
        for (int k = 0; k < fours; k++) {
            LongVector a = LongVector.fromArray(LONGS, carried, 4 * WORDS * k);
            LongVector b = LongVector.fromArray(LONGS, carried, 4 * WORDS * k + WORDS);
            LongVector c = LongVector.fromArray(LONGS, carried, 4 * WORDS * k + 2 * WORDS);
            LongVector d = LongVector.fromArray(LONGS, carried, 4 * WORDS * k + 3 * WORDS);
            LongVector s = VectorSweeps.sum(ones, a, b);
            LongVector t = VectorSweeps.carry(ones, a, b);
            LongVector u = VectorSweeps.carry(s, c, d);
            ones = VectorSweeps.sum(s, c, d);
            VectorSweeps.carry(twos, t, u).intoArray(carried, WORDS * k);
            twos = VectorSweeps.sum(twos, t, u);
        }
        ones.intoArray(sum, plane);
        twos.intoArray(sum, plane + WORDS);
    }

    private LongVector unlike(int e, int part) {
        return LongVector.fromArray(LONGS, spins, WORDS * ends[2 * e] + part)
                .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, spins, WORDS * ends[2 * e + 1] + part))
                .lanewise(VectorOperators.XOR, LongVector.broadcast(LONGS, signs[e]));
    }

    private void addRest(int plane) {
        for (int at = plane; at < sum.length; at += WORDS) {
            LongVector now = LongVector.fromArray(LONGS, sum, at);
            LongVector carry = LongVector.fromArray(LONGS, rest, 0);
            now.lanewise(VectorOperators.XOR, carry).intoArray(sum, at);
            now.and(carry).intoArray(rest, 0);
        }
    }
}
